"""What people decide: codings of their own, and verdicts on proposals that hold through every re-run."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import Literal

from partcode.errors import StoreError
from partcode.model import Span
from partcode.store.coding import coder_id

Decision = Literal["accepted", "rejected"]
PROPOSED, ACCEPTED, REJECTED = "proposed", "accepted", "rejected"


def decide(
    connection: sqlite3.Connection,
    text_sha256: str,
    span: Span,
    code: str,
    decision: Decision,
    person: str,
    why: str,
    at: str,
) -> int:
    """Note a verdict on a code at a span of a text; the latest one counts, the earlier ones stay on record."""
    row = (text_sha256, *span, code, decision, person_id(connection, person), at or _now(), why)
    return _inserted(
        connection.execute(
            """INSERT INTO decisions (text_sha256, start, end, code, decision, coder, at, why)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            row,
        )
    )


def add_coding(
    connection: sqlite3.Connection, person: str, segment: int, code: int, negated: bool, reported: bool | None
) -> int:
    """A person's coding of a segment; the same again is the one that is there."""
    coder = person_id(connection, person)
    connection.execute(
        """INSERT INTO codings (segment, code, coder, negated, reported, matches) VALUES (?, ?, ?, ?, ?, 0)
            ON CONFLICT DO NOTHING""",
        (segment, code, coder, negated, reported),
    )
    id: int = connection.execute(
        "SELECT id FROM codings WHERE segment = ? AND code = ? AND coder = ? AND application IS NULL",
        (segment, code, coder),
    ).fetchone()[0]
    return id


def latest(connection: sqlite3.Connection, text_sha256: str) -> dict[tuple[int, int, str], str]:
    """The decisions that count for one text, by (start, end, code)."""
    rows = connection.execute(
        "SELECT start, end, code, decision FROM decisions WHERE text_sha256 = ? ORDER BY id", (text_sha256,)
    )
    return {(start, end, code): decision for start, end, code, decision in rows}


def person_id(connection: sqlite3.Connection, name: str) -> int:
    """The row of a human coder; StoreError for a name that a rule could have."""
    if not name or name.startswith("rule:"):
        raise StoreError(f"{name!r} can't be the name of a person", hint="names that begin with rule: are for rules")
    return coder_id(connection, name, "person")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _inserted(cursor: sqlite3.Cursor) -> int:
    assert cursor.lastrowid is not None
    return cursor.lastrowid
