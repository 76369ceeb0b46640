"""New codes with each interview: how many are known, and how much of it is still new."""

from __future__ import annotations

from typing import Any

from partcode.charts.rows import Row, data, in_groups, records, told
from partcode.charts.theme import altair
from partcode.table import Table

COLUMNS = ("interviews",)
"""Then the interview under the name of what it is (document or case), then _FIGURES."""
_FIGURES = ("new_codes", "codes", "mean_new", "mean_codes", "low", "high", "ratio", "saturated", "warning")
_LINES = ("mean of random orders", "given order", "new codes")
_DOTTED: dict[str, Any] = {"strokeWidth": 1.5, "point": {"size": 22}}
_TOLD = {"interview": "interview", "interviews": "interviews", "new_codes": "new codes", "codes": "codes"}
_TOLD |= {"mean_codes": "mean of random orders", "ratio": "share that is new", "warning": "warning"}
_WIDTH = 560
_STEP = 22  # pixels for an interview at least
_HEIGHTS = (240, 110)


def chart(table: Table) -> Any:
    """Codes known after each interview, in the given order and on average over random orders with the middle 95 % of
    them; below, the share that is new. A line where saturation is reached first."""
    interview = table.columns[table.columns.index("interviews") + 1]
    rows = [row | {"interview": row[interview]} for row in records(table, (*COLUMNS, interview, *_FIGURES))]
    return in_groups(rows, _drawn)


def _drawn(rows: list[Row]) -> Any:
    alt = altair()
    places = [row["interviews"] for row in rows]
    base = alt.Chart(data(rows)).encode(
        x=alt.X("interviews:O", title="interviews")
        .scale(domain=places)
        .axis(labelAngle=0, labelOverlap=True, labelSeparation=8),
        tooltip=told(_TOLD, rows),
    )
    first = next(({"interviews": row["interviews"]} for row in rows if row["saturated"]), None)
    mark = alt.Chart(data([first] if first else [])).encode(x="interviews:O")
    width = min(max(_WIDTH, _STEP * len(rows)), 2 * _WIDTH)
    known, new = alt.layer(*_known(base), *_mark(mark)), alt.layer(*_new(base), mark.mark_rule(style="dash"))
    return alt.vconcat(
        known.properties(width=width, height=_HEIGHTS[0]), new.properties(width=width, height=_HEIGHTS[1])
    )


def _named(base: Any, at: int) -> Any:
    """Marks in the colour of one of the lines."""
    alt = altair()
    colour = alt.Color("line:N", title=None, scale=alt.Scale(domain=list(_LINES)))
    return base.transform_calculate(line=f"'{_LINES[at]}'").encode(color=colour)


def _known(base: Any) -> list[Any]:
    mean, given, new = (_named(base, at) for at in range(3))
    return [
        new.mark_bar(opacity=0.5).encode(y="new_codes:Q"),
        base.mark_area(style="band").encode(y="low:Q", y2="high:Q"),
        mean.mark_line(strokeWidth=2).encode(y="mean_codes:Q"),
        given.mark_line(**_DOTTED).encode(y=altair().Y("codes:Q", title="codes known")),
    ]


def _mark(mark: Any) -> list[Any]:
    alt = altair()
    text = mark.mark_text(style="quiet", align="left", dx=5, baseline="bottom")
    return [mark.mark_rule(style="dash"), text.encode(y=alt.value(-3), text=alt.value("saturation"))]


def _new(base: Any) -> list[Any]:
    y = altair().Y("ratio:Q", title="share that is new").axis(format="%", tickCount=4)
    return [_named(base, 1).transform_filter("isValid(datum.ratio)").mark_line(**_DOTTED).encode(y=y)]
