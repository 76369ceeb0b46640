"""What was derived from a state of the database, kept so that it need not be derived again from the same state."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from typing import Any

from partcode.store.rows import to_json

# All that the tables of a run depend on and that can change under its id. Codings of the program's own can't.
_STATE = (
    """SELECT DISTINCT versions.id, path, case_id, raw_sha256, text_sha256, versions.settings FROM run_applications
        JOIN applications ON applications.id = application JOIN versions ON versions.id = applications.version
        JOIN documents ON documents.id = versions.document WHERE run = :run ORDER BY versions.id""",
    "SELECT id, document, label, name, role FROM voices ORDER BY id",
    "SELECT * FROM decisions ORDER BY id",
    "SELECT id, segment, code, coder, negated, reported FROM codings WHERE application IS NULL ORDER BY id",
)


def state(connection: sqlite3.Connection, run: str) -> str:
    """A digest of everything in the database that the tables of a run show."""
    digest = hashlib.sha256(run.encode())
    for query in _STATE:
        digest.update(to_json(connection.execute(query, {"run": run} if ":run" in query else ()).fetchall()).encode())
    return digest.hexdigest()


def recall(connection: sqlite3.Connection, key: str, state: str) -> Any:
    """The JSON value kept under a key, if it is of this state; else None."""
    row = connection.execute("SELECT value FROM derived WHERE key = ?", (key,)).fetchone()
    try:
        kept = json.loads(row[0]) if row else {}
    except ValueError:  # of bytes that are not what was kept; it is derived again
        return None
    return kept.get("value") if kept.get("state") == state else None


def remember(connection: sqlite3.Connection, key: str, state: str, value: object) -> None:
    """Keep a JSON value of a state under a key, in the place of what was there."""
    connection.execute(
        "INSERT INTO derived VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, to_json({"state": state, "value": value})),
    )


def once(connection: sqlite3.Connection, key: str, run: str, make: Callable[[], Any]) -> Any:
    """The JSON value kept of a run as it is now; made and kept when there is none."""
    now = state(connection, run)
    found = recall(connection, key, now)
    if found is None:
        found = make()
        remember(connection, key, now, found)
    return found
