"""The codebooks that were ever applied to what is stored, as they were then."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import NamedTuple


class StoredCodebook(NamedTuple):
    """A codebook and its text. `sha256` is of its bytes, and of those of the codebooks it extends or uses; `sequences`
    are the ids of its sequences."""

    sha256: str
    id: str
    version: str
    source: str
    sequences: tuple[str, ...] = ()


def everything(connection: sqlite3.Connection) -> list[StoredCodebook]:
    """All codebooks in order of id, the oldest first."""
    sequences: defaultdict[str, list[str]] = defaultdict(list)
    for sha256, sequence in connection.execute("SELECT codebook_sha256, sequence FROM sequences ORDER BY id"):
        sequences[sha256].append(sequence)
    rows = connection.execute("SELECT sha256, id, version, source FROM codebooks ORDER BY id, rowid")
    return [StoredCodebook(*row)._replace(sequences=tuple(sequences[row[0]])) for row in rows]
