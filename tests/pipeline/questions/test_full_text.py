"""Full-text search in what was selected: rank, passage, marks."""

import pytest

from partcode.analysis.selection import Selection
from partcode.pipeline.questions.search import search


@pytest.fixture
def hits(coded, rows, texts):
    """What is found, each passage of which stands in its text as it says, but for marks and line ends."""

    def found(words, filters=None, **options):
        hits = rows(search(coded, Selection.of(**filters or {}), words, mark="<{}>".format, **options))
        for hit in hits:
            passage = " ".join(texts[hit["document"]][hit["start"] : hit["end"]].split())
            assert hit["snippet"].strip("…").replace("<", "").replace(">", "") == passage
        return hits

    return found


def test_what_says_it_most_comes_first_with_its_words_marked(hits):
    first, *others = hits("audit* receipts")
    assert (first["rank"], first["document"], first["turn"], first["speaker"], first["role"]) == (
        1, "b.txt", 3, "Ingrid", "north_funder",
    )  # fmt: skip
    assert first["snippet"] == "<Receipts>, and <audits> again: the <audit> reads <receipts>."
    assert [(one["rank"], one["turn"]) for one in others] == [(2, 1)]


def test_accents_are_forgiven_and_words_are_as_they_are_written(hits):
    assert [one["snippet"] for one in hits("elus")] == ["Les <élus> ont confiance."]
    assert hits("elu") == []


def test_only_what_was_selected_is_found(hits):
    said = [(one["document"], one["role"]) for one in hits("audit", {"role": "south_ngo"})]
    assert sorted(said) == [("a.txt", "south_ngo"), ("a.txt", "south_ngo"), ("c.txt", "south_ngo")]
    assert [one["document"] for one in hits("audit", {"case": "kesho"})] == ["a.txt"] * 2
    assert [one["snippet"] for one in hits("villages", {"code": "norm.trust"})] == [
        "No audit, no money. We trust the <villages> all the same."
    ]
    assert hits("villages", {"code": "power.decision"}) == []


def test_the_limit_is_told_and_can_be_lifted(coded, hits):
    table = search(coded, Selection(), "audit", limit=1)
    assert (len(list(table.rows)), table.notes) == (1, ("there are more than 1 paragraphs; --limit 0 shows all",))
    assert len(hits("audit", limit=0)) == 6
    assert search(coded, Selection(), "audit", limit=6).notes == ()


def test_groups_are_ranked_each_for_itself(coded, rows):
    found = rows(search(coded, Selection(by="document"), "audit", limit=1))
    assert [(one["by_document"], one["rank"]) for one in found] == [
        ("a.txt", 1), ("b.txt", 1), ("c.txt", 1), ("leaflet.txt", 1),
    ]  # fmt: skip
