"""Whether what is packed or written as JSON in the database is what was put there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from partcode.store.coded.runs import as_they_were
from partcode.store.corpus.packing import PackedStream, unpack_stream
from partcode.store.rows import RunRow

# Every column of JSON: table, column, and what tells its rows apart.
_JSON = (
    ("cases", "attributes", "id"),
    ("documents", "attributes", "path"),
    ("versions", "warnings", "id"),
    ("versions", "front_matter", "id"),
    ("voices", "attributes", "id"),
    ("derived", "value", "key"),
    ("journal", "detail", "id"),
)


def packed_words(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Whether the words of each version can be unpacked, are known, and stand in order in its text."""
    lengths = np.array([n for (n,) in connection.execute("SELECT length(text) FROM words ORDER BY id")], np.int32)
    rows = connection.execute(
        """SELECT streams.version, length, word_ids, rare_ids, gaps, long_gaps FROM streams
            JOIN temp.lengths ON lengths.version = streams.version
            ORDER BY streams.version"""
    )
    for version, length, *packed in rows:
        if not _stand_in_order(PackedStream(*packed), lengths, length):
            yield f"version {version}", "its words can't be what was packed"


def _stand_in_order(packed: PackedStream, lengths: NDArray[np.int32], length: int) -> bool:
    try:
        stream = unpack_stream(packed, lengths)
        ends = stream.start + lengths[stream.ids]
    except (ValueError, IndexError, TypeError):
        return False
    inside = not len(ends) or (stream.start[0] >= 0 and ends[-1] <= length)
    return len(stream.ids) == len(stream.clause) and bool(inside) and bool((stream.start[1:] >= ends[:-1]).all())


def runs(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Whether what a run says of itself has its id."""
    for run in as_they_were(connection):
        if run.id != _derived(run):
            yield f"run {run.id}", "what it says of itself is not what its id follows from"


def _derived(run: RunRow) -> str:
    return RunRow.derive(run.tool_version, run.options, run.codebooks, run.libraries, run.documents).id


def json_columns(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Whether what is kept as JSON is JSON."""
    there = {table for (table,) in connection.execute("SELECT name FROM pragma_table_list")}
    for table, column, name in _JSON:
        if table not in there:  # not yet, in an older format
            continue
        rows: list[tuple[Any]] = connection.execute(
            f"SELECT {name} FROM {table} WHERE NOT json_valid({column}) ORDER BY {name}"
        ).fetchall()
        for (place,) in rows:
            yield f"{table} {place}", f"its {column} can't be read"
