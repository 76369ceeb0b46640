"""The distinct words of all documents, with ids from 0 on without holes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_LEMMA_COLUMNS = {"en": "lemma_en", "fr": "lemma_fr"}


def texts(connection: sqlite3.Connection) -> list[str]:
    """All words in order of id."""
    return [text for (text,) in connection.execute("SELECT text FROM words ORDER BY id")]


def lemmas(connection: sqlite3.Connection, language: str) -> list[str]:
    """The lemma of every word in order of id; `language` is en or fr."""
    column = _LEMMA_COLUMNS[language]
    return [lemma for (lemma,) in connection.execute(f"SELECT {column} FROM words ORDER BY id")]


class KnownWords:
    """The words of a store as one process knows them. They never change and never go, but others may add some."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._ids: dict[str, int] = {}
        self.lengths: NDArray[np.int32] = np.zeros(0, dtype=np.int32)  # in code points, by id
        self._catch_up()

    def _catch_up(self) -> None:
        """Take note of what was added since."""
        rows = self._connection.execute("SELECT text FROM words WHERE id >= ? ORDER BY id", (len(self._ids),))
        self._note([text for (text,) in rows])

    def add(self, words: Sequence[str], english: Sequence[str], french: Sequence[str]) -> NDArray[np.int64]:
        """The ids of distinct words, with those that the store doesn't have added to it."""
        self._catch_up()
        rows = zip(words, english, french, strict=True)
        new = [row for row in rows if row[0] not in self._ids]
        self._connection.executemany(
            "INSERT INTO words VALUES (?, ?, ?, ?)", ((id, *row) for id, row in enumerate(new, len(self._ids)))
        )
        self._note([text for text, _, _ in new])
        return np.fromiter(map(self._ids.__getitem__, words), dtype=np.int64, count=len(words))

    def _note(self, words: Sequence[str]) -> None:
        self._ids.update(zip(words, range(len(self._ids), len(self._ids) + len(words)), strict=True))
        self.lengths = np.append(self.lengths, np.fromiter(map(len, words), dtype=np.int32, count=len(words)))
