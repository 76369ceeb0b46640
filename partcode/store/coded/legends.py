"""What the codes and sequences of a run are called, in both languages."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class LegendCodebook(NamedTuple):
    """A codebook that was applied; the title is in the language in which it is written."""

    id: str
    version: str
    sha256: str
    title: str


class LegendEntry(NamedTuple):
    """A code or a sequence with its labels, English and French, "" where one is missing."""

    codebook: str
    codebook_version: str
    id: str
    english: str
    french: str
    definition: str


class Legend(NamedTuple):
    """The codebooks of a run by id, with those that it borrows steps of chains from and those of people's codes; codes
    and sequences in the order of their codebooks."""

    codebooks: tuple[LegendCodebook, ...]
    codes: tuple[LegendEntry, ...]
    sequences: tuple[LegendEntry, ...]


_USED = """WITH used (sha256) AS (
    SELECT codebook_sha256 FROM run_applications JOIN applications ON applications.id = application WHERE run = :run
    UNION SELECT codebook_sha256 FROM run_applications JOIN chains USING (application)
        JOIN chain_steps ON chain_steps.chain = chains.id JOIN rules ON rules.id = chain_steps.rule
        JOIN codes ON codes.id = rules.code_id WHERE run = :run
    UNION SELECT codebook_sha256 FROM codings JOIN codes ON codes.id = codings.code WHERE application IS NULL)"""


def read(connection: sqlite3.Connection, run: str) -> Legend:
    """The legend of a run."""
    books = connection.execute(
        f"{_USED} SELECT id, version, sha256, title FROM codebooks WHERE sha256 IN used ORDER BY id, version",
        {"run": run},
    )
    return Legend(
        tuple(LegendCodebook(*row) for row in books),
        _entries(connection, run, "codes", "code"),
        _entries(connection, run, "sequences", "sequence"),
    )


def _entries(connection: sqlite3.Connection, run: str, table: str, column: str) -> tuple[LegendEntry, ...]:
    rows = connection.execute(
        f"""{_USED} SELECT codebooks.id, codebooks.version, {column}, label_en, label_fr, definition FROM {table}
            JOIN codebooks ON codebooks.sha256 = codebook_sha256 WHERE codebook_sha256 IN used
            ORDER BY codebooks.id, codebooks.version, {table}.id""",
        {"run": run},
    )
    return tuple(LegendEntry(*row) for row in rows)
