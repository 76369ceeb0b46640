import math

import numpy as np
import pytest

from partcode.analysis.map import COLUMNS, code_map
from partcode.analysis.selection import Selection, select
from partcode.errors import UsageError
from tests.analysis.materials import Interview, material, of

SMOKE = {"A": (4, 2, 3, 2), "B": (4, 3, 7, 4), "C": (25, 10, 12, 4), "D": (18, 24, 33, 13), "E": (10, 6, 7, 2)}


def smoke(**more):
    """The data of Greenacre as codings: rows are codes, columns are cases."""
    by_case = zip(*SMOKE.values(), strict=True)
    interviews = [
        Interview(
            f"{case}.txt", [("N", [code], 5) for code, n in zip(SMOKE, counts, strict=True) for _ in range(n)], case
        )
        for case, counts in zip(("none", "light", "medium", "heavy"), by_case, strict=True)
    ]
    return of([*interviews, *more.get("and_also", [])], [*SMOKE, "never"])


def by_item(table):
    return {row[1]: dict(zip(COLUMNS, row, strict=True)) for row in table.rows}


def test_the_map_of_smoke_has_its_published_numbers():
    points = by_item(code_map(smoke()))
    assert list(points) == [*"ABCDE", "heavy", "light", "medium", "none"]
    assert {point["set"] for point in points.values()} == {"code", "case"}
    c, heavy = points["C"], points["heavy"]
    assert [round(1000 * c[name]) for name in ("mass", "x", "y", "contribution_1", "cos2_1")] == [
        264,
        381,
        11,
        512,
        999,
    ]
    assert [round(1000 * heavy[name]) for name in ("mass", "x", "y", "contribution_2", "cos2_2", "cos2")] == [
        130, -294, 198, 506, 310, 995,
    ]  # fmt: skip
    assert (c["share_1"], c["share_2"]) == pytest.approx((0.8776, 0.1176), abs=5e-5)


def test_notes_say_what_axes_show_and_which_distances_can_be_read():
    notes = code_map(smoke()).notes
    assert notes[:2] == ("axis 1 shows 87.8% of the inertia 0.0852", "axis 2 shows 11.8% of the inertia 0.0852")
    assert "those between the two can't" in notes[2] and notes[3].startswith("the map is descriptive")


def test_what_there_is_no_axis_for_is_undefined_and_no_point_is_in_the_origin_for_that():
    table = code_map(smoke(), axes=(4, 5))
    assert all(math.isnan(point["x"]) and point["warning"] == "" for point in by_item(table).values())
    assert table.notes[:2] == ("no axis 4: codes by case have 3", "no axis 5: codes by case have 3")


def test_other_axes_are_shown_when_asked_for():
    first, other = by_item(code_map(smoke())), by_item(code_map(smoke(), axes=(3, 2)))
    assert other["B"]["y"] == first["B"]["y"] and other["B"]["x"] != first["B"]["x"]
    assert other["C"]["share_1"] == pytest.approx(0.0049, abs=5e-5)
    assert other["C"]["warning"] == "hardly shown on these axes"


def test_rare_codes_and_cases_without_codings_are_left_out_and_told():
    whole = smoke(and_also=[Interview("z.txt", [("N", [], 5)], "empty"), Interview("q.txt", [("N", ["A"], 5)], "")])
    table = code_map(whole, least=20)
    assert [row[1] for row in table.rows] == ["C", "D", "E", "heavy", "light", "medium", "none"]
    assert table.notes[-3:] == (
        "2 codes that occur fewer than 20 times are left out",
        "1 values of case without codings are left out",
        "1 codings without a known case are left out",
    )


def test_two_values_have_one_axis_and_the_second_is_undefined():
    table = code_map(smoke(), "language")
    assert table.notes[0].startswith("no axis 1")
    both = select(smoke(), Selection(cases=("none", "heavy")))
    table = code_map(both)
    assert "no axis 2: codes by case have 1" in table.notes
    for point in by_item(table).values():
        assert math.isnan(point["y"]) and math.isnan(point["share_2"]) and not math.isnan(point["x"])
        assert point["share_1"] == 1 and point["cos2"] == point["cos2_1"]


def test_nothing_to_put_on_a_map_is_an_empty_one_that_says_so():
    table = code_map(material())
    assert list(table.rows) == [] and table.notes[0] == "no code occurs 5 times with a known case: no map"


def test_segments_are_counted_once_for_each_code_and_where_a_coding_goes_on():
    whole = select(material(), Selection())
    masses = {
        count: {point["item"]: point["mass"] for point in by_item(code_map(whole, count=count, least=1)).values()}
        for count in ("codings", "segments")
    }
    assert masses["codings"]["power.coercive"] == pytest.approx(1 / 7, abs=1e-6)
    assert masses["segments"]["power.coercive"] == pytest.approx(2 / 8, abs=1e-6)


def test_a_point_with_few_codings_is_marked():
    assert by_item(code_map(select(material(), Selection()), least=1))["trust"]["warning"].startswith(
        "counted fewer than 5 times"
    )


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"axes": (1, 1)}, "no two axes"),
        ({"axes": (0, 1)}, "no two axes"),
        ({"facet": "rolle"}, "rolle"),
        ({"count": "words"}, "words"),
    ],
)
def test_what_cant_be_asked_is_said(asked, message):
    with pytest.raises(UsageError, match=message):
        code_map(smoke(), **asked)


def test_documents_are_shown_by_their_titles():
    whole = smoke()
    documents = (whole.documents[0]._replace(title="Smokers"), *whole.documents[1:])
    object.__setattr__(whole, "documents", documents)
    points = by_item(code_map(whole, "document"))
    assert (points["none.txt"]["label"], points["light.txt"]["label"]) == ("Smokers", "light.txt")
    assert np.isclose(sum(point["mass"] for point in points.values()), 2, atol=1e-5)
