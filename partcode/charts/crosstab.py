"""Code by facet as a heat map of adjusted residuals."""

from __future__ import annotations

from typing import Any

from partcode.charts.heat import Axis, heat
from partcode.charts.rows import in_groups, labelled, records
from partcode.table import Table

COLUMNS = ("code", "label")
"""Then the facet under its own name, then codings, words, rate, expected, residual, warning."""
_TOLD = {"name": "code", "place": "", "codings": "codings", "rate": "per 1,000 words"}
_TOLD |= {"expected": "expected", "residual": "adjusted residual", "warning": "warning"}


def chart(table: Table) -> Any:
    """A row for each code, a column for each value of the facet, both in the order of the table."""
    facet = table.columns[table.columns.index("label") + 1]
    rows = records(table, (*COLUMNS, facet, "codings", "rate", "expected", "residual", "warning"))
    called = labelled(rows)
    shown = [row | {"name": called[str(row["code"])], "place": _place(row[facet])} for row in rows]
    x = Axis("place", facet, tuple(dict.fromkeys(str(row["place"]) for row in shown)))
    y = Axis("name", "", tuple(called.values()))
    return in_groups(shown, lambda some: heat(some, x, y, "codings", _TOLD | {"place": facet}))


def _place(value: object) -> str:
    return "–" if value is None or value == "" else str(value)
