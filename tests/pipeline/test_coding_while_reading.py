"""What is coded while it is read is what coding it afterwards gives, to the byte; also with two at it at once."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from partcode.errors import PartcodeError
from partcode.model import Speaker, Unit
from partcode.model.options import Options, Silent
from partcode.pipeline import coding
from partcode.pipeline.coding import code, codebooks_of
from partcode.pipeline.engines import workers
from partcode.pipeline.ingesting import ingest
from partcode.pipeline.results import write_results
from partcode.store import open_store

CORPUS = Path(__file__).parents[2] / "sample_corpus"
SMALL = CORPUS.parent / "tests" / "small_codebooks"

SLOW = """\
codebook: slow
version: 1.0.0
title: {en: Slow}
codes:
  - id: slow.one
    label: {en: Slow}
    definition: An expression that takes exponential time.
    rules: [{id: r, en: ['/(a|aa)+$/']}]
"""


def run(options):
    """Both jobs as `partcode run` does them."""
    codebooks = codebooks_of(options)
    report = ingest(options, Silent(), codebooks)
    return report, code(options, Silent(), codebooks, coded_on_the_way=report.coded)


def results(options):
    write_results(options, Silent())
    return {file.name: file.read_bytes() for file in sorted(options.out.iterdir())}


@pytest.fixture
def study(tmp_path):
    return Options(folders=(CORPUS,), db=tmp_path / "way.db", out=tmp_path / "way", jobs=1, codebooks=(SMALL,))


@pytest.fixture
def afterwards(study, tmp_path):
    options = replace(study, db=tmp_path / "after.db", out=tmp_path / "after")
    ingest(options, Silent())
    code(options, Silent())
    return options


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_pass_gives_the_bytes_of_two(study, afterwards, jobs, monkeypatch):
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 0)
    monkeypatch.setattr(workers, "CHUNK", 20_000)
    report, coded = run(replace(study, jobs=jobs))
    assert (report.coded, coded.documents, coded.reused) == (14, 14, 0)
    assert results(study) == results(afterwards)


def test_what_has_not_changed_is_neither_read_nor_coded_again(study):
    run(study)
    report, coded = run(study)
    assert (report.coded, coded.reused) == (0, 14)


@pytest.mark.parametrize("unit", [Unit.TURN, Unit.PARAGRAPH])
def test_larger_units_are_left_to_the_second_pass(study, afterwards, unit):
    report, coded = run(replace(study, unit=unit))
    assert (report.coded, coded.reused) == (0, 0)
    code(replace(afterwards, unit=unit), Silent())
    assert results(study) == results(afterwards)


def test_speakers_that_a_person_edited_decide_and_not_the_metadata(study, tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("P1: Hello, are you well?\nP2: Yes, thank you.\nP1: Good.\n")
    (folder / "corpus.yaml").write_text("documents:\n  a.txt: {speakers: {P2: {role: south_ngo}}}\n")
    study = replace(study, folders=(folder,))
    run(study)
    with open_store(study.db, create=False) as store:
        store.set_speakers([("a.txt", Speaker("P2", role="north_funder"))])
    (folder / "a.txt").write_text("P1: Will you trust us?\nP2: We will withhold the grant.\nP1: I see.\n")
    report, coded = run(study)
    assert (report.coded, coded.reused) == (0, 0)
    rows = [line for line in results(study)["segments.csv"].decode().splitlines() if "power.coercive" in line]
    assert rows
    assert all(",P2,north_funder," in row for row in rows)


def test_a_rule_that_can_not_be_used_costs_no_document(study, tmp_path):
    book, folder = tmp_path / "slow.yaml", tmp_path / "corpus"
    folder.mkdir()
    book.write_text(SLOW)
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"Number {number} says {'a' * 60}b.\n")
    study = replace(study, folders=(folder,), codebooks=(book,), language="en")
    codebooks = codebooks_of(study)
    assert ingest(study, Silent(), codebooks).coded == 0
    with open_store(study.db, create=False) as store:
        assert len(store.versions()) == 3
    with pytest.raises(PartcodeError, match=r"slow\.one/r"):
        code(study, Silent(), codebooks)


@pytest.mark.slow
def test_two_runs_at_once_share_the_work(study, afterwards, tmp_path):
    program = "from partcode.cli import main; main()"
    options = ["-c", str(SMALL), "--db", str(study.db), "--jobs", "1", "-q"]
    command = [sys.executable, "-c", program, "run", str(CORPUS), *options]
    both = [subprocess.Popen([*command, "--out", str(tmp_path / name)]) for name in ("one", "two")]
    assert [process.wait() for process in both] == [0, 0]
    expected = results(afterwards)
    for name in ("one", "two"):
        assert {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} == expected


def test_what_another_process_has_coded_meanwhile_is_not_coded_twice(study, afterwards, monkeypatch):
    ingest(study, Silent())
    make_plan = coding.make_plan

    def overtaken(*args):
        monkeypatch.undo()
        code(study, Silent())
        return make_plan(*args)

    monkeypatch.setattr(coding, "make_plan", overtaken)
    code(study, Silent())
    assert results(study) == results(afterwards)
