"""The distinct words of all documents, with ids from 0 on without holes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from partcode.errors import StoreError

_LEMMA_COLUMNS = {"en": "lemma_en", "fr": "lemma_fr"}


def texts(connection: sqlite3.Connection) -> list[str]:
    """All words in order of id."""
    return [text for (text,) in connection.execute("SELECT text FROM words ORDER BY id")]


def lemmas(connection: sqlite3.Connection, language: str) -> list[str]:
    """The lemma of every word in order of id; `language` is en or fr."""
    column = _LEMMA_COLUMNS[language]
    return [lemma for (lemma,) in connection.execute(f"SELECT {column} FROM words ORDER BY id")]


def lengths_of(words: Sequence[str]) -> NDArray[np.int32]:
    """Lengths in code points, as packing needs them."""
    return np.fromiter(map(len, words), dtype=np.int32, count=len(words))


def add(
    connection: sqlite3.Connection, words: Sequence[str], english: Sequence[str], french: Sequence[str], first: int
) -> None:
    """Append words; their ids are `first`, `first` + 1 … StoreError when another process took those ids."""
    stored = connection.execute("SELECT count(*) FROM words").fetchone()[0]
    if stored != first:
        raise StoreError(
            "another process has added documents to the database meanwhile",
            hint="nothing was lost; run it again when the other is done",
        )
    rows = zip(range(first, first + len(words)), words, english, french, strict=True)
    connection.executemany("INSERT INTO words VALUES (?, ?, ?, ?)", rows)
