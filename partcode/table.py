"""What every report returns: columns and rows. Only render and cli print, only export writes files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of plain values. `rows` may be an iterator, to be consumed once: tables of a
    large corpus are never held in memory. `title` is for people, never part of the data."""

    columns: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]
    title: str = ""
