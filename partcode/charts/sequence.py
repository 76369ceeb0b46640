"""What follows what, as a heat map of adjusted residuals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from partcode.charts.heat import Axis, heat
from partcode.charts.rows import Row, in_groups, records
from partcode.table import Table

COLUMNS = ("given", "target", "count", "expected", "residual", "q", "p", "warning")
_TOLD = {"given": "given", "target": "then", "count": "transitions", "expected": "expected"}
_TOLD |= {"residual": "adjusted residual", "q": "Yule's Q", "p": "p (permutation)", "warning": "warning"}


MOST = 40  # places on a side: more can't be read


def chart(table: Table) -> Any:
    """A row for what is given and a column for what follows it, both in one order; of many the most frequent, which
    the picture says."""
    return in_groups(records(table, COLUMNS), _drawn)


def _drawn(rows: list[Row]) -> Any:
    often: Counter[str] = Counter()
    for row in rows:
        often[str(row["given"])] += int(row["count"] or 0)
        often[str(row["target"])] += int(row["count"] or 0)
    kept = {place for place, _ in often.most_common(MOST)}
    shown = [row for row in rows if row["given"] in kept and row["target"] in kept]
    order = dict.fromkeys(str(row["given"]) for row in rows) | dict.fromkeys(str(row["target"]) for row in rows)
    x, y = (_axis(shown, column, order) for column in ("target", "given"))
    drawn = heat(shown, x, y, "count", _TOLD)
    if len(kept) == len(often):
        return drawn
    return drawn.properties(title={"text": "the most frequent", "subtitle": f"{len(kept)} / {len(often)}"})


def _axis(rows: list[Row], column: str, order: Iterable[str]) -> Axis:
    there = {str(row[column]) for row in rows}
    return Axis(column, "then" if column == "target" else "given", tuple(one for one in order if one in there))
