"""Tables read back from the files they were written to, also when a spreadsheet has saved them again."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from partcode.errors import Location, LockError, ReadError
from partcode.export.cells import AGAIN, Cells
from partcode.export.parquet import parquet_rows
from partcode.export.xlsx import xlsx_rows
from partcode.ingest.records import separator_of, unguarded
from partcode.table import Cell

_LONGEST = 1 << 30  # characters of a cell: a segment may be a whole document
_MARK = "\ufeff"

Row = Sequence[Cell]


class TableRead(NamedTuple):
    """The names of the columns, and the rows, read while they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[Cells]


def is_table(path: Path) -> bool:
    """Whether a file is named as a table that can be read back."""
    return path.suffix.lower() in _READERS


def read_table(path: Path) -> TableRead:
    """The table in a file; blank rows are left out. LockError, also on the way: no such file, or no table."""
    found = _rows(path)
    columns = tuple(map(str, next(found, ())))
    in_lines = path.suffix.lower() == ".jsonl"
    # Without rows, lines of JSON don't name their columns either.
    if not any(columns) and not in_lines:
        raise LockError("empty: it has no columns", where=Location(str(path)), hint=AGAIN)
    rows = enumerate(found, 1 if in_lines else 2)
    filled = ((number, row) for number, row in rows if any(cell not in ("", None) for cell in row))
    return TableRead(columns, (Cells(path, number, columns, row) for number, row in filled))


def _rows(path: Path) -> Iterator[Row]:
    """The names of the columns, then the rows."""
    with _explained(path):
        yield from _READERS[path.suffix.lower()](path)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    where = Location(str(path))
    try:
        yield
    except FileNotFoundError:
        raise LockError("no such file", where=where, hint="write the results anew") from None
    except UnicodeDecodeError:
        hint = "save it as CSV UTF-8, or write it anew with partcode run or partcode export"
        raise LockError("not in UTF-8: another program has saved it", where=where, hint=hint) from None
    except OSError as error:
        raise LockError(f"can't be read: {error.strerror or error}", where=where, hint="is the path right?") from None
    except ReadError as error:
        raise LockError(error.message, where=where, hint=error.hint or AGAIN) from None


def _delimited(path: Path) -> Iterator[Row]:
    """Commas, semicolons or tabs, by the line `sep=` that a file for Excel may begin with, or else by the first row."""
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST))
    with path.open(encoding="utf-8", newline="") as file:
        head = file.readline()
        # --excel writes the mark, and apostrophes before formulas.
        clean: Callable[[str], str] = unguarded if head.startswith(_MARK) else str
        head = head.removeprefix(_MARK)
        said = head[4:5] if head.startswith("sep=") else ""
        head = file.readline() if said else head
        reader = csv.reader(chain([head], file), delimiter=said or separator_of(head), strict=True)
        try:
            yield from (tuple(map(clean, row)) for row in reader)
        except csv.Error as error:
            where = Location(str(path), reader.line_num + bool(said))
            raise LockError(f"no table: {error}", where=where, hint=f"is a quote missing? {AGAIN}") from None


def _json_lines(path: Path) -> Iterator[Row]:
    """A line for each row, an object with all columns; the first line names them."""
    columns: tuple[str, ...] = ()
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
                if not columns:
                    yield (columns := tuple(row.keys()))
                yield [row[name] for name in columns]
            except (ValueError, TypeError, AttributeError, KeyError):
                where = Location(str(path), number)
                raise LockError("no line of a table", where=where, hint=AGAIN) from None


_READERS: dict[str, Callable[[Path], Iterator[Row]]] = {
    ".csv": _delimited,
    ".tsv": _delimited,
    ".jsonl": _json_lines,
    ".xlsx": xlsx_rows,
    ".parquet": parquet_rows,
}
