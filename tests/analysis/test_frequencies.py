import math

import pytest

from partcode.analysis.frequencies import freq
from partcode.analysis.selection import Selection, select, split
from partcode.errors import UsageError
from tests.analysis.materials import Interview, material, of

HEADING = 1  # a kind


def records(table):
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def by_code(table):
    return {row["code"]: row for row in records(table)}


def studied(**changes):
    interviews = [
        Interview("a.txt", [("I", [], 50), ("F", ["cut", "trust"], 150), ("N", ["cut"], 100)], "one"),
        Interview("b.txt", [("F", ["cut"], 100), ("N", [], 100)], "two"),
    ]
    return of(interviews, ["trust", "cut", "never"])


def test_a_code_is_counted_by_codings_segments_speakers_documents_and_words():
    rows = records(freq(studied()))
    assert [row["code"] for row in rows] == ["cut", "trust"]
    cut = rows[0]
    assert [cut[name] for name in ("codings", "segments", "speakers", "documents", "words")] == [3, 3, 3, 2, 500]
    assert cut["rate"] == 6
    # 2 of 3 in a document that has 3/5 of the words
    assert cut["dp"] == pytest.approx(2 / 3 - 3 / 5, abs=1e-6)
    assert cut["dp_norm"] == pytest.approx((2 / 3 - 3 / 5) / (3 / 5), abs=1e-6)


def test_one_name_is_one_speaker_in_a_document_and_nobody_is_none():
    turns = [("F", ["cut"], 10), ("N", [], 10), ("F", ["cut"], 10), ("?", ["cut"], 10)]
    rows = records(freq(of([Interview("a", turns), Interview("b", turns)], ["cut"])))
    assert (rows[0]["codings"], rows[0]["speakers"]) == (6, 2)


def test_headings_are_no_words_to_be_coded_in_but_their_codings_count():
    made = studied()
    made.segments.kind[1] = HEADING
    cut = by_code(freq(made))["cut"]
    assert (cut["codings"], cut["words"], cut["rate"]) == (3, 350, pytest.approx(3000 / 350, abs=1e-6))


def test_dispersion_over_other_parts():
    over_role = by_code(freq(studied(), over="role"))["trust"]
    assert over_role["dp"] == pytest.approx(1 - 250 / 500)
    alone = by_code(freq(studied(), over="kind"))["trust"]
    assert math.isnan(alone["dp_norm"]) and alone["warning"] == "one kind alone, so no dp_norm; fewer than 5 codings"
    with pytest.raises(UsageError, match="roel"):
        freq(studied(), over="roel")


def test_codes_that_were_never_found_are_there_when_asked_for():
    never = by_code(freq(studied(), zeros=True))["never"]
    assert (never["codings"], never["rate"]) == (0, 0)
    assert math.isnan(never["dp"]) and never["warning"] == "never found, so no dispersion"


def test_without_body_text_there_is_no_rate():
    made = studied()
    made.segments.kind[:] = HEADING
    row = by_code(freq(made))["cut"]
    assert math.isnan(row["rate"]) and row["warning"] == "no body text, so neither rate nor dispersion"


def test_a_part_without_words_and_codings_is_none_and_what_that_leaves_undefined_is_said():
    only = of([Interview("a", [("F", ["cut"], 9)] * 5), Interview("b", [("F", [], 9)])], ["cut"])
    only.segments.kind[-1] = HEADING
    row = by_code(freq(only))["cut"]
    assert (row["dp"], row["warning"]) == (0, "one document alone, so no dp_norm")
    assert math.isnan(row["dp_norm"])


def test_few_codings_are_warned_of():
    assert by_code(freq(studied()))["cut"]["warning"] == "fewer than 5 codings"
    often = of([Interview("a", [("F", ["cut"], 9)] * 5), Interview("b", [("F", [], 9)])], ["cut"])
    assert by_code(freq(often))["cut"]["warning"] == ""


@pytest.mark.parametrize("by", ["role", "side", "case", "document", "speaker", "language", "third", "country"])
def test_groups_add_up_to_the_whole(by):
    whole = select(material(), Selection())
    groups = [by_code(freq(part, zeros=True)) for _, part in split(whole, by)]
    for code, row in by_code(freq(whole, zeros=True)).items():
        assert sum(group[code]["codings"] for group in groups) == row["codings"]
        assert sum(group[code]["words"] for group in groups) == row["words"]


def test_nothing_selected_is_an_empty_table():
    assert records(freq(select(material(), Selection(roles=("grassroots",))))) == []
