"""Codebooks, what they were applied to, and the codings and chains that came of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from partcode.coding.fingerprints import fingerprints
from partcode.coding.references import Portion
from partcode.model import Code, Codebook
from partcode.model.codebook import Sequence as TurnSequence
from partcode.model.codings import BY_RULE
from partcode.store import bulk
from partcode.store.rows import ChainRow, CodebookRows, CodingBatch, Donor, to_json

_VERDICT = "nullif(?, -1)"
_INSERT_NAMED = """INSERT INTO {} (codebook_sha256, {}, label_en, label_fr, definition, fingerprint)
    VALUES (?, ?, ?, ?, ?, ?)"""
# The applications of the versions in a JSON object of settings by version.
_ASKED = """json_each(?) AS asked CROSS JOIN applications
    ON applications.version = CAST(asked.key AS INTEGER) AND settings = asked.value"""
_CHANGED = """SELECT {name} FROM {table} AS own WHERE codebook_sha256 = ? AND NOT EXISTS (
    SELECT 1 FROM {table} AS donor WHERE donor.codebook_sha256 = ? AND donor.{name} = own.{name}
        AND donor.fingerprint = own.fingerprint AND own.fingerprint <> '')"""


def add_codebook(connection: sqlite3.Connection, codebook: Codebook) -> CodebookRows:
    """Store a codebook, once for the same bytes, and say under which rows."""
    sha = codebook.sha256
    if not connection.execute("SELECT 1 FROM codebooks WHERE sha256 = ?", (sha,)).fetchone():
        _insert_codebook(connection, codebook)
    rules = connection.execute(
        "SELECT code, rule, rules.id FROM rules JOIN codes ON codes.id = code_id WHERE codebook_sha256 = ?", (sha,)
    )
    return CodebookRows(
        sha256=sha,
        codes=_ids(connection, "codes", "code", sha),
        rules={(code, rule): id for code, rule, id in rules},
        sequences=_ids(connection, "sequences", "sequence", sha),
        coder=coder_id(connection, f"{BY_RULE}{codebook.id}@{codebook.version}", "rule"),
    )


def _insert_codebook(connection: sqlite3.Connection, codebook: Codebook) -> None:
    sha, prints = codebook.sha256, fingerprints(codebook)
    title = codebook.title.get("en") or codebook.title.get("fr") or ""
    connection.execute(
        "INSERT INTO codebooks VALUES (?, ?, ?, ?, ?)",
        (sha, codebook.id, codebook.version, title, codebook.source),
    )
    connection.executemany(
        _INSERT_NAMED.format("codes", "code"),
        ((sha, one.id, *_labels(one), one.definition, prints.codes[one.id]) for one in codebook.codes),
    )
    codes = _ids(connection, "codes", "code", sha)
    connection.executemany(
        "INSERT INTO rules (code_id, rule, certainty) VALUES (?, ?, ?)",
        ((codes[code.id], rule.id, rule.certainty) for code in codebook.codes for rule in code.rules),
    )
    connection.executemany(
        _INSERT_NAMED.format("sequences", "sequence"),
        ((sha, one.id, *_labels(one), one.definition, prints.sequences[one.id]) for one in codebook.sequences),
    )


def _labels(one: Code | TurnSequence) -> tuple[str, str]:
    return one.label.get("en", ""), one.label.get("fr", "")


def _ids(connection: sqlite3.Connection, table: str, name: str, sha: str) -> dict[str, int]:
    """The rows of a codebook's codes or sequences by their names."""
    rows = connection.execute(f"SELECT {name}, id FROM {table} WHERE codebook_sha256 = ?", (sha,))
    return dict(rows.fetchall())


def coder_id(connection: sqlite3.Connection, name: str, kind: str) -> int:
    """The row of a coder, made if need be; `kind` is rule or person."""
    connection.execute("INSERT INTO coders (name, kind) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, kind))
    id: int = connection.execute("SELECT id FROM coders WHERE name = ?", (name,)).fetchone()[0]
    return id


def applications(connection: sqlite3.Connection, sha: str, settings: Mapping[int, str]) -> dict[int, int]:
    """Of the versions asked for (with their settings), those that the codebook was applied to: application ids."""
    rows = connection.execute(
        f"SELECT version, applications.id FROM {_ASKED} AND codebook_sha256 = ?", (to_json(settings), sha)
    )
    return dict(rows.fetchall())


def donors(connection: sqlite3.Connection, codebook: str, settings: Mapping[int, str]) -> dict[int, Donor]:
    """Of the versions asked for (with their settings), the latest application of any codebook of that id."""
    rows = connection.execute(
        f"""SELECT applications.version, applications.id, sha256 FROM {_ASKED}
            JOIN codebooks ON sha256 = codebook_sha256 AND codebooks.id = ? ORDER BY applications.id""",
        (to_json(settings), codebook),
    )
    return {version: Donor(application, sha) for version, application, sha in rows}


def changed(connection: sqlite3.Connection, sha: str, donor: str) -> Portion:
    """What of a codebook has no equal of the same name in another one, `donor`."""
    codes, sequences = (
        frozenset(name for (name,) in connection.execute(_CHANGED.format(table=table, name=name), (sha, donor)))
        for table, name in (("codes", "code"), ("sequences", "sequence"))
    )
    return Portion(codes, sequences)


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
