"""What commands changed of people's work or deleted, each entry written in the transaction of its change."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from partcode.store.rows import to_json

# A decision of a person by its id; a coding by coder, code (row id), text, start, end and unit.
Dismissed = int | tuple[str | int, ...]


class Entry(NamedTuple):
    """A command that can be taken back: what it did, in words, and what is needed to undo it."""

    id: int
    command: Literal["decide", "delete"]
    summary: str
    detail: Mapping[str, Any]


def write(
    connection: sqlite3.Connection, command: Literal["decide", "delete"], summary: str, detail: Mapping[str, Any]
) -> int:
    """Note a command; the id of its entry."""
    id: int = connection.execute(
        "INSERT INTO journal (command, summary, detail, at) VALUES (?, ?, ?, ?) RETURNING id",
        (command, summary, to_json(dict(detail)), now()),
    ).fetchone()[0]
    return id


def last(connection: sqlite3.Connection) -> Entry | None:
    """The last command that has not been taken back."""
    row = connection.execute(
        "SELECT id, command, summary, detail FROM journal WHERE undone = 0 ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return Entry(row[0], row[1], row[2], json.loads(row[3])) if row else None


def dismissed(connection: sqlite3.Connection) -> set[Dismissed]:
    """The orphans that people have dismissed."""
    rows = connection.execute("SELECT detail ->> 'dismissed' FROM journal WHERE undone = 0").fetchall()
    return {one if isinstance(one, int) else tuple(one) for (ids,) in rows if ids for one in json.loads(ids)}


def mark_undone(connection: sqlite3.Connection, entry: Entry) -> None:
    """Note that a command has been taken back."""
    connection.execute("UPDATE journal SET undone = 1 WHERE id = ?", (entry.id,))


def now() -> str:
    """This moment, for what people did."""
    return datetime.now(UTC).isoformat(timespec="seconds")
