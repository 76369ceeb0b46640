"""Sentence columns to segment rows and back, and their entries in the full-text index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.model import LANGUAGES, Unit
from partcode.model.columns import KINDS, NO_TURN, Sentences

_OTHER_LANGUAGE = 255
_LANGUAGE_NAMES = {**dict(enumerate(LANGUAGES)), _OTHER_LANGUAGE: ""}
_KIND_NAMES = [kind.value for kind in KINDS]
_LOW = 0xFFFFFFFF


def _choose(column: str, names: Mapping[int, str], otherwise: int) -> str:
    whens = " ".join(f"WHEN '{name}' THEN {number}" for number, name in names.items())
    return f"CASE {column} {whens} ELSE {otherwise} END"


# Two numbers in one: making Python integers is most of the cost of reading a million rows. All in parentheses,
# since << and | bind alike in SQL.
_SELECT = f"""SELECT (start << 32) | end, (paragraph << 32) | ifnull(turn + 1, 0),
    (words << 32) | ({_choose("kind", dict(enumerate(KINDS)), 0)} << 8)
        | ({_choose("language", dict(enumerate(LANGUAGES)), _OTHER_LANGUAGE)})
    FROM segments WHERE id BETWEEN ? AND ? ORDER BY id"""


class Extent(NamedTuple):
    """Where the segments of one version and unit lie: ids from `first` on, `size` of them."""

    first: int
    size: int

    @property
    def last(self) -> int:
        """Id of the last segment; `first` - 1 when there is none."""
        return self.first + self.size - 1


def next_id(connection: sqlite3.Connection) -> int:
    """The id that the next segment will have."""
    top: int = connection.execute("SELECT ifnull(max(id), 0) + 1 FROM segments").fetchone()[0]
    return top


def insert(
    connection: sqlite3.Connection,
    version: int,
    unit: Unit,
    segments: Sentences,
    citations: Mapping[int, str],
    first: int,
) -> Extent:
    """Write the segments of one version and unit; `first` is `next_id`, that of the first one."""
    count = len(segments.start)
    turns: list[int | None] = segments.turn.tolist()
    if (segments.turn == NO_TURN).any():
        turns = [None if turn == NO_TURN else turn for turn in turns]
    rows = zip(
        range(count),
        segments.start.tolist(),
        segments.end.tolist(),
        segments.paragraph.tolist(),
        turns,
        map(_KIND_NAMES.__getitem__, segments.kind.tolist()),
        map(_LANGUAGE_NAMES.__getitem__, segments.language.tolist()),
        segments.words.tolist(),
        strict=True,
    )
    # Binding values is most of the cost of a row: what all rows share stands in the statement.
    shared = f"NULL, {int(version)}, '{unit.value}'"
    connection.executemany(f"INSERT INTO segments VALUES ({shared}, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", rows)
    connection.executemany(
        "UPDATE segments SET citations = ? WHERE id = ?", ((cited, first + i) for i, cited in citations.items())
    )
    connection.execute("INSERT INTO units VALUES (?, ?, ?, ?)", (version, unit.value, first, count))
    return Extent(first, count)


def extent(connection: sqlite3.Connection, version: int, unit: Unit) -> Extent | None:
    """Where the segments of a version lie; None when that unit was not derived yet."""
    found = connection.execute(
        "SELECT first, count FROM units WHERE version = ? AND unit = ?", (version, str(unit))
    ).fetchone()
    return Extent(*found) if found else None


def read(connection: sqlite3.Connection, where: Extent) -> Sentences:
    """The segments of an extent as columns."""
    packed = np.fromiter(
        chain.from_iterable(connection.execute(_SELECT, (where.first, where.last))),
        dtype=np.int64,
        count=3 * where.size,
    ).reshape(-1, 3)
    spans, places, rest = packed[:, 0], packed[:, 1], packed[:, 2]
    return Sentences(
        start=_int32(spans >> 32),
        end=_int32(spans & _LOW),
        paragraph=_int32(places >> 32),
        turn=_int32((places & _LOW) - 1),
        kind=(rest >> 8 & 0xFF).astype(np.uint8),
        language=(rest & 0xFF).astype(np.uint8),
        words=_int32(rest >> 32),
    )


def index_text(connection: sqlite3.Connection, where: Extent, sentences: Sentences, text: str) -> None:
    """Put the sentences of a version that becomes current into the full-text index."""
    connection.executemany("INSERT INTO segments_fts (rowid, text) VALUES (?, ?)", _slices(where, sentences, text))


def forget_text(connection: sqlite3.Connection, version: int, text: str) -> None:
    """Take the sentences of a current version out of the index, before it is superseded or deleted."""
    if (where := extent(connection, version, Unit.SENTENCE)) is None:
        return
    # FTS5 forgets only what it is shown again, letter by letter.
    connection.executemany(
        "INSERT INTO segments_fts (segments_fts, rowid, text) VALUES ('delete', ?, ?)",
        _slices(where, read(connection, where), text),
    )


def _slices(where: Extent, sentences: Sentences, text: str) -> Iterable[tuple[int, str]]:
    spans = zip(sentences.start.tolist(), sentences.end.tolist(), strict=True)
    return ((where.first + i, text[start:end]) for i, (start, end) in enumerate(spans))


def _int32(column: NDArray[np.int64]) -> NDArray[np.int32]:
    return column.astype(np.int32)
