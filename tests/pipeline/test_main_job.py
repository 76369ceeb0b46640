"""The main job: what is read once stays read, what changes is read again, every row can be traced."""

import csv
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from partcode.errors import CodebookError, UsageError
from partcode.model import Unit
from partcode.model.options import Options, Silent
from partcode.pipeline.coding import code
from partcode.pipeline.engines import workers
from partcode.pipeline.ingesting import ingest, survey
from partcode.pipeline.results import write_results
from partcode.store import open_store

CORPUS = Path(__file__).parents[2] / "sample_corpus"
SMALL = CORPUS.parent / "tests" / "small_codebooks"
COLUMNS = (
    "document case language kind unit segment start end turn speaker role text code label codebook codebook_version"
    " rule certainty match match_start match_end lossy matches negated reported coder status run"
).split()


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("INT: Do you trust them?\nP1: We never trusted the funder.\nINT: Why?\nP1: Money.\n")
    (folder / "b.md").write_text("Le bailleur impose un audit. On a confiance.\n")
    return Options(folders=(folder,), db=tmp_path / "p.db", out=tmp_path / "results", jobs=1, codebooks=(SMALL,))


def write(options, name, text):
    (options.folders[0] / name).write_text(text, encoding="utf-8")


def results(options):
    write_results(options, Silent())
    return {file.name: file.read_bytes() for file in sorted(options.out.iterdir())}


def table(options, name="segments"):
    with (options.out / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run(options):
    report = ingest(options, Silent())
    coded = code(options, Silent())
    results(options)
    return report, coded


def statuses(report):
    return {file.path: file.status for file in report.files}


def text_of(options, path):
    with open_store(options.db, create=False) as store:
        return store.text(store.versions([path])[0].id)


def test_a_second_run_over_the_same_files_reads_and_codes_nothing_again(study):
    run(study)
    before = results(study)
    report, coded = run(study)
    assert statuses(report) == {"a.txt": "unchanged", "b.md": "unchanged"}
    assert coded.reused == coded.documents == 2
    assert results(study) == before


def test_a_changed_file_is_a_new_version_and_the_old_codings_stay(study):
    _, first = run(study)
    write(study, "b.md", "Une autre phrase sans rien.\n")
    report, second = run(study)
    assert statuses(report) == {"a.txt": "unchanged", "b.md": "changed"}
    assert (second.reused, first.run != second.run) == (1, True)
    assert {row["document"] for row in table(study)} == {"a.txt"}
    write_results(study, Silent(), first.run)
    assert {row["document"] for row in table(study)} == {"a.txt", "b.md"}


def test_a_removed_file_is_reported_and_stays_readable(study):
    run(study)
    (study.folders[0] / "b.md").unlink()
    assert statuses(survey(study, Silent()))["b.md"] == "missing"
    assert statuses(ingest(study, Silent()))["b.md"] == "missing"
    assert text_of(study, "b.md").startswith("Le bailleur")
    run(study)
    assert {row["document"] for row in table(study)} == {"a.txt", "b.md"}


def test_another_folder_does_not_make_the_first_one_missing(study, tmp_path):
    run(study)
    other = tmp_path / "other"
    other.mkdir()
    (other / "c.txt").write_text("Something else.")
    report = ingest(replace(study, folders=(other,)), Silent())
    assert statuses(report) == {"c.txt": "new"}


def test_metadata_that_change_are_taken_over_without_a_new_version(study):
    _, before = run(study)
    write(study, "corpus.yaml", "documents:\n  a.txt: {case: k, speakers: {P1: {role: south_ngo}}}\n")
    report, after = run(study)
    assert statuses(report)["a.txt"] == "unchanged"
    rows = [row for row in table(study) if row["document"] == "a.txt" and row["turn"] == "2"]
    assert {(row["case"], row["role"]) for row in rows} == {("k", "south_ngo")}
    assert after.run != before.run


def test_one_bad_file_does_not_stop_the_others(study):
    write(study, "c.json", "{}")
    (study.folders[0] / "d.txt").write_bytes(bytes(range(256)) * 20)
    (study.folders[0] / "e.txt").write_bytes(b"")
    report, _ = run(study)
    assert {path for path, status in statuses(report).items() if status == "unreadable"} == {"c.json", "d.txt", "e.txt"}
    assert all(file.problem and file.hint for file in report.files if file.status == "unreadable")


def test_a_reader_that_fails_unexpectedly_costs_one_file(study, monkeypatch):
    from partcode.pipeline import prepare

    original = prepare.document_of

    def broken(source):
        if source.path == "a.txt":
            raise ZeroDivisionError("what was said")
        return original(source)

    monkeypatch.setattr(prepare, "document_of", broken)
    report = ingest(study, Silent())
    assert statuses(report) == {"a.txt": "unreadable", "b.md": "new"}
    assert report.files[0].problem.startswith("ZeroDivisionError at test_main_job.py:")
    assert "said" not in report.files[0].problem


def test_an_empty_folder_makes_no_database(tmp_path):
    (tmp_path / "empty").mkdir()
    options = Options(folders=(tmp_path / "empty",), db=tmp_path / "p.db")
    with pytest.raises(UsageError, match="nothing to read"):
        ingest(options, Silent())
    assert not options.db.exists()


def test_the_dry_run_writes_nothing(study):
    report = survey(study, Silent())
    assert statuses(report) == {"a.txt": "new", "b.md": "new"}
    assert report.files[0].speakers == ("INT", "P1")
    assert not study.db.exists()


def test_a_codebook_that_changes_is_applied_and_the_others_are_not_again(study, tmp_path):
    head = "version: 1.0.0\ntitle: {en: T}\ncodes:\n  - id: "
    body = "\n    label: {en: L}\n    definition: d\n    rules: [{id: r, en: [WORD]}]\n"
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text("codebook: one\n" + head + "a" + body.replace("WORD", "trust"))
    two.write_text("codebook: two\n" + head + "b" + body.replace("WORD", "money"))
    options = replace(study, codebooks=(one, two))
    run(options)
    two.write_text(two.read_text().replace("money", "funder"))
    run(options)
    assert sorted((row["code"], row["match"]) for row in table(options)) == [
        ("a", "trust"), ("a", "trusted"), ("b", "funder"),
    ]  # fmt: skip
    with open_store(options.db, create=False) as store:
        assert len(list(store.table("runs").rows)) == 2


def test_a_broken_codebook_stops_before_anything_is_coded(study, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("codebook: x\n")
    ingest(study, Silent())
    with pytest.raises(CodebookError):
        code(replace(study, codebooks=(broken,)), Silent())


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    options = Options(folders=(CORPUS,), db=folder / "p.db", out=folder / "results", jobs=1, codebooks=(SMALL,))
    run(options)
    return options


def test_the_columns_are_those_promised(sample):
    assert list(table(sample)[0]) == COLUMNS


@pytest.mark.parametrize("name", ["segments", "evidence"])
def test_every_row_can_be_found_in_the_stored_text(sample, name):
    rows = table(sample, name)
    assert rows
    for row in rows:
        text = text_of(sample, row["document"])
        assert text[int(row["match_start"]) : int(row["match_end"])] == row["match"]
        if name == "segments":
            assert text[int(row["start"]) : int(row["end"])] == row["text"]
            assert int(row["start"]) <= int(row["match_start"]) < int(row["match_end"]) <= int(row["end"])


def test_nothing_is_coded_in_references_navigation_and_headers(sample):
    assert {row["kind"] for row in table(sample)} <= {"body", "heading"}
    kinds = {row["kind"] for row in table(sample, "matrix")}
    assert kinds == {"body", "heading", "reference", "navigation", "header"}


def test_the_manifest_and_the_codings_hold_together(sample):
    manifest = json.loads((sample.out / "run.json").read_text())
    assert {row["run"] for row in table(sample)} == {manifest["run"]}
    assert len(manifest["documents"]) == 14
    lines = (sample.out / "codings.jsonl").read_text().splitlines()
    assert len(lines) == len(table(sample))
    for line in map(json.loads, lines):
        text = text_of(sample, line["document"])
        quote, place = line["quote"], line["position"]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert text[: place["start"]].endswith(quote["prefix"])
        assert text[place["end"] :].startswith(quote["suffix"])


def test_another_folder_order_and_number_of_processes_give_the_same_bytes(sample, tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 0)
    monkeypatch.setattr(workers, "CHUNK", 30_000)
    moved = tmp_path / "elsewhere"
    shutil.copytree(CORPUS, moved)
    options = replace(sample, folders=(moved,), db=tmp_path / "q.db", out=tmp_path / "r", jobs=3)
    ingest(replace(options, include=("interviews/*",)), Silent())
    run(options)
    assert results(options) == results(sample)


@pytest.mark.parametrize("unit", [Unit.TURN, Unit.PARAGRAPH])
def test_other_units_code_the_same_matches_in_larger_segments(sample, unit):
    options = replace(sample, unit=unit, out=sample.out.parent / unit)
    code(options, Silent())
    results(options)

    def places(chosen):
        return {(row["document"], row["code"], row["rule"], row["match_start"]) for row in table(chosen, "evidence")}

    assert places(options) == places(sample)
    assert {row["unit"] for row in table(options)} == {unit}
    code(sample, Silent())  # the latest run is that of sentences again


def test_the_whole_job_never_imports_spacy(tmp_path):
    program = (
        "import sys; from pathlib import Path; from partcode.model.options import *;"
        "from partcode.pipeline.coding import code; from partcode.pipeline.ingesting import ingest;"
        "from partcode.pipeline.results import write_results;"
        f"o = Options(folders=(Path({str(CORPUS)!r}),), db=Path({str(tmp_path / 'p.db')!r}),"
        f" out=Path({str(tmp_path / 'r')!r}), jobs=1, codebooks=(Path({str(SMALL)!r}),));"
        "ingest(o, Silent()); code(o, Silent()); write_results(o, Silent());"
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_an_empty_file_may_be_the_first(study):
    write(study, "0.txt", "")
    assert statuses(ingest(study, Silent())) == {"0.txt": "unreadable", "a.txt": "new", "b.md": "new"}
