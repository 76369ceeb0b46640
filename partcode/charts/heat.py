"""Heat maps of adjusted residuals: the count stands in the cell, with a sign where the residual is far from 0.

The shade has five steps, at 2 and 4 on both sides: a residual is descriptive, and no finer. A count in brackets is
warned about.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from partcode.charts.rows import Row, data, told
from partcode.charts.theme import altair

CELL = (48, 21)  # pixels
_STEPS = (-4, -2, 2, 4)


class Axis(NamedTuple):
    """A side of a heat map: the column that its places come from, its title and its places in order."""

    column: str
    title: str
    places: tuple[str, ...]


def heat(rows: Iterable[Row], x: Axis, y: Axis, count: str, titles: dict[str, str]) -> Any:
    """The rows as cells; `titles` are the columns of the tooltip and what they are called."""
    alt = altair()
    cells = [
        {**{column: row[column] for column in titles}, "x": row[x.column], "y": row[y.column], **_look(row, count)}
        for row in rows
    ]
    bare = {"ticks": False, "domain": False, "labelPadding": 5}
    base = alt.Chart(data(cells)).encode(
        x=alt.X("x:N", title=x.title, sort=list(x.places)).axis(orient="top", labelAngle=-40, **bare),
        y=alt.Y("y:N", title=y.title, sort=list(y.places)).axis(**bare),
        tooltip=told(titles, cells),
    )
    shades = alt.Scale(type="threshold", domain=list(_STEPS), range="diverging")
    shade = alt.Color("residual:Q", title="adjusted residual", scale=shades)
    return alt.layer(
        base.transform_filter("isValid(datum.residual)").mark_rect(style="ringed").encode(color=shade),
        base.transform_filter("!datum.strong").mark_text(style="ink", aria=False).encode(text="shown:N"),
        base.transform_filter("datum.strong").mark_text(style="strong", aria=False).encode(text="shown:N"),
    ).properties(width=alt.Step(CELL[0]), height=alt.Step(CELL[1]))


def _look(row: Row, count: str) -> dict[str, Any]:
    residual = row["residual"]
    z = float(residual) if isinstance(residual, int | float) else 0.0
    return {"residual": residual, "shown": _shown(row, count, sign(z)), "strong": abs(z) >= _STEPS[-1]}


def _shown(row: Row, count: str, mark: str) -> str:
    if not row[count] and not mark:
        return "" if row[count] is None else "·"
    number = f"{row[count]:,}"
    return f"({number}) {mark}".rstrip() if row["warning"] else f"{number} {mark}".rstrip()


def sign(z: float) -> str:
    """+ from 2, ++ from 4, and the same below 0."""
    mark = "+" if z > 0 else "−"
    return mark * sum(abs(z) >= step for step in _STEPS[2:])
