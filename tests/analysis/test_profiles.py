import math
from dataclasses import replace

import numpy as np
import pytest

from partcode.analysis.profiles import COLUMNS, by_code, profile
from partcode.analysis.selection import Selection, select
from partcode.errors import UsageError
from partcode.model.columns import NO_TURN
from tests.analysis.materials import Interview, material, of

CODES = [*"abcdefghijkl", "idle"]
KINDS = {"x": [8, 1, 1, *[0] * 9], "y": [*[0] * 9, 1, 8, 7]}


def cases(*names, turns=60):
    """Each case is of the kind of its first letter, z of none: one code a turn, of ten words."""
    rng = np.random.default_rng(1)
    made = []
    for name in names:
        chances = np.array(KINDS.get(name[0], [1] * 12))
        said = rng.choice(CODES[:12], size=turns, p=chances / chances.sum())
        made.append(Interview(f"{name}.txt", [("N", [str(code)], 10) for code in said], name))
    return made


EIGHT = ("x1", "y1", "x2", "y2", "x3", "y3", "x4", "y4")


def by_case(table):
    return {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.rows}


def test_cases_of_two_kinds_are_two_stable_clusters():
    table = profile(of(cases(*EIGHT), CODES))
    found = by_case(table)
    clusters = {name: row["cluster"] for name, row in found.items()}
    assert {clusters[name] for name in EIGHT if name[0] == "x"} != {clusters[name] for name in EIGHT if name[0] == "y"}
    assert set(clusters.values()) == {1, 2}
    assert all(row["stability"] == 1 for row in found.values())
    assert table.notes[0] == "2 clusters; mean silhouette 0.91, the greatest for 2 to 7"


def test_rows_stand_in_the_order_of_the_tree_with_the_height_at_which_each_joins():
    rows = list(by_code(profile(of(cases(*EIGHT), CODES))).rows)
    assert [row[3] for row in rows] == list(range(1, 9))
    assert [row[1] for row in rows] == [1] * 4 + [2] * 4
    heights = [row[4] for row in rows]
    assert math.isnan(heights[0]) and max(heights[1:]) == heights[4]


def test_rates_divide_by_the_body_words_of_the_case():
    long = profile(of([Interview("p.txt", [("N", ["a", "b"], 40), ("F", ["a"], 60)], "p")], CODES))
    assert [row[6:] for row in long.rows] == [("a", "A", 2, 100, 20.0), ("b", "B", 1, 100, 10.0)]
    wide = by_code(long)
    assert wide.columns == (*COLUMNS[:6], "a", "b") and next(iter(wide.rows))[6:] == (20.0, 10.0)


def test_fewer_than_three_cases_have_no_clusters_and_are_told():
    table = by_code(profile(of(cases("x1", "y1"), CODES)))
    for row in table.rows:
        assert all(math.isnan(cell) for cell in row[1:5])
    assert table.notes[0] == "no clusters: 2 with codings are too few for 2"


def test_a_case_without_codings_stands_behind_the_tree():
    table = by_code(profile(of([Interview("0.txt", [("N", [], 5)], "0"), *cases(*EIGHT)], CODES)))
    *_, last = table.rows
    assert last[0] == "0" and math.isnan(last[1]) and math.isnan(last[3])
    assert last[5] == "no codings, so no cluster" and set(last[6:]) == {0}


def test_the_number_of_clusters_can_be_asked_for():
    whole = of(cases(*EIGHT), CODES)
    assert {row[1] for row in profile(whole, clusters=4).rows} == {1, 2, 3, 4}
    assert profile(whole, clusters=8).notes[0] == "no clusters: 8 with codings are too few for 8"
    many = profile(of(cases(*(f"z{n}" for n in range(13)), turns=30), CODES), clusters=11)
    assert many.notes[0] == "11 clusters; mean silhouette undefined: numbers up to 10 are tried"
    with pytest.raises(UsageError, match="at least 2"):
        profile(whole, clusters=1)


def test_cases_that_are_all_of_one_kind_have_no_clear_clusters():
    table = profile(of(cases(*(f"z{n}" for n in range(12)), turns=30), CODES))
    assert any("no clear clusters" in note for note in table.notes)
    assert any("the cluster is unstable" in row[5] for row in table.rows)


def test_few_cases_and_few_codings_warn():
    table = profile(of(cases("x1", "x2", "y1", turns=4), CODES))
    assert "with 3 cases a stability of 0.6 comes by chance, too" in table.notes
    assert all(row[5].startswith("fewer than 10 codings") for row in table.rows)


def test_speakers_roles_and_documents_have_profiles_too():
    whole = select(material(), Selection())
    assert [row[0] for row in by_code(profile(whole, "role")).rows] == ["north_funder", "south_ngo", "interviewer"]
    table = by_code(profile(whole, "speaker"))
    assert {row[0] for row in table.rows} == {"F", "I", "N"}


def test_the_same_seed_gives_the_same_table():
    whole = of(cases(*(f"z{n}" for n in range(6)), turns=12), CODES)
    assert str(profile(whole, seed=1)) == str(profile(whole, seed=1)) != str(profile(whole, seed=2))


def test_cases_that_use_a_single_code_are_no_clusters():
    table = profile(of([Interview(f"{n}.txt", [("N", ["a"], 5)] * n, str(n)) for n in range(1, 5)], CODES))
    assert all(math.isnan(row[1]) for row in table.rows)
    assert table.notes[0] == "no clusters: all use the same codes in the same shares"


def in_turns(whole, turns):
    """The same material with other turns."""
    return replace(whole, segments=replace(whole.segments, turn=turns))


def stabilities(whole):
    return [row[2] for row in by_code(profile(whole, clusters=4)).rows]


def test_what_is_said_in_one_turn_is_drawn_together_and_segments_alone_where_there_are_no_turns():
    whole = of(cases(*(f"z{n}" for n in range(8)), turns=12), CODES)
    turns = whole.segments.turn
    assert min(stabilities(whole)) < 1
    assert stabilities(in_turns(whole, 0 * turns)) == [1] * 8
    assert stabilities(in_turns(whole, 0 * turns + NO_TURN)) == stabilities(whole)


def test_turns_of_two_documents_of_a_case_are_two():
    given = cases(*(f"z{n}" for n in range(16)), turns=12)
    for place, one in enumerate(given):
        one.case = f"case {place // 2}"
    whole = of(given, CODES)
    assert min(stabilities(in_turns(whole, 0 * whole.segments.turn))) < 1
