import math

import pytest

from partcode.analysis.cooccurrence import cooccur
from partcode.analysis.selection import Selection, select
from partcode.errors import UsageError
from tests.analysis.materials import Interview, of

HEADING, NAVIGATION = 1, 3  # kinds


def pairs(table):
    return {row[:2]: dict(zip(table.columns, row, strict=True)) for row in table.rows}


def studied(*documents):
    """Documents as words of letters, one turn each: a code is a letter, a dot is none."""
    interviews = [
        Interview(f"{number}.txt", [("FN"[turn % 2], list(codes.strip(".")), 5) for turn, codes in enumerate(turns)])
        for number, turns in enumerate(map(str.split, documents))
    ]
    return of(interviews, ["a", "b", "c"])


def test_codes_are_together_in_a_segment():
    found = pairs(cooccur(studied("ab ab a . . . . . . .")))
    assert list(found) == [("a", "b")]
    one = found["a", "b"]
    assert [one[name] for name in ("together", "segments", "other_segments", "tree")] == [2, 3, 2, 1]
    assert one["expected"] == 0.6
    assert one["jaccard"] == pytest.approx(2 / 3, abs=1e-6)
    assert one["pmi"] == pytest.approx(math.log2(2 / 0.6), abs=1e-6)
    assert one["phi"] == pytest.approx((2 * 10 - 6) / math.sqrt(3 * 7 * 2 * 8), abs=1e-6)
    assert one["warning"] == "together and expected below 5"


def test_many_together_are_no_small_cell():
    assert pairs(cooccur(studied(" ".join(["ab"] * 10 + ["."] * 4))))["a", "b"]["warning"] == ""


def test_a_coding_of_several_segments_is_in_each_of_them():
    made = studied("a b .")
    made.codings.last[0] = 1
    assert pairs(cooccur(made))["a", "b"]["together"] == 1


def test_windows_of_turns_slide_and_end_with_their_document():
    # windows of 3: a.b, .b., b.., in the second document ab and nothing else
    found = pairs(cooccur(studied("a . b . .", "a b", "c . ."), within="3"))
    assert list(found) == [("a", "b")]
    one = found["a", "b"]
    assert [one[name] for name in ("together", "segments", "other_segments")] == [2, 2, 4]
    assert one["expected"] == pytest.approx(2 * 4 / 5)


def test_a_window_of_one_turn_is_a_turn():
    made = studied("ab a c", "bc . a")
    assert list(cooccur(made, within="1").rows) == list(cooccur(made, within="turn").rows)


def test_turns_that_were_not_asked_for_keep_their_places():
    # the funder's turns are 0 and 2: three turns, but not two
    made = select(studied("a c b c"), Selection(roles=("north_funder",)))
    assert pairs(cooccur(made, within="3"))["a", "b"]["together"] == 1
    assert pairs(cooccur(made, within="2")) == {}


def test_windows_lie_between_the_first_and_the_last_turn_that_was_asked_for():
    made = select(studied("c a c b c"), Selection(roles=("south_ngo",)))
    assert pairs(cooccur(made, within="2", least=0))["a", "b"]["expected"] == 1 / 2


def test_navigation_is_no_segment_for_codes_unless_it_has_one():
    made = studied("ab a b . . .")
    made.segments.kind[2:4] = NAVIGATION
    made.segments.kind[4] = HEADING
    for within in ("segment", "turn"):
        assert pairs(cooccur(made, within=within))["a", "b"]["expected"] == pytest.approx(2 * 2 / 5)


def test_what_stands_outside_of_turns_is_in_none_and_told():
    made = studied("ab ab .", ". .")
    made.segments.turn[1] = -1
    table = cooccur(made, within="turn")
    assert pairs(table)["a", "b"]["together"] == 1
    assert table.notes[1:] == ("2 pairs of a code and a segment stand outside of turns and don't count",)


def test_a_window_as_long_as_anybody_likes_is_the_document():
    made = studied("ab . bc")
    long, whole = (pairs(cooccur(made, within=within)) for within in ("99999999999", "3"))
    assert str(long) == str(whole) and long["a", "c"]["together"] == 1


def test_rare_pairs_are_left_out_and_all_pairs_are_there_with_none_asked_for():
    made = studied("ab ab bc . .")
    assert list(pairs(cooccur(made, least=2))) == [("a", "b")]
    found = pairs(cooccur(made, least=0))
    assert list(found) == [("a", "b"), ("b", "c"), ("a", "c")]
    never = found["a", "c"]
    assert math.isnan(never["pmi"]) and never["tree"] == 0 and never["jaccard"] == 0
    assert never["warning"] == "never together, so no pmi; together and expected below 5"


def test_a_code_that_is_everywhere_has_no_correlation():
    one = pairs(cooccur(studied("ab a a")))["a", "b"]
    assert math.isnan(one["phi"]) and one["warning"].startswith("a code is everywhere, so no phi")


def test_the_tree_joins_all_without_a_circle():
    found = pairs(cooccur(studied("ab ab bc abc ac . .")))
    assert {pair for pair, row in found.items() if row["tree"]} == {("a", "b"), ("a", "c")}


def test_nothing_coded_is_an_empty_table():
    for within in ("segment", "turn", "4"):
        assert list(cooccur(studied(". ."), within=within).rows) == []
        assert list(cooccur(select(studied("ab"), Selection(roles=("grassroots",))), within=within).rows) == []


@pytest.mark.parametrize("within", ["0", "-1", "paragraph", "1.5", "²"])
def test_no_such_unit(within):
    with pytest.raises(UsageError, match="within"):
        cooccur(studied("ab"), within=within)
