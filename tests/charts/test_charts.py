"""A picture shows what its table says, in the colours of the theme, and is the same each time."""

import json
import re
from importlib import import_module

import pytest

from partcode.charts import profile, sequence, timeline
from partcode.charts.heat import sign
from partcode.charts.words import FRENCH
from partcode.errors import MissingExtra, UsageError
from partcode.table import UNDEFINED, Table
from tests.charts.tables import LONG, NAMES, case, table


def spec_of(name, *groups):
    return import_module(f"partcode.charts.{name}").chart(table(name, *groups)).to_dict()


@pytest.fixture(scope="module")
def specs():
    return {name: spec_of(name) for name in NAMES} | {"timeline": timeline.chart(*case()).to_dict()}


def rows_of(spec):
    return [row for rows in spec["datasets"].values() for row in rows]


def values_of(part, key):
    """All values of a key at any depth, but for those in data."""
    if isinstance(part, list):
        return [value for one in part for value in values_of(one, key)]
    if not isinstance(part, dict):
        return []
    here = [part[key]] if key in part else []
    return here + [found for name, one in part.items() if name != "datasets" for found in values_of(one, key)]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_table_is_the_same_picture(specs, name):
    assert json.dumps(spec_of(name)) == json.dumps(specs[name])


@pytest.mark.parametrize("name", [*NAMES, "timeline"])
def test_all_words_of_a_picture_are_known_in_french(specs, name):
    said = {title for title in values_of({**specs[name], "config": {}}, "title") if isinstance(title, str) and title}
    same = {"PMI", "Jaccard", "φ", "G²", "per 1,000"}
    assert said - FRENCH.keys() <= same


@pytest.mark.parametrize("name", [*NAMES, "timeline"])
def test_colours_are_the_themes_alone(specs, name):
    without = {**specs[name], "config": {}, "datasets": {}}
    assert not re.search(r"#[0-9a-fA-F]{3,6}\b", json.dumps(without))
    assert specs[name]["config"]["axis"]["labelLimit"] == 0


@pytest.mark.parametrize("name", [*NAMES, "timeline"])
def test_what_is_undefined_is_null(specs, name):
    json.dumps(specs[name], allow_nan=False)


def test_bars_have_the_rates_and_codes_labelled_alike_their_ids(specs):
    shown = {row["name"]: (row["rate"], row["shown"]) for row in rows_of(specs["freq"])}
    assert shown == {"Trust (core.trust)": (6.0, "12"), "Trust (norm.trust)": (1.5, "(3)"), LONG: (15.0, "30")}


def test_cells_have_count_sign_and_brackets_where_there_is_a_warning(specs):
    cells = {(row["name"], row["place"]): row["shown"] for row in rows_of(specs["crosstab"])}
    assert cells == {
        ("Trust (core.trust)", "funder"): "12 ++",
        ("Trust (core.trust)", "–"): "0 −−",
        ("Trust (norm.trust)", "funder"): "(2) +",
        ("Trust (norm.trust)", "–"): "·",
        (LONG, "funder"): "1 −",
        (LONG, "–"): "1,200",
    }


@pytest.mark.parametrize(("z", "shown"), [(0, ""), (1.99, ""), (2, "+"), (3.9, "+"), (4, "++"), (-2, "−"), (-9, "−−")])
def test_a_sign_marks_two_and_four(z, shown):
    assert sign(z) == shown


def test_of_many_places_the_most_frequent_are_shown_and_the_picture_says_so():
    rows = [(f"move {i}", f"move {i + 1}", 50 - i, 1.0, 0.0, 0.0, 1.0, None) for i in range(50)]
    spec = sequence.chart(Table(sequence.COLUMNS, rows)).to_dict()
    assert {row["given"] for row in rows_of(spec)} == {f"move {i}" for i in range(39)}
    assert spec["title"] == {"text": "the most frequent", "subtitle": "40 / 51"}


def test_a_network_has_the_codes_and_ties_that_occur(specs):
    rows = rows_of(specs["cooccur"])
    assert {row["name"]: row["segments"] for row in rows if "name" in row} == {"a": 9, "b": 8, "c": 3, "d": 1, LONG: 1}
    ties = {(row["code"], row["other"]): row["tree"] for row in rows if "code" in row}
    assert ties == {("a", "b"): 1, ("b", "c"): 1, ("a", "c"): 0, ("d", LONG): 1}


def test_words_of_both_sides_stand_in_the_order_of_their_strength(specs):
    bars = [(row["word"], row["signed"], row["shown"]) for row in rows_of(specs["keyness"])]
    assert bars == [("audit", 25.0, "+3.2"), (LONG, 0.7, "(–)"), ("village", -31.0, "(−4.5)")]


def test_a_map_keeps_one_measure_on_both_axes(specs):
    at = {(row["set"], row["name"]): (row["x"], row["y"]) for row in rows_of(specs["map"]) if "set" in row}
    trust, demand, funder = at["code", "Trust (core.trust)"], at["code", LONG], at["role", "funder"]
    across = (demand[0] - trust[0]) / (0.9 + 0.5)
    assert (demand[1] - trust[1]) / (0.2 + 0.2) == pytest.approx(across, rel=0.01)
    assert funder[1] < trust[1] + across  # y grows upwards
    assert {row["share"] for row in rows_of(specs["map"]) if "share" in row} == {"60.0 %", "30.0 %"}


def test_saturation_is_marked_where_it_is_reached_first(specs):
    assert {"interviews": 3} in rows_of(specs["saturation"])


def test_a_profile_is_drawn_from_wide_and_long_tables_alike(specs):
    wide = table("profile")
    rows = [
        (*row[:5], code, code, 1, 1000, rate, row[5])
        for row in wide.rows
        for code, rate in zip(wide.columns[6:], row[6:], strict=True)
    ]
    columns = (*profile.COLUMNS[:5], "code", "label", "codings", "words", "rate", "warning")
    assert profile.chart(Table(columns, rows)).to_dict() == specs["profile"]


def test_a_tree_is_what_its_heights_say():
    lines = profile.brackets([None, 1.0, 3.0, 2.0])
    joints = [(one["x"], one["y"], one["to_y"]) for one in lines if one["x"] == one["to_x"]]
    assert joints == [(1.0, 1.0, 2.0), (2.0, 3.0, 4.0), (3.0, 1.5, 3.5)]


def test_a_case_without_codings_stands_below_the_tree_and_is_joined_with_none():
    wide = table("profile")
    alone = ("abseits", UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, "no codings, so no cluster", 0.0, 0.0)
    spec = profile.chart(Table(wide.columns, [alone, *wide.rows])).to_dict()
    (cases,) = [one["sort"] for one in values_of(spec, "y") if "sort" in one]
    assert cases[-1] == "abseits"
    ends = [(row["y"], row["to_y"]) for row in rows_of(spec) if "to_y" in row and row["y"] != row["to_y"]]
    assert ends == [(1.0, 2.0), (1.5, 3.0)]


@pytest.mark.parametrize("name", ["cooccur", "map"])
def test_legends_stand_beside_the_longest_label(name):
    spec = spec_of(name)
    width = max(one for one in values_of(spec, "width") if isinstance(one, int | float))
    right = max(row["label_x"] + 3 * len(row["name"]) for row in rows_of(spec) if "label_x" in row)
    offsets = {legend["offset"] for legend in values_of({**spec, "config": {}}, "legend")}
    assert len(offsets) == 1 and width + offsets.pop() > right


@pytest.mark.parametrize("name", NAMES)
def test_groups_stand_apart_under_their_names(name):
    spec = spec_of(name, "en", "fr")
    facet = values_of(spec, "column")
    titles = facet[0]["sort"] if facet and isinstance(facet[0], dict) else values_of(spec, "title")
    assert {"en", "fr"} <= {title for title in titles if isinstance(title, str)}


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_table_says_that_there_is_nothing_to_draw(name):
    with pytest.raises(UsageError, match="nothing to draw"):
        import_module(f"partcode.charts.{name}").chart(Table(table(name).columns, []))


def test_without_the_extra_it_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "altair", None)
    with pytest.raises(MissingExtra) as caught:
        spec_of("freq")
    assert caught.value.hint == "pip install 'partcode[plots]'"
