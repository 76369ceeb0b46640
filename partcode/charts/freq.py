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
_WIDTH = (420, 130)  # of the bars, alone and in each group


def chart(table: Table) -> Any:
    """A bar for each code in the order of the table; groups stand side by side."""
    alt = altair()
    rows = records(table, COLUMNS)
    if not rows:
        raise UsageError("nothing to draw: the table has no rows", hint="select more, or leave --plot out")
    called = labelled(rows)
    groups = list(dict.fromkeys(str(row[GROUP]) for row in rows))
    alone = groups == [""]
    bars = [row | {"name": called[str(row["code"])], "shown": _shown(row)} for row in rows]
    base = alt.Chart(data(bars)).encode(
        x=alt.X("rate:Q", title="codings per 1,000 words" if alone else "per 1,000").axis(orient="top", tickCount=4),
        y=alt.Y("name:N", title="code", sort=list(called.values())).axis(ticks=False, title=None),
        tooltip=told(_TOLD, bars),
    )
    text = base.mark_text(align="left", dx=4, style="quiet", aria=False).encode(text="shown:N")
    both = alt.layer(base.mark_bar(), text).properties(width=_WIDTH[not alone], height=alt.Step(_BAR))
    if alone:
        return themed(both)
    title = ", ".join(table.columns[: table.columns.index(COLUMNS[0])])
    column = alt.Column("group:N", title=title, sort=groups)
    return themed(both.properties(data=alt.Undefined).facet(column=column, data=data(bars), spacing=24))


def _shown(row: Row) -> str:
    number = f"{row['codings']:,}"
    return f"({number})" if row["warning"] else number
