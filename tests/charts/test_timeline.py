"""The timeline of a case: lanes, marks, steps and arcs."""

import pytest

from partcode.charts import timeline
from partcode.errors import UsageError
from partcode.table import Table
from tests.charts.tables import case


@pytest.fixture(scope="module")
def rows():
    return timeline.timeline_rows(*case())


def test_speakers_stand_by_side_and_role_documents_after_one_another(rows):
    assert rows.lanes == ("–", "Ann (interviewer)", "Harald (north_funder)", "Amina (south_ngo)")
    assert [(row["place"], row["lane"]) for row in rows.turns] == [(1, 1), (2, 2), (3, 3), (4, 1), (5, 0)]
    assert [(row["name"], row["place"]) for row in rows.documents] == [("a.vtt", 1), ("b.vtt", 4)]


def test_a_code_has_one_mark_in_a_turn_with_its_first_place(rows):
    marks = [(row["place"], row["name"], row["move"], row["start"]) for row in rows.marks]
    assert marks == [(2, "Demand", "Demand", 60), (2, "Trust", "", 130), (3, "Appeal", "Appeal", 410)]


def test_arcs_go_from_step_to_step(rows):
    assert [(one["place"], one["lane"], one["to_place"], one["to_lane"]) for one in rows.arcs] == [(2, 2, 3, 3)]
    assert {one["state"] for one in rows.arcs} == {"complete chain"}


def test_moves_are_the_codes_of_steps(rows):
    assert rows.moves == ("Appeal", "Demand")


def test_a_case_without_turns_is_not_drawn():
    _, codings, steps = case()
    with pytest.raises(UsageError, match="no turns"):
        timeline.chart(Table(timeline.TURNS, []), codings, steps)


@pytest.mark.parametrize(("turns", "width"), [(3, 640), (100, 800), (300, 1280), (1000, 4000)])
def test_turns_have_room(turns, width):
    assert timeline.size(turns, 3)["width"] == width
