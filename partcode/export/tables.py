"""One table to one file, in the format asked for."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Literal

from partcode.errors import ExportError, Location
from partcode.export.files import replacing
from partcode.export.parquet import parquet_writer
from partcode.export.xlsx import xlsx_writer
from partcode.ingest.records import FORMULA
from partcode.store.coded.segments import Block
from partcode.table import Cell, Table

Format = Literal["csv", "tsv", "jsonl", "xlsx", "parquet"]
FORMATS: tuple[Format, ...] = ("csv", "tsv", "jsonl", "xlsx", "parquet")

_ROWS = 1000  # that a table is written at a time


Write = Callable[[Block], object]
Warn = Callable[[str], None]


def write_table(table: Table, path: Path, format: Format = "csv", *, excel: bool = False) -> list[str]:
    """Write `table` to `path`, whole or not at all; warnings about what could not be kept.

    `excel` is for CSV: a byte-order mark, and an apostrophe before what Excel would take for a formula.
    ExportError: the file can't be written. MissingExtra: Parquet without pyarrow.
    """
    warnings: list[str] = []
    with table_writer(table, path, format, excel=excel, warn=warnings.append) as write:
        rows = iter(table.rows)
        while block := list(islice(rows, _ROWS)):
            write(Block(block))
    return warnings


@contextmanager
def table_writer(table: Table, path: Path, format: Format, *, excel: bool, warn: Warn) -> Iterator[Write]:
    """A function that adds rows to the file of `table`, which is there, whole, when the block ends well. Otherwise
    as `write_table`; the rows of `table` itself are left alone."""
    writer = _excel_writer if format == "csv" and excel else _WRITERS.get(format)
    if writer is None:
        raise ExportError(f"no format {format}", where=Location(str(path)), hint=f"there are {', '.join(FORMATS)}")
    with replacing(path) as target, writer(table, target, lambda warning: warn(f"{path.name}: {warning}")) as write:
        yield write


@contextmanager
def _delimited_writer(
    table: Table, path: Path, warn: Warn, *, delimiter: str = ",", encoding: str = "utf-8"
) -> Iterator[Write]:
    with path.open("w", encoding=encoding, newline="") as file:
        lines = _Lines()
        # Quotes are put around what holds a part of the line's end: a lone \r would end a line for those who read it.
        writer = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n")

        @lru_cache(maxsize=4096)
        def ending(marks: bytes) -> str:
            return "".join(f"{delimiter}{mark}" for mark in marks) + "\n"

        def write(block: Block) -> None:
            """Cells that many rows share are turned into text once."""
            beginning = ""
            if block.about:
                writer.writerow(block.about)
                beginning = lines.pop()[:-2] + delimiter
            writer.writerows(block.rows)
            endings = map(ending, block.marks)
            file.writelines([f"{beginning}{line[:-2]}{end}" for line, end in zip(lines, endings, strict=False)])
            lines.clear()

        write(Block([table.columns]))
        yield write


class _Lines(list[str]):
    """A file that is a list of lines."""

    write = list.append


@contextmanager
def _excel_writer(table: Table, path: Path, warn: Warn) -> Iterator[Write]:
    with _delimited_writer(table, path, warn, encoding="utf-8-sig") as write:
        yield lambda block: write(_guarded(block))


def _guarded(block: Block) -> Block:
    rows = (tuple(map(_guarded_cell, row)) for row in block.rows)
    return Block(rows, tuple(map(_guarded_cell, block.about)), block.marks)


def _guarded_cell(cell: Cell) -> Cell:
    # One that has an apostrophe of its own gets another, so that reading takes away no more than was put there.
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip("'").startswith(FORMULA) else cell


@contextmanager
def _jsonl_writer(table: Table, path: Path, warn: Warn) -> Iterator[Write]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    with path.open("w", encoding="utf-8", newline="") as file:
        yield lambda block: file.writelines(
            encode(dict(zip(table.columns, row, strict=True))) + "\n" for row in block.whole()
        )


_WRITERS: dict[str, Callable[[Table, Path, Warn], AbstractContextManager[Write]]] = {
    "csv": _delimited_writer,
    "tsv": partial(_delimited_writer, delimiter="\t"),
    "jsonl": _jsonl_writer,
    "xlsx": xlsx_writer,
    "parquet": parquet_writer,
}
