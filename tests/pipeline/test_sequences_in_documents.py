"""Sequences from files to tables: the same chains in one pass and in two, and in every unit that keeps the turns."""

import csv
import json
from dataclasses import replace

import pytest

from partcode.model import Speaker, Unit
from partcode.model.options import Options, Silent
from partcode.pipeline.coding import code, codebooks_of
from partcode.pipeline.engines import workers
from partcode.pipeline.ingesting import ingest
from partcode.pipeline.results import write_results
from partcode.store import open_store

BASE = """\
codebook: base
version: 1.0.0
codes:
  - {id: appeal, label: {en: Appeal, fr: Appel}, rules: [{id: r, en: village, fr: village, certainty: high}]}
  - {id: lone, label: {en: Lone, fr: Seul}, rules: [{id: r, en: report, fr: rapport}]}
"""
BARGAIN = """\
codebook: bargain
version: 1.0.0
uses: [base]
codes:
  - {id: ask, label: {en: Ask, fr: Demande}, who: {exerted_by: north_funder}, rules: [{id: r, en: require, fr: exiger}]}
  - {id: soften, label: {en: Soften, fr: Adoucir}, rules: [{id: r, en: postpone, fr: reporter}]}
  - {id: agree, label: {en: Agree, fr: Accord}, rules: [{id: r, en: agree, fr: entendre}]}
sequences:
  - id: bargain.whole
    label: {en: Bargain, fr: Marchandage}
    steps: [ask@north_funder, appeal@south_ngo, soften@north_funder, agree|soften]
    within: 8 turns
    gap: 3 turns
  - id: bargain.words
    steps: [ask, agree]
    within: 4 turns
    alternating: false
"""
ENGLISH = """\
F: We require the report by Friday. That is the rule.
S: The village has no road in this season.
F: I see. We can postpone the date.
S: So let us agree on the fifteenth.
S: We never require a village to read.
F: They agree in the village.
"""
FRENCH = """\
S : Le village n'a pas demandé ça.
F : On exige le rapport pour vendredi.
S : Mais le village est loin.
F : Oui.
"""
TEXT = """\
We require a report of every partner. It is short.

Then both sides agree on the plan.

# Part two

Nobody will require it, and nothing more is said of the matter in this second part of the text.

They agree.
"""
METADATA = """\
documents:
  "*.txt": {speakers: {F: {role: north_funder}, S: {role: south_ngo}}}
"""


@pytest.fixture
def study(tmp_path):
    folder, books = tmp_path / "corpus", tmp_path / "books"
    folder.mkdir()
    books.mkdir()
    for name, text in (("a.txt", ENGLISH), ("b.txt", FRENCH), ("c.md", TEXT), ("corpus.yaml", METADATA)):
        (folder / name).write_text(text, encoding="utf-8")
    (books / "base.yaml").write_text(BASE, encoding="utf-8")
    (books / "bargain.yaml").write_text(BARGAIN, encoding="utf-8")
    return Options(folders=(folder,), db=tmp_path / "p.db", out=tmp_path / "out", jobs=1, codebooks=(books,))


def run(options, *, at_once=False):
    chosen = codebooks_of(options)
    report = ingest(options, Silent(), chosen if at_once else ())
    return code(options, Silent(), chosen, coded_on_the_way=report.coded)


def results(options, **chosen):
    write_results(options, Silent(), **chosen)
    return {file.name: file.read_bytes() for file in sorted(options.out.iterdir())}


def table(options, what="chains"):
    with open_store(options.db, create=False) as store:
        found = store.table(what)
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_chains_are_found_with_steps_gaps_completeness_and_outcome(study):
    run(study)
    names = ("document", "sequence", "completeness", "outcome", "first_turn", "last_turn", "steps", "gaps", "roles")
    assert [tuple(row[name] for name in names) for row in table(study)] == [
        ("a.txt", "bargain.whole", 1.0, "agree", 1, 4, "ask → appeal → soften → agree", "1, 1, 1",
         "north_funder → south_ngo → north_funder → south_ngo"),
        ("a.txt", "bargain.words", 1.0, "agree", 1, 4, "ask → agree", "3", "north_funder → south_ngo"),
        ("b.txt", "bargain.whole", 0.5, "open", 2, 3, "ask → appeal", "1", "north_funder → south_ngo"),
        ("c.md", "bargain.words", 1.0, "agree", None, None, "ask → agree", "1", " → "),
    ]  # fmt: skip


def test_a_step_stands_in_the_text_and_in_the_table_of_codings(study):
    run(study)
    coded = {(row["document"], row["start"], row["code"]): row for row in table(study, "segments")}
    steps = table(study, "sequences")
    assert len(steps) == 10
    for step in steps:
        row = coded[step["document"], step["start"], step["code"]]
        for name in (
            "segment",
            "text",
            "turn",
            "speaker",
            "role",
            "rule",
            "certainty",
            "match",
            "match_start",
            "label",
        ):
            assert step[name] == row[name], name


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_pass_and_two_give_the_same_bytes(study, tmp_path, jobs, monkeypatch):
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 0)
    monkeypatch.setattr(workers, "CHUNK", 100)
    monkeypatch.setattr(workers, "LEAST", 100)
    two = replace(study, db=tmp_path / "two.db", out=tmp_path / "two")
    run(two)
    assert run(replace(study, jobs=jobs), at_once=True).reused == 0
    assert results(study) == results(two)
    assert b"bargain.whole" in results(study)["sequences.csv"]


@pytest.mark.parametrize("unit", [Unit.PARAGRAPH, Unit.TURN])
def test_larger_units_make_the_same_chains_over_turns(study, unit):
    def told():
        return [{**row, "start": 0, "end": 0, "run": ""} for row in table(study) if row["document"] != "c.md"]

    run(study)
    before = told()
    run(replace(study, unit=unit))
    assert told() == before
    assert {row["unit"] for row in table(study, "sequences")} == {unit}


def test_another_role_of_a_speaker_makes_other_chains(study):
    run(study)
    with open_store(study.db, create=False) as store:
        store.set_speakers([("a.txt", Speaker("S", role="interviewer"))])
    run(study)
    assert [row["sequence"] for row in table(study) if row["document"] == "a.txt"] == ["bargain.words"]


def test_codes_that_are_only_used_make_steps_and_are_not_stored(study):
    run(study)
    together = table(study)
    alone = replace(study, codebooks=(study.codebooks[0] / "bargain.yaml",), db=study.db.with_name("alone.db"))
    run(alone)
    assert {row["code"] for row in table(alone, "segments")} == {"ask", "soften", "agree"}
    assert [{**row, "run": ""} for row in table(alone)] == [{**row, "run": ""} for row in together]
    with open_store(alone.db, create=False) as store:
        (described,) = store.run().codebooks
        (used,) = described["uses"]
        assert (used["id"], used["version"]) == ("base", "1.0.0")
    run(replace(alone, codebooks=study.codebooks))
    assert [{**row, "run": ""} for row in table(alone)] == [{**row, "run": ""} for row in together]
    assert "appeal" in {row["code"] for row in table(alone, "segments")}


def test_tables_can_be_cut_at_the_strong_rules(study):
    run(study)
    write_results(study, Silent(), certainty="high")
    with (study.out / "segments.csv").open(encoding="utf-8", newline="") as file:
        assert {row["code"] for row in csv.DictReader(file)} == {"appeal"}
    assert len((study.out / "sequences.csv").read_text(encoding="utf-8").splitlines()) == 1
    assert json.loads((study.out / "run.json").read_text(encoding="utf-8"))["certainty"] == "high"
