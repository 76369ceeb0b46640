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


def with_sequences(connection: sqlite3.Connection, run: str) -> dict[StoredCodebook, list[str]]:
    """Those of a run that have sequences, in order of id, with the ids of these."""
    rows = connection.execute(
        """SELECT sha256, codebooks.id, version, source, sequence FROM codebooks
            JOIN sequences ON codebook_sha256 = sha256 WHERE sha256 IN (
                SELECT applications.codebook_sha256 FROM run_applications
                JOIN applications ON applications.id = application WHERE run = ?)
            ORDER BY codebooks.id, codebooks.rowid, sequences.id""",
        (run,),
    )
    found: dict[StoredCodebook, list[str]] = {}
    for *codebook, sequence in rows:
        found.setdefault(StoredCodebook(*codebook), []).append(sequence)
    return found
