"""Tables to Parquet, for those who have pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from partcode.errors import MissingExtra
from partcode.table import Cell, Table

_ROWS = 50_000


def write_parquet(table: Table, path: Path) -> list[str]:
    """Write `table`; a column's type is that of all its values, text where it has none."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("Parquet", "parquet") from error

    batches = list(_batches(table, pa))
    schema = pa.unify_schemas([batch.schema for batch in batches], promote_options="permissive")
    schema = pa.schema([(field.name, _final(field.type, pa)) for field in schema])
    with parquet.ParquetWriter(str(path), schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_table(batch.cast(schema))
    return []


def _batches(table: Table, pa: Any) -> Iterator[Any]:
    """Arrow tables of the rows; whole numbers as narrow as they go, since a matrix is all 0 and 1."""
    rows = iter(table.rows)
    block: list[tuple[Cell, ...]] = list(islice(rows, _ROWS))
    while True:
        columns = zip(*block, strict=True) if block else ([] for _ in table.columns)
        yield pa.table([_narrow(pa.array(column), pa) for column in columns], names=list(table.columns))
        if not (block := list(islice(rows, _ROWS))):
            return


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
