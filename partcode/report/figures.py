"""The figures of a report: each table of an analysis with its picture, as specs that the page draws.

The page holds two pieces of JSON for them: the figures themselves (`id="figures"`) and what all of them share
(`id="drawing"`, from `drawing()`).
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

from partcode.charts import timeline
from partcode.charts.theme import DARK, LIGHT, config
from partcode.charts.words import FRENCH
from partcode.errors import UsageError
from partcode.table import Table


class Figure(NamedTuple):
    """One figure: the section it belongs to, a title in each language, a Vega-Lite spec or None where the table gives
    no picture, the table that it shows, and what a reader must know."""

    id: str
    section: str
    title: Mapping[str, str]
    spec: dict[str, Any] | None
    table: Table
    notes: tuple[str, ...]


# By the module of partcode.charts that draws it, in the order of the report.
TITLES = {
    "freq": {"en": "Codes per 1,000 words", "fr": "Codes pour 1 000 mots"},
    "crosstab": {"en": "Codes by role", "fr": "Codes par rôle"},
    "cooccur": {"en": "Codes that occur together", "fr": "Codes qui apparaissent ensemble"},
    "sequence": {"en": "What follows what", "fr": "Ce qui suit quoi"},
    "keyness": {"en": "Words of one group against another", "fr": "Mots d’un groupe face à un autre"},
    "map": {"en": "Correspondence map", "fr": "Carte des correspondances"},
    "saturation": {"en": "New codes with each interview", "fr": "Codes nouveaux à chaque entretien"},
    "profile": {"en": "Codes of each case", "fr": "Codes de chaque cas"},
}
SUMMARY = ("freq",)


def figures(tables: Mapping[str, Table]) -> list[Figure]:
    """The figures of the tables, by the names of TITLES. MissingExtra."""
    return [_figure(name, tables[name]) for name in TITLES if name in tables]


def _figure(name: str, table: Table) -> Figure:
    table = Table(table.columns, list(table.rows), table.title, table.notes)
    section = "summary" if name in SUMMARY else "figures"
    return Figure(name, section, TITLES[name], _spec(name, table), table, table.notes)


def _spec(name: str, table: Table) -> dict[str, Any] | None:
    """The spec without its theme, which is the page's."""
    if not table.rows:  # nor columns, if the material was too small for the question
        return None
    try:
        spec: dict[str, Any] = import_module(f"partcode.charts.{name}").chart(table).to_dict()
    except UsageError:  # no row that can be drawn
        return None
    return {key: value for key, value in spec.items() if key != "config"}


def drawing() -> dict[str, Any]:
    """What all figures share: themes, French words, and the template of the timeline with its sizes in pixels."""
    return {
        "light": config(LIGHT),
        "dark": config(DARK),
        "french": FRENCH,
        "timeline": timeline.template().to_dict(),
        "sizes": {"lane": timeline.LANE, "step": timeline.STEP, "width": timeline.WIDTH},
    }
