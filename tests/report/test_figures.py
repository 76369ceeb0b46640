"""The figures of a report: specs without a theme, and what they share."""

import json

import pytest

from partcode.charts.timeline import Rows
from partcode.report.figures import TITLES, drawing, figures
from partcode.table import Table
from tests.charts.tables import NAMES, table


@pytest.fixture(scope="module")
def shared():
    return drawing()


def test_every_question_with_a_picture_has_a_title_in_both_languages():
    assert set(TITLES) == set(NAMES)
    assert all(title["en"] and title["fr"] for title in TITLES.values())


def test_figures_come_in_the_order_of_the_report_without_a_theme():
    found = figures({"map": table("map"), "freq": table("freq")})
    assert [(one.id, one.section) for one in found] == [("freq", "summary"), ("map", "figures")]
    assert all("config" not in one.spec for one in found)
    assert list(found[0].table.rows) == list(table("freq").rows)


def test_a_table_without_rows_has_no_picture_and_keeps_its_notes():
    (figure,) = figures({"freq": Table(table("freq").columns, iter(()), notes=("no codings",))})
    assert (figure.spec, figure.notes) == (None, ("no codings",))


def test_a_study_too_small_for_a_question_has_no_picture_of_it():
    (figure,) = figures({"sequence": Table((), [], "", ("no chain was found",))})
    assert (figure.spec, figure.notes) == (None, ("no chain was found",))


def test_the_template_names_the_data_that_the_page_fills_in(shared):
    layers = shared["timeline"]["layer"]
    assert {one["data"]["name"] for one in layers} == set(Rows._fields[2:])
    assert {one["name"] for one in shared["timeline"]["params"]} == {*Rows._fields[:2], "places"}


def test_what_figures_share_is_json(shared):
    assert json.loads(json.dumps(shared, allow_nan=False))["light"]["background"] == "#ffffff"
