"""Tables to workbooks that never turn a transcript into formulas or links."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from traceback import clear_frames
from typing import Any

from partcode.errors import ExportError
from partcode.ingest.readers.workbook import workbook_rows
from partcode.ingest.source import source_at
from partcode.store.coded.segments import Block
from partcode.store.file.beside import staging_folder
from partcode.table import Cell, Table

CELL_LIMIT = 32_767  # Excel's own; xlsxwriter drops longer cells in silence
ROW_LIMIT = 1_048_576
CUT = " […cut: longer than a cell of Excel]"


@contextmanager
def xlsx_writer(table: Table, path: Path, warn: Callable[[str], None]) -> Iterator[Callable[[Block], None]]:
    """A function that adds rows to one sheet; cells too long for Excel are cut with a mark and counted in a
    warning."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    # Zipped in memory, where it always can be finished: a ZipFile that meets a full disk complains once more on
    # stderr when it is forgotten.
    zipped = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    # Rows wait in files until the end: beside the result, since interviews have no business in /tmp.
    with staging_folder(path.parent) as waiting:
        book = Workbook(zipped, {**options, "tmpdir": str(waiting)})
        try:
            # The clock would make every file another one.
            book.set_properties({"created": datetime(2000, 1, 1)})
            sheet = _Sheet(book.add_worksheet(table.title[:31] or None), table.columns, book.add_format({"bold": True}))
            yield sheet.write
        finally:
            try:
                book.close()
            except FileCreateError as error:
                # The ZipFile in these frames ends here, while it has something to write to.
                clear_frames(error.args[0].__traceback__)
                raise error.args[0] from error
    path.write_bytes(zipped.getbuffer())
    if sheet.cut:
        warn(f"{sheet.cut} cells were cut, they are longer than Excel allows")


class _Sheet:
    """A sheet that grows downwards; `cut` counts the cells that were too long."""

    def __init__(self, sheet: Any, columns: tuple[str, ...], bold: Any) -> None:
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, columns, bold)
        self._sheet = sheet
        self._numbers = count(1)
        self.cut = 0

    def write(self, block: Block) -> None:
        for row in block.whole():
            if (number := next(self._numbers)) >= ROW_LIMIT:
                raise ExportError("more rows than a sheet of Excel holds", hint="use --format csv or parquet")
            for column, cell in enumerate(row):
                if isinstance(cell, str) and len(cell) > CELL_LIMIT:
                    self.cut += 1
                    cell = cell[: CELL_LIMIT - len(CUT)] + CUT
                _write(self._sheet, number, column, cell)


def _write(sheet: Any, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, str):
        if cell:
            sheet.write_string(row, column, cell)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif cell is not None:
        sheet.write_number(row, column, cell)


def xlsx_rows(path: Path) -> Iterator[Sequence[Cell]]:
    """The rows of the first sheet, that with the names of the columns first; all numbers are fractions, and what is
    empty is "". ReadError."""
    found = next(iter(workbook_rows(source_at(path), whole=True).values()), ())
    yield from (tuple(cell if isinstance(cell, str | int | float) else str(cell) for cell in row) for row in found)
