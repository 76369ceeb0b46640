"""The full-text index: the paragraphs of current versions, each under the id of its first sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import numpy as np

from partcode.model import Unit
from partcode.store.corpus import sentences
from partcode.store.corpus.sentences import Segments


def add(connection: sqlite3.Connection, segments: Segments, text: str) -> None:
    """Put a version that becomes current into the index; `segments` are its sentences."""
    connection.executemany("INSERT INTO paragraphs_fts (rowid, text) VALUES (?, ?)", _paragraphs(segments, text))


def forget(connection: sqlite3.Connection, version: int, text: str) -> None:
    """Take a current version out of the index, before it is superseded or deleted."""
    if (segments := sentences.read(connection, version, Unit.SENTENCE)) is None:
        return
    # FTS5 forgets only what it is shown again, letter by letter.
    connection.executemany(
        "INSERT INTO paragraphs_fts (paragraphs_fts, rowid, text) VALUES ('delete', ?, ?)",
        _paragraphs(segments, text),
    )


def _paragraphs(segments: Segments, text: str) -> Iterator[tuple[int, str]]:
    """As the view paragraphs has them."""
    columns = segments.columns
    heads = np.flatnonzero(np.diff(columns.paragraph, prepend=-1))
    tails = np.append(heads[1:], len(columns.end))[: len(heads)] - 1
    spans = map(slice, columns.start[heads].tolist(), columns.end[tails].tolist())
    return zip((segments.first + heads).tolist(), map(text.__getitem__, spans), strict=True)
