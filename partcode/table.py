"""What every report returns: columns and rows. Only render and cli print, only export writes files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import nan

# Noncharacters, which Unicode leaves to programs. Whoever writes them into a text gets underlined words and no more.
STRONG = re.compile("\ufdd0([^\ufdd0\ufdd1]*)\ufdd1")

Cell = str | int | float | bool | None

UNDEFINED = nan  # a figure that these data don't give; the row's warning or a note says why
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of plain values. `rows` may be an iterator, to be consumed once: tables of a
    large corpus are never held in memory. What is for people is never part of the data: `title`; `notes`, what a
    reader must know of the figures; `bar`, a column of numbers that is drawn too."""

    columns: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]
    title: str = ""
    notes: tuple[str, ...] = ()
    bar: str = ""


def figure(value: float | None) -> float:
    """A statistic as a table has it: with six decimals, so that the last bits of a processor's arithmetic don't show;
    UNDEFINED for None."""
    return UNDEFINED if value is None else round(float(value), _DECIMALS) + 0.0  # no -0.0


def worded(table: Table, word: Cell) -> Table:
    """The table with a word where a figure is undefined."""
    rows = (tuple(cell if cell == cell else word for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def strong(words: str) -> str:
    """Words that a terminal shows underlined."""
    return f"\ufdd0{words}\ufdd1"
