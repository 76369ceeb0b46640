"""New codes with each interview: how many are known, and how much of it is still new."""

from __future__ import annotations

from typing import Any

from partcode.charts.rows import Row, data, in_groups, records
from partcode.charts.theme import altair
from partcode.table import Table

COLUMNS = ("interviews",)
"""Then the interview under the name of what it is (document or case), then _FIGURES."""
_FIGURES = ("new_codes", "codes", "mean_new", "mean_codes", "low", "high", "ratio", "saturated", "warning")
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
    base = alt.Chart(data({"zero": 0, **row} for row in rows)).encode(
        x=alt.X("interviews:O", title="interviews").axis(labelAngle=0, labelOverlap=True, grid=False),
        tooltip=["interview:N", *(alt.Tooltip(field=column) for column in _FIGURES)],
    )
    where = (
        base.transform_filter("datum.saturated")
        .transform_window(first="row_number()")
        .transform_filter("datum.first == 1")
    )
    width = max(_WIDTH, _STEP * len(rows)) if len(rows) < 100 else 22 * 100
    known, new = alt.layer(*_known(base, where)), alt.layer(*_new(base, where))
    return alt.vconcat(
        known.properties(width=width, height=_HEIGHTS[0]), new.properties(width=width, height=_HEIGHTS[1])
    )


def _known(base: Any, where: Any) -> list[Any]:
    alt = altair()
    y = alt.Y("codes:Q", title="codes known (bars: new)")
    return [
        base.mark_bar(style="new").encode(y=alt.Y("new_codes:Q")),
        base.mark_area(style="band").encode(y=alt.Y("low:Q"), y2="high:Q"),
        base.mark_line(style="mean").encode(y=alt.Y("mean_codes:Q")),
        base.mark_line(style="given", point={"style": "given"}).encode(y=y),
        where.mark_rule(style="dash"),
        where.mark_text(style="quiet", align="left", dx=5, baseline="top").encode(
            y=alt.value(2), text=alt.value("saturation")
        ),
    ]


def _new(base: Any, where: Any) -> list[Any]:
    alt = altair()
    y = alt.Y("ratio:Q", title="share that is new").axis(format="%", tickCount=4)
    line = base.transform_filter("isValid(datum.ratio)").mark_line(style="given", point={"style": "given"}).encode(y=y)
    return [line, where.mark_rule(style="dash")]
