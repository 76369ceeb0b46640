"""One table to one file, in the format asked for."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from partcode.errors import ExportError, Location
from partcode.export.files import replacing
from partcode.export.parquet import write_parquet
from partcode.export.xlsx import write_xlsx
from partcode.table import Cell, Table

Format = Literal["csv", "tsv", "jsonl", "xlsx", "parquet"]
FORMATS: tuple[Format, ...] = ("csv", "tsv", "jsonl", "xlsx", "parquet")

# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(table: Table, path: Path, format: Format = "csv", *, excel: bool = False) -> list[str]:
    """Write `table` to `path`, whole or not at all; warnings about what could not be kept.

    `excel` is for CSV: a byte-order mark, and an apostrophe before what Excel would take for a formula.
    ExportError: the file can't be written. MissingExtra: Parquet without pyarrow.
    """
    writer = _write_csv_for_excel if format == "csv" and excel else _WRITERS.get(format)
    if writer is None:
        raise ExportError(f"no format {format}", where=Location(str(path)), hint=f"there are {', '.join(FORMATS)}")
    with replacing(path) as target:
        return [f"{path.name}: {warning}" for warning in writer(table, target)]


def _write_csv(table: Table, path: Path) -> list[str]:
    return _write_delimited(table, path, ",", "utf-8")


def _write_tsv(table: Table, path: Path) -> list[str]:
    return _write_delimited(table, path, "\t", "utf-8")


def _write_csv_for_excel(table: Table, path: Path) -> list[str]:
    rows = (tuple(map(_guarded, row)) for row in table.rows)
    return _write_delimited(Table(table.columns, rows), path, ",", "utf-8-sig")


def _write_delimited(table: Table, path: Path, delimiter: str, encoding: str) -> list[str]:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows(table.rows)
    return []


def _write_jsonl(table: Table, path: Path) -> list[str]:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(_json_lines(table))
    return []


def _json_lines(table: Table) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    return (encode(dict(zip(table.columns, row, strict=True))) + "\n" for row in table.rows)


def _guarded(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


_WRITERS: dict[str, Callable[[Table, Path], list[str]]] = {
    "csv": _write_csv,
    "tsv": _write_tsv,
    "jsonl": _write_jsonl,
    "xlsx": write_xlsx,
    "parquet": write_parquet,
}
