"""One row of a table that was read back: its cells by column, and what is wrong with them by row and column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from partcode.errors import Location, LockError, headed
from partcode.table import Cell

AGAIN = "undo what was changed in it, or write it anew with partcode run or partcode export"


class Cells:
    """The cells of a row of the file `path`, as text or with types. `number` counts rows as a spreadsheet does.
    LockError: a cell that holds something else."""

    def __init__(self, path: Path, number: int, columns: Sequence[str], row: Sequence[Cell]) -> None:
        self._path, self._number = path, number
        if len(row) != len(columns):
            raise self.error(f"{len(row)} cells, but there are {len(columns)} columns")
        self._cells = dict(zip(columns, row, strict=True))

    def text(self, column: str) -> str:
        """A text, "" where there is nothing."""
        cell = self._cells[column]
        return "" if cell is None else str(cell)

    def name(self, column: str, known: Sequence[str] = ()) -> str:
        """A text that isn't empty, and one of those that are `known`."""
        found = self.text(column)
        if not found or (known and found not in known):
            self._wrong(column, f"one of {', '.join(known)}" if known else "a name")
        return found

    def whole(self, column: str) -> int:
        """A whole number from 0 on."""
        # Spreadsheets have no whole numbers: a 3 comes back as 3.0.
        digits = self.text(column).removesuffix(".0")
        if not (digits.isascii() and digits.isdigit()):
            self._wrong(column, "a whole number")
        return int(digits)

    def flag(self, column: str) -> bool:
        """0 or 1."""
        found = self.whole(column)
        if found > 1:
            self._wrong(column, "0 or 1")
        return found == 1

    def error(self, message: str) -> LockError:
        """The error that names this row."""
        return LockError(f"row {self._number}: {message}", where=Location(str(self._path)), hint=AGAIN)

    def _wrong(self, column: str, wanted: str) -> NoReturn:
        raise self.error(f"column {column} has {headed(self.text(column))!r}, not {wanted}")
