"""Words of one group against another: bars of G², to the right for those it has more of, to the left for less."""

from __future__ import annotations

from typing import Any

from partcode.charts.rows import Row, data, in_groups, records, told
from partcode.charts.theme import altair
from partcode.table import Table

COLUMNS = ("word", "here", "there", "rate_here", "rate_there", "g2", "log_ratio", "warning")
LEADING = 25  # words on each side
_TOLD = {"word": "word", "here": "here", "there": "there", "rate_here": "per 1,000 words here"}
_TOLD |= {"rate_there": "per 1,000 words there", "g2": "G²", "log_ratio": "log ratio", "warning": "warning"}
_BAR = 17  # pixels
_WIDTH = 460


def chart(table: Table) -> Any:
    """The leading words of both sides, the strongest first; the log ratio stands at the bar."""
    return in_groups([row for row in records(table, COLUMNS) if row["g2"] is not None], _drawn)


def _drawn(rows: list[Row]) -> Any:
    alt = altair()
    bars = [row | {"signed": _signed(row), "shown": _shown(row)} for row in _leading(rows)]
    words = [str(row["word"]) for row in bars]
    base = alt.Chart(data(bars)).encode(
        x=alt.X("signed:Q", title="← more there · G² · more here →").axis(orient="top", format="~s", tickCount=7),
        y=alt.Y("word:N", title=None, sort=words).axis(ticks=False),
        tooltip=told(_TOLD, rows),
    )
    more, less = base.transform_filter("datum.signed >= 0"), base.transform_filter("datum.signed < 0")
    return alt.layer(
        more.mark_bar(style="first"),
        less.mark_bar(style="second"),
        more.mark_text(style="quiet", align="left", dx=4).encode(text="shown:N"),
        less.mark_text(style="quiet", align="right", dx=-4).encode(text="shown:N"),
    ).properties(width=_WIDTH, height=alt.Step(_BAR))


def _leading(rows: list[Row]) -> list[Row]:
    """The words in order from those most here to those most there."""
    ordered = sorted(rows, key=_signed, reverse=True)
    here = [row for row in ordered if _signed(row) >= 0][:LEADING]
    there = [row for row in ordered if _signed(row) < 0][-LEADING:]
    return here + there


def _signed(row: Row) -> float:
    """G² with the sign of the difference of the rates."""
    strength = abs(float(row["g2"] or 0))
    return strength if float(row["rate_here"] or 0) >= float(row["rate_there"] or 0) else -strength


def _shown(row: Row) -> str:
    ratio = row["log_ratio"]
    number = f"{ratio:+.1f}".replace("-", "−") if isinstance(ratio, int | float) else "–"
    return f"({number})" if row["warning"] else number
