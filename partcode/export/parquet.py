"""Tables to Parquet, for those who have pyarrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from partcode.errors import Location, LockError, MissingExtra
from partcode.store.coded.segments import Block
from partcode.table import Cell, Table

_ROWS = 50_000


@contextmanager
def parquet_writer(table: Table, path: Path, warn: Callable[[str], None]) -> Iterator[Callable[[Block], None]]:
    """A function that takes rows; a column's type is that of all its values, text where it has none."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("Parquet", "parquet") from error

    batches: list[Any] = []
    waiting: list[tuple[Cell, ...]] = []

    def write(block: Block) -> None:
        for row in block.whole():
            waiting.append(row)
            if len(waiting) == _ROWS:
                batches.append(_batch(table, waiting, pa))
                waiting.clear()

    yield write
    if waiting or not batches:
        batches.append(_batch(table, waiting, pa))
    schema = pa.unify_schemas([batch.schema for batch in batches], promote_options="permissive")
    schema = pa.schema([(field.name, _final(field.type, pa)) for field in schema])
    with parquet.ParquetWriter(str(path), schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_table(batch.cast(schema))


def parquet_rows(path: Path) -> Iterator[Sequence[Cell]]:
    """The names of the columns, then the rows. LockError: no Parquet; MissingExtra."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise MissingExtra("Parquet", "parquet") from error
    try:
        with parquet.ParquetFile(path) as file:
            yield file.schema_arrow.names
            for batch in file.iter_batches(_ROWS):
                yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
    except ArrowException as error:
        hint = "write it anew with partcode run or partcode export"
        raise LockError("no Parquet, or a damaged one", where=Location(str(path)), hint=hint) from error


def _batch(table: Table, rows: list[tuple[Cell, ...]], pa: Any) -> Any:
    """An Arrow table; whole numbers as narrow as they go, since a matrix is all 0 and 1."""
    columns = zip(*rows, strict=True) if rows else ([] for _ in table.columns)
    return pa.table([_narrow(pa.array(column), pa) for column in columns], names=list(table.columns))


def _narrow(column: Any, pa: Any) -> Any:
    if not pa.types.is_integer(column.type):
        return column
    for narrow in (pa.int8(), pa.int32()):
        try:
            return column.cast(narrow)
        except pa.ArrowInvalid:
            continue
    return column


def _final(kind: Any, pa: Any) -> Any:
    if pa.types.is_null(kind):
        return pa.string()
    return pa.int64() if pa.types.is_integer(kind) else kind
