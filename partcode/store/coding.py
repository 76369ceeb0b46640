"""Codebooks, what they were applied to, and the codings and chains that came of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from partcode.model import Codebook
from partcode.store import bulk
from partcode.store.rows import ChainRow, CodebookRows, CodingBatch

_VERDICT = "nullif(?, -1)"


def add_codebook(connection: sqlite3.Connection, codebook: Codebook) -> CodebookRows:
    """Store a codebook, once for the same bytes, and say under which rows."""
    sha = codebook.sha256
    title = codebook.title.get("en") or codebook.title.get("fr") or ""
    connection.execute(
        "INSERT INTO codebooks VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (sha, codebook.id, codebook.version, title, codebook.source),
    )
    connection.executemany(
        """INSERT INTO codes (codebook_sha256, code, label_en, label_fr, definition) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""",
        (
            (sha, code.id, code.label.get("en", ""), code.label.get("fr", ""), code.definition)
            for code in codebook.codes
        ),
    )
    codes = dict(connection.execute("SELECT code, id FROM codes WHERE codebook_sha256 = ?", (sha,)).fetchall())
    connection.executemany(
        "INSERT INTO rules (code_id, rule, certainty) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        ((codes[code.id], rule.id, rule.certainty) for code in codebook.codes for rule in code.rules),
    )
    rules = connection.execute(
        "SELECT code, rule, rules.id FROM rules JOIN codes ON codes.id = code_id WHERE codebook_sha256 = ?", (sha,)
    )
    return CodebookRows(
        sha256=sha,
        codes=codes,
        rules={(code, rule): id for code, rule, id in rules},
        sequences=_add_sequences(connection, codebook),
        coder=coder_id(connection, f"rule:{codebook.id}@{codebook.version}", "rule"),
    )


def _add_sequences(connection: sqlite3.Connection, codebook: Codebook) -> dict[str, int]:
    """The rows of a codebook's sequences by their names, made if need be."""
    connection.executemany(
        """INSERT INTO sequences (codebook_sha256, sequence, label_en, label_fr, definition) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""",
        (
            (codebook.sha256, one.id, one.label.get("en", ""), one.label.get("fr", ""), one.definition)
            for one in codebook.sequences
        ),
    )
    rows = connection.execute("SELECT sequence, id FROM sequences WHERE codebook_sha256 = ?", (codebook.sha256,))
    return dict(rows.fetchall())


def coder_id(connection: sqlite3.Connection, name: str, kind: str) -> int:
    """The row of a coder, made if need be; `kind` is rule or person."""
    connection.execute("INSERT INTO coders (name, kind) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, kind))
    id: int = connection.execute("SELECT id FROM coders WHERE name = ?", (name,)).fetchone()[0]
    return id


def applications(connection: sqlite3.Connection, sha: str, settings: Mapping[int, str]) -> dict[int, int]:
    """Of the versions asked for (with their settings), those that the codebook was applied to: application ids."""
    found = {}
    for version, fingerprint in settings.items():
        row = connection.execute(
            "SELECT id FROM applications WHERE version = ? AND codebook_sha256 = ? AND settings = ?",
            (version, sha, fingerprint),
        ).fetchone()
        if row:
            found[version] = row[0]
    return found


def add_applications(connection: sqlite3.Connection, sha: str, settings: Mapping[int, str]) -> dict[int, int]:
    """New applications of a codebook by version, none for versions that it was applied to before."""
    old = applications(connection, sha, settings)
    new = {version: fingerprint for version, fingerprint in settings.items() if version not in old}
    rows = ((version, sha, fingerprint) for version, fingerprint in new.items())
    connection.executemany("INSERT INTO applications (version, codebook_sha256, settings) VALUES (?, ?, ?)", rows)
    return applications(connection, sha, new)


def add_codings(connection: sqlite3.Connection, batch: CodingBatch) -> None:
    """Write codings and their matches."""
    first = connection.execute("SELECT ifnull(max(id), 0) + 1 FROM codings").fetchone()[0]
    ids = first + np.arange(len(batch.application))
    leading, matches = batch.first_match[:-1], np.diff(batch.first_match)
    bulk.insert(
        connection,
        "codings",
        f"(?, ?, ?, ?, ?, ?, {_VERDICT}, ?, ?, ?, ?, ?, {_VERDICT}, ?)",
        (
            ids,
            batch.application,
            batch.segment,
            batch.code,
            batch.coder,
            batch.negated,
            batch.reported,
            matches,
            *_matches(batch, leading),
        ),
    )
    further = np.delete(np.arange(len(batch.rule)), leading)
    owner = np.repeat(np.arange(len(ids)), matches)[further]
    bulk.insert(
        connection,
        "matches",
        f"(?, ?, ?, ?, ?, ?, {_VERDICT}, ?)",
        (ids[owner], further - leading[owner], *_matches(batch, further)),
    )


def add_chains(connection: sqlite3.Connection, chains: Sequence[ChainRow]) -> None:
    """Write chains and their steps."""
    first = connection.execute("SELECT ifnull(max(id), 0) + 1 FROM chains").fetchone()[0]
    numbered = list(enumerate(chains, first))
    connection.executemany("INSERT INTO chains VALUES (?, ?, ?, ?, ?)", ((id, *one[:-1]) for id, one in numbered))
    connection.executemany(
        "INSERT INTO chain_steps VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((id, *step) for id, one in numbered for step in one.steps),
    )


def _matches(batch: CodingBatch, which: NDArray[np.int64]) -> list[NDArray[Any]]:
    columns = (batch.rule, batch.start, batch.end, batch.match_negated, batch.match_reported, batch.match_lossy)
    return [column[which] for column in columns]
