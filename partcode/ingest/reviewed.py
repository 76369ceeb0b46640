"""Decisions as people write them into a table of coded segments: segments.csv with another status, or an excerpt of it.

Needed columns: document, start, end, code, status; also coder, why, and text, with which the place is checked. All
others are left alone. A CSV or the first sheet of a .xlsx file.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from partcode.errors import Location, MetadataError
from partcode.ingest.encoding import decode
from partcode.ingest.problems import Problems
from partcode.ingest.readers.workbook import workbook_rows
from partcode.ingest.records import Record, records, unguarded
from partcode.ingest.source import Source, source_at
from partcode.model.codings import STATUSES

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
    cells = {name: unguarded(record.cells.get(name, "")) for name in _COLUMNS}
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


def _text(path: Path) -> str:
    source = source_at(path)
    return _sheet(source) if path.suffix.casefold() == ".xlsx" else decode(source)[0]


def _sheet(source: Source) -> str:
    """The first sheet as CSV, a row on a line."""
    rows = next(iter(workbook_rows(source, whole=True).values()), ())
    csv.writer(out := io.StringIO(), lineterminator="\n").writerows([list(map(_cell, row)) for row in rows])
    return out.getvalue()


def _cell(value: object) -> str:
    # Spreadsheets have no whole numbers; a line break would move the numbers of the lines.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else " ".join(str(value).split())
