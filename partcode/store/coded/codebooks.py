"""The codebooks that were ever applied to what is stored, as they were then."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class StoredCodebook(NamedTuple):
    """A codebook and its text. `sha256` is of its bytes, and of those of the codebooks it extends or uses."""

    sha256: str
    id: str
    version: str
    source: str


def everything(connection: sqlite3.Connection) -> list[StoredCodebook]:
    """All codebooks in order of id, the oldest first."""
    rows = connection.execute("SELECT sha256, id, version, source FROM codebooks ORDER BY id, rowid")
    return [StoredCodebook(*row) for row in rows]
