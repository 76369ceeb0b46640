"""Tables to workbooks that never turn a transcript into formulas or links."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from partcode.errors import ExportError
from partcode.table import Cell, Table

CELL_LIMIT = 32_767  # Excel's own; xlsxwriter drops longer cells in silence
ROW_LIMIT = 1_048_576
CUT = " […cut: longer than a cell of Excel]"


def write_xlsx(table: Table, path: Path) -> list[str]:
    """Write one sheet; cells too long for Excel are cut with a mark and counted in a warning."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    # Rows wait in files until the end: beside the result, since interviews have no business in /tmp.
    with TemporaryDirectory(dir=path.parent, prefix=".partcode-") as waiting:
        book = Workbook(str(path), {**options, "tmpdir": waiting})
        try:
            # The clock would make every file another one.
            book.set_properties({"created": datetime(2000, 1, 1)})
            cut = _fill(book.add_worksheet(table.title[:31] or None), table, book.add_format({"bold": True}))
        finally:
            try:
                book.close()
            except FileCreateError as error:
                raise error.args[0] from error
    return [f"{cut} cells were cut, they are longer than Excel allows"] if cut else []


def _fill(sheet: Any, table: Table, bold: Any) -> int:
    """Write all rows; how many cells were cut."""
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, table.columns, bold)
    cut = 0
    for number, row in enumerate(table.rows, 1):
        if number >= ROW_LIMIT:
            raise ExportError("more rows than a sheet of Excel holds", hint="use --format csv or parquet")
        for column, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) > CELL_LIMIT:
                cut += 1
                cell = cell[: CELL_LIMIT - len(CUT)] + CUT
            _write(sheet, number, column, cell)
    return cut


def _write(sheet: Any, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, str):
        if cell:
            sheet.write_string(row, column, cell)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif cell is not None:
        sheet.write_number(row, column, cell)
