"""Tables as data frames of pandas or polars."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Literal, cast, get_args

from partcode.errors import MissingExtra
from partcode.table import UNDEFINED, Cell, Table

Frames = Literal["pandas", "polars"]


def installed() -> Frames:
    """The library that frames are of: pandas if it is there, else polars. MissingExtra: neither is."""
    for library in get_args(Frames):
        if find_spec(library):
            return cast(Frames, library)
    raise MissingExtra("A data frame", "pandas")


def frame_of(table: Table, library: Frames) -> Any:
    """A data frame. Numbers that may be missing are Int64 in pandas; a figure that is undefined is NaN, a text that is
    undefined is missing."""
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    data = {name: _column(cells) for name, cells in zip(table.columns, columns, strict=True)}
    if library == "polars":
        import polars

        return polars.DataFrame(data)
    import pandas

    gaps = {name: "Int64" for name, cells in data.items() if _has_gaps(cells)}
    return pandas.DataFrame(data).astype(gaps)


def _column(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a column; where one of them is a figure, all are; where one is a text, so are all."""
    if not any(isinstance(cell, float) for cell in cells):
        return list(cells)
    if any(isinstance(cell, str) for cell in cells):
        return [cell if isinstance(cell, str) else None for cell in cells]
    return [UNDEFINED if cell is None else float(cell) for cell in cells]


def _has_gaps(cells: Sequence[Cell]) -> bool:
    """Whether whole numbers are missing among others."""
    there = [cell for cell in cells if cell is not None]
    return len(there) < len(cells) and all(isinstance(cell, int) for cell in there)
