"""Files of tables, changed cell by cell: delimited text and JSON, workbooks, Parquet."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from partcode.errors import MissingExtra, ReadError
from partcode.ingest.encoding import decode
from partcode.ingest.readers.workbook import workbook_rows
from partcode.ingest.source import source_at
from partcode.pipeline.pseudonyms.tables import TEXTS, Tables
from partcode.table import Cell, Table

Content = str | bytes | Table  # of a file; a Table becomes a workbook


def changed(tables: Tables, file: Path) -> Content | None:
    """A table with its names changed; None for what is none by its ending. ValueError: it can't be read as one.
    MissingExtra: Parquet without pyarrow."""
    suffix = file.suffix.lower()
    try:
        if suffix in TEXTS:
            return _text(tables, file)
        if suffix == ".xlsx":
            return _workbook(tables, file)
        return _parquet(tables, file) if suffix == ".parquet" else None
    except ReadError as error:
        raise ValueError(error.message) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not as partcode writes such a file") from error


def _text(tables: Tables, file: Path) -> str:
    text, encoding = decode(source_at(file))
    mark = "\ufeff" if encoding == "utf-8-sig" else ""  # by which Excel knows UTF-8
    return mark + tables.text(text, file.suffix.lower())


def _workbook(tables: Tables, file: Path) -> Table:
    """Its values alone: what formats, formulas and notes a workbook has is lost."""
    sheets = workbook_rows(source_at(file), whole=True)
    if len(sheets) != 1:
        raise ValueError("it has several sheets: save each as a file of its own")
    ((title, rows),) = sheets.items()
    columns = [str(cell) for cell in (rows[0] if rows else ())]
    new = [tuple(tables.cells(columns, [_cell(cell) for cell in row])) for row in rows[1:]]
    return Table(tuple(tables.header(columns)), new, title)


def _cell(cell: object) -> Cell:
    return cell if isinstance(cell, str | int | float) else str(cell)


def _parquet(tables: Tables, file: Path) -> bytes:
    """With the types of columns as they are, and what pandas says about them."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("Parquet", "parquet") from error

    out = BytesIO()
    with parquet.ParquetFile(file) as source:
        columns: list[str] = source.schema_arrow.names
        named: dict[str, str] = dict(zip(columns, tables.header(columns), strict=True))
        schema = pa.schema(
            [one.with_name(named[one.name]) for one in source.schema_arrow], source.schema_arrow.metadata
        )
        with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
            for group in range(source.num_row_groups):
                rows: list[dict[str, Any]] = source.read_row_group(group).to_pylist()
                new = [{named[column]: cell for column, cell in tables.row(row).items()} for row in rows]
                writer.write_table(pa.Table.from_pylist(new, schema))
    return out.getvalue()
