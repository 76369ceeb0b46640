"""Decisions as people write them into a table of coded segments: segments.csv with another status, or an excerpt of it.

Needed columns: document, start, end, code, status; also coder, why, and text, with which the place is checked. All
others are left alone. A CSV or the first sheet of a .xlsx file.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from partcode.errors import Location, MetadataError, ReadError
from partcode.ingest.encoding import decode
from partcode.ingest.problems import Problems
from partcode.ingest.records import Record, records
from partcode.ingest.source import Source

STATUSES = ("proposed", "accepted", "rejected")
_NEEDED = ("document", "start", "end", "code", "status")
_COLUMNS = (*_NEEDED, "coder", "why", "text")


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """A row: a place (code points, half-open), the status of a code there, by whom and why. `text` is what should
    stand there, "" when the table doesn't say."""

    document: str
    start: int
    end: int
    code: str
    status: str
    coder: str
    why: str
    text: str
    where: Location


def read_reviewed(path: Path) -> list[ReviewedRow]:
    """The rows of a table that was reviewed. Raises MetadataError with every line that can't be used, and ReadError."""
    problems = Problems()
    found = [_row(record, problems) for record in records(_text(path), str(path), _COLUMNS, _NEEDED, problems)]
    problems.check()
    if not found:
        hint = "begin with: partcode export segments -o segments.csv"
        raise MetadataError("no rows", where=Location(str(path)), hint=hint)
    return found


def _row(record: Record, problems: Problems) -> ReviewedRow:
    cells = {name: _unguarded(record.cells.get(name, "")) for name in _COLUMNS}
    start, end = (_number(record, name, problems) for name in ("start", "end"))
    status = cells["status"].casefold()
    if status not in STATUSES:
        problems.unknown(record.where, "status", cells["status"], STATUSES)
    about = (cells["coder"], cells["why"], cells["text"])
    return ReviewedRow(cells["document"], start, end, cells["code"], status, *about, record.where)


def _number(record: Record, name: str, problems: Problems) -> int:
    cell = record.cells.get(name, "")
    if cell.isascii() and cell.isdigit():
        return int(cell)
    problems.add(
        record.where, f"{name} can't be {cell or 'empty'}", "a number of code points from the document's start"
    )
    return 0


def _unguarded(cell: str) -> str:
    """Without the apostrophe that --excel puts before what could be a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in ("=", "+", "-", "@") else cell


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        where = Location(str(path))
        raise ReadError(f"can't be read: {error.strerror}", where=where, hint="is the path right?") from None
    source = Source(str(path), data)
    return _sheet(source) if path.suffix.casefold() == ".xlsx" else decode(source)[0]


def _sheet(source: Source) -> str:
    """The first sheet as CSV, a row on a line."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_object(io.BytesIO(source.data)) as book:
            rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise source.error(f"damaged: the workbook can't be read ({error})", "save it again") from None
    csv.writer(out := io.StringIO(), lineterminator="\n").writerows([list(map(_cell, row)) for row in rows])
    return out.getvalue()


def _cell(value: object) -> str:
    # Spreadsheets have no whole numbers; a line break would move the numbers of the lines.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else " ".join(str(value).split())
