"""How often codes occur: bars of codings per 1,000 words."""

from __future__ import annotations

from typing import Any

from partcode.charts.rows import GROUP, Row, data, labelled, records, told
from partcode.charts.theme import altair, themed
from partcode.errors import UsageError
from partcode.table import Table

COLUMNS = ("code", "label", "codings", "segments", "speakers", "documents", "words", "rate", "dp", "dp_norm", "warning")
_TOLD = {"name": "code", "codings": "codings", "segments": "segments", "speakers": "speakers"}
_TOLD |= {"documents": "documents", "rate": "per 1,000 words", "dp_norm": "dispersion (DPnorm)", "warning": "warning"}
_BAR = 17  # pixels
_WIDTH = 420


def chart(table: Table) -> Any:
    """A bar for each code in the order of the table, and for each group in it."""
    alt = altair()
    rows = records(table, COLUMNS)
    if not rows:
        raise UsageError("nothing to draw: the table has no rows")
    called = labelled(rows)
    groups = list(dict.fromkeys(str(row[GROUP]) for row in rows))
    bars = [row | {"name": called[str(row["code"])], "shown": _shown(row)} for row in rows]
    base = alt.Chart(data(bars)).encode(
        x=alt.X("rate:Q", title="codings per 1,000 words").axis(orient="top", tickCount=5),
        y=alt.Y("name:N", title=None, sort=list(called.values())).axis(ticks=False),
        tooltip=told(_told(groups), rows),
    )
    if len(groups) > 1:
        base = base.encode(yOffset=alt.YOffset("group:N", sort=groups))
    bar = base.mark_bar() if len(groups) == 1 else base.mark_bar().encode(color=_colour(table, groups))
    text = base.mark_text(align="left", dx=4, style="quiet").encode(text="shown:N")
    height = _BAR * (1 if len(groups) == 1 else 0.75 * len(groups))
    return themed(alt.layer(bar, text).properties(width=_WIDTH, height=alt.Step(height, **{"for": "position"})))


def _told(groups: list[str]) -> dict[str, str]:
    return _TOLD if len(groups) == 1 else {GROUP: "group", **_TOLD}


def _colour(table: Table, groups: list[str]) -> Any:
    alt = altair()
    title = ", ".join(table.columns[: table.columns.index(COLUMNS[0])])
    return alt.Color("group:N", title=title, sort=groups)


def _shown(row: Row) -> str:
    number = f"{row['codings']:,}"
    return f"({number})" if row["warning"] else number
