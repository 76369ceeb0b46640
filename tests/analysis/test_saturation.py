import math

import pytest

from partcode.analysis.saturation import saturation
from partcode.analysis.selection import Selection, select, split
from partcode.errors import UsageError
from tests.analysis.materials import Interview, of

CODES = [f"c{n:02}" for n in range(14)]
# What each of eight interviews brings: 4, 3, 2, 1 codes in the base, then 0, 1, 0, 0.
SAID = ["c00 c01 c02 c03", "c04 c05 c06 c00", "c07 c08", "c09 c01", "c02", "c10 c00", "", "c03"]


def interviews(**more):
    return [Interview(f"{n}.txt", [("N", said.split(), 9), ("F", [], 4)], **more) for n, said in enumerate(SAID)]


def columns(table):
    return {name: list(values) for name, values in zip(table.columns, zip(*table.rows, strict=True), strict=True)}


def test_new_codes_ratio_and_saturation_in_the_given_order_are_worked_out_by_hand():
    found = columns(saturation(of(interviews(), CODES)))
    assert found["interviews"] == list(range(1, 9)) and found["document"] == [f"{n}.txt" for n in range(8)]
    assert found["new_codes"] == [4, 3, 2, 1, 0, 1, 0, 0]
    assert found["codes"] == [4, 7, 9, 10, 10, 11, 11, 11]
    assert all(math.isnan(ratio) for ratio in found["ratio"][:5])
    assert found["ratio"][5:] == [0.1, 0.1, 0.0]
    assert found["saturated"] == [0, 0, 0, 0, 0, 0, 0, 1]
    assert found["warning"] == ["no ratio before a base of 4 and a run of 2"] * 5 + [""] * 3


def test_a_note_says_after_how_many_interviews():
    notes = saturation(of(interviews(), CODES)).notes
    given = "in the given order saturation is reached after 6 interviews, as is seen after 8,"
    assert notes[0] == f"{given} at a threshold of 5% (base 4, run 2)"
    assert "random orders" in notes[1] and "beforehand" in notes[2]
    notes = saturation(of(interviews(), CODES), threshold=0, run_length=4).notes
    assert notes[0] == "in the given order saturation isn't reached at a threshold of 0% (base 4, run 4)"


def test_random_orders_end_with_all_codes_and_their_means_fall():
    found = columns(saturation(of(interviews(), CODES), orders=400))
    assert sum(found["mean_new"]) == pytest.approx(11, abs=1e-4)
    assert found["mean_new"] == sorted(found["mean_new"], reverse=True)
    assert (found["mean_codes"][-1], found["low"][-1], found["high"][-1]) == (11, 11, 11)
    # An interview drawn by chance has 2.125 codes on average: 17 in 8 interviews.
    assert found["mean_new"][0] == pytest.approx(17 / 8, abs=0.2)
    assert all(
        low <= mean <= high for low, mean, high in zip(found["low"], found["mean_codes"], found["high"], strict=True)
    )


def test_the_same_seed_gives_the_same_table():
    whole = of(interviews(), CODES)
    assert str(saturation(whole, seed=3)) == str(saturation(whole, seed=3))
    assert str(saturation(whole, seed=3)) != str(saturation(whole, seed=4))


def test_interviews_stand_by_date_then_path_and_undated_ones_last():
    given = interviews()
    given[0].date, given[7].date, given[3].date = "2022-02", "2020", ""
    table = saturation(of(given, CODES))
    assert columns(table)["document"] == ["7.txt", *(f"{n}.txt" for n in (1, 2, 4, 5, 6, 0, 3))]
    assert "1 interviews have no date and come last in the given order, by path" in table.notes


def test_documents_that_are_no_interviews_are_left_out():
    given = [*interviews(), Interview("guide.md", [("?", ["c13"], 5)], kind="document")]
    assert columns(saturation(of(given, CODES)))["codes"][-1] == 11


def test_without_any_interview_all_documents_are_taken_and_that_is_told():
    table = saturation(of(interviews(kind="document"), CODES))
    assert len(table.rows) == 8
    assert "no document is of the kind interview: all are taken as interviews" in table.notes


def test_interviews_of_a_case_can_be_taken_together():
    given = interviews()
    for place, case in enumerate(["one", "two", "one", "three", "", "four", "five", "six"]):
        given[place].case = case
    table = saturation(of(given, CODES), over="case")
    assert columns(table)["case"] == ["one", "two", "three", "four", "five", "six"]
    assert columns(table)["new_codes"] == [6, 3, 1, 1, 0, 0]
    assert "1 interviews without a known case are left out" in table.notes


def test_fewer_interviews_than_base_and_run_leave_saturation_undefined_and_say_so():
    table = saturation(of(interviews()[:5], CODES))
    assert all(math.isnan(ratio) for ratio in columns(table)["ratio"])
    assert table.notes[0] == "saturation is undefined: 5 interviews are fewer than a base of 4 and a run of 2"


def test_a_base_without_codes_gives_no_ratio():
    found = columns(saturation(of(interviews(), CODES), base=1, run_length=1))
    assert found["ratio"][1] == 0.75
    nothing = select(of(interviews(), CODES), Selection(codes=("c13",)))
    assert columns(saturation(nothing))["warning"][-1] == "no ratio: the base has no code"


def test_nothing_selected_is_an_empty_table():
    assert list(saturation(select(of(interviews(), CODES), Selection(roles=("state",)))).rows) == []


def test_a_group_has_the_interviews_in_which_it_speaks():
    parts = dict(split(of([*interviews()[:6], Interview("x.txt", [("I", [], 5)])], CODES), "role"))
    assert {role: len(saturation(part).rows) for role, part in parts.items()} == {
        "north_funder": 6, "south_ngo": 6, "interviewer": 1,
    }  # fmt: skip


@pytest.mark.parametrize("asked", [{"base": 0}, {"run_length": 0}, {"orders": 0}, {"threshold": 1}, {"over": "turn"}])
def test_sizes_that_cant_be_are_said(asked):
    with pytest.raises(UsageError):
        saturation(of(interviews(), CODES), **asked)
