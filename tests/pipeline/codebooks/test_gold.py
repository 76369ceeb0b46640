"""The gold codings fit the sample corpus: their sentences are those that partcode makes of it."""

import csv
from pathlib import Path

import pytest

from partcode.model import LANGUAGES
from partcode.model.options import Options, Silent
from partcode.pipeline.ingesting import ingest
from partcode.store import open_store

CORPUS = Path(__file__).parents[3] / "sample_corpus"
CODES = {
    "core.trust", "core.equality_reciprocity", "core.coercive_power", "core.power_asymmetry", "core.legitimacy",
    "core.paradox_tension", "core.compromise_negotiation", "core.interdependence_common_purpose",
}  # fmt: skip


def rows(name):
    with (CORPUS / "gold" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_gold_sentence_is_a_sentence_of_the_corpus(tmp_path):
    options = Options(folders=(CORPUS,), db=tmp_path / "p.db", jobs=1)
    ingest(options, Silent())
    spans = set()
    with open_store(options.db, create=False) as store:
        versions = store.versions()
        texts = {version.path: store.text(version.id) for version in versions}
        for batch in store.streams([version.id for version in versions]):
            for document in batch:
                columns = document.sentences
                pairs = zip(columns.start.tolist(), columns.end.tolist(), strict=True)
                spans |= {(document.path, start, end) for start, end in pairs}
    gold = rows("segments.csv")
    assert len(gold) >= 400
    for row in gold:
        start, end = int(row["start"]), int(row["end"])
        assert (row["document"], start, end) in spans
        assert texts[row["document"]][start:end] == row["text"]
        assert row["language"] in LANGUAGES


@pytest.mark.parametrize("name", ["pass_1.csv", "pass_2.csv"])
def test_each_pass_decides_on_every_sentence(name):
    decided = rows(name)
    assert [row["segment"] for row in decided] == [row["segment"] for row in rows("segments.csv")]
    assert {code for row in decided for code in row["codes"].split(";") if code} <= CODES


@pytest.mark.parametrize("name", ["pass_1.csv", "pass_2.csv"])
def test_references_navigation_and_headers_are_never_coded(name):
    kinds = {row["segment"]: row["kind"] for row in rows("segments.csv")}
    coded = {kinds[row["segment"]] for row in rows(name) if row["codes"]}
    assert coded <= {"body", "heading"}
