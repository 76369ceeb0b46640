"""What follows what, as a heat map of adjusted residuals."""

from __future__ import annotations

from typing import Any

from partcode.charts.heat import Axis, heat
from partcode.charts.rows import in_groups, records
from partcode.table import Table

COLUMNS = ("given", "target", "count", "expected", "residual", "q", "p", "warning")
_TOLD = {"given": "given", "target": "then", "count": "transitions", "expected": "expected"}
_TOLD |= {"residual": "adjusted residual", "q": "Yule's Q", "p": "p (permutation)", "warning": "warning"}


def chart(table: Table) -> Any:
    """A row for what is given and a column for what follows it, both in one order."""
    rows = records(table, COLUMNS)
    given = dict.fromkeys(str(row["given"]) for row in rows)
    target = dict.fromkeys(str(row["target"]) for row in rows)
    order = tuple(given | target)
    x = Axis("target", "then", tuple(place for place in order if place in target))
    y = Axis("given", "given", tuple(given))
    return in_groups(rows, lambda some: heat(some, x, y, "count", _TOLD))
