"""Segment columns to rows and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from partcode.model import LANGUAGES, Unit
from partcode.model.columns import KINDS, NO_TURN, Sentences
from partcode.store import bulk
from partcode.store.corpus.packing import pack_sentences, unpack_sentences


def _name_of(names: Mapping[int, str]) -> str:
    """SQL that turns a number into its name, or "" when it has none."""
    whens = " ".join(f"WHEN {number} THEN '{name}'" for number, name in names.items())
    return f"CASE ? {whens} ELSE '' END"


# SQLite names kinds and languages several times faster than Python hands it strings.
_ROW = f"""(NULL, ?, '{{unit}}', ?, ?, ?, ?, nullif(?, {NO_TURN}), {_name_of(dict(enumerate(KINDS)))},
    {_name_of(dict(enumerate(LANGUAGES)))}, ?, NULL)"""


class Segments(NamedTuple):
    """The segments of one version and unit: the id of the first one (the others follow without a hole), and their
    columns."""

    first: int
    columns: Sentences


def next_id(connection: sqlite3.Connection) -> int:
    """The id that the next segment will have."""
    top: int = connection.execute("SELECT ifnull(max(id), 0) + 1 FROM segments").fetchone()[0]
    return top


def insert(
    connection: sqlite3.Connection, version: int, unit: Unit, segments: Segments, citations: Mapping[int, str]
) -> None:
    """Write the segments of one version and unit, the first of them under `next_id`; `citations` by ordinal."""
    first, columns = segments
    count = len(columns.start)
    bulk.insert(
        connection,
        "segments",
        _ROW.format(unit=unit.value),
        (
            np.full(count, version),
            np.arange(count),
            columns.start,
            columns.end,
            columns.paragraph,
            columns.turn,
            columns.kind,
            columns.language,
            columns.words,
        ),
    )
    connection.executemany(
        "UPDATE segments SET citations = ? WHERE id = ?", ((cited, first + i) for i, cited in citations.items())
    )
    connection.execute(
        "INSERT INTO units VALUES (?, ?, ?, ?, ?)", (version, unit.value, first, count, pack_sentences(columns))
    )


def first(connection: sqlite3.Connection, version: int, unit: Unit) -> int | None:
    """Id of the first segment of a version; None when that unit was not derived yet."""
    found = connection.execute("SELECT first FROM units WHERE version = ? AND unit = ?", (version, unit.value))
    row: tuple[int] | None = found.fetchone()
    return row[0] if row else None


def read(connection: sqlite3.Connection, version: int, unit: Unit) -> Segments | None:
    """The segments of a version; None when that unit was not derived yet."""
    found = connection.execute(
        "SELECT first, columns FROM units WHERE version = ? AND unit = ?", (version, unit.value)
    ).fetchone()
    return Segments(found[0], unpack_sentences(found[1])) if found else None
