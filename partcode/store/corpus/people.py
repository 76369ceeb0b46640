"""Speakers and cases: from metadata files, and from the tables that a person edited."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from partcode.model import Case, DocumentInfo, Speaker
from partcode.store.rows import to_json

VOICE = ""  # the label of the voice of a document without turns

_FROM_METADATA = """INSERT INTO voices (document, label, name, role, organisation, side, attributes)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (document, label) DO UPDATE SET name = excluded.name, role = excluded.role,
        organisation = excluded.organisation, side = excluded.side, attributes = excluded.attributes
    WHERE edited = 0"""


def keep_speakers(
    connection: sqlite3.Connection, document: int, labels: Iterable[str], info: DocumentInfo
) -> dict[str, int]:
    """Make the speakers of a document what its metadata say, save those a person edited; ids by label."""
    for label in labels:
        speaker = _described(label, info)
        connection.execute(_FROM_METADATA, (document, label, *_fields(speaker)))
    return dict(connection.execute("SELECT label, id FROM voices WHERE document = ?", (document,)))


def note_current(connection: sqlite3.Connection, document: int, labels: Sequence[str]) -> None:
    """Note which speakers of a document are those of its current version."""
    connection.execute(
        "UPDATE voices SET current = label IN (SELECT value FROM json_each(?)) WHERE document = ?",
        (to_json(labels), document),
    )


def labels_of(connection: sqlite3.Connection, document: int) -> list[str]:
    """The labels under which a document has speakers."""
    rows = connection.execute("SELECT label FROM voices WHERE document = ? ORDER BY label", (document,))
    return [label for (label,) in rows]


def roles(connection: sqlite3.Connection, document: int) -> tuple[tuple[str, str], ...]:
    """(label, role) of the speakers of the current version of a document in order of label."""
    rows = connection.execute(
        "SELECT label, role FROM voices WHERE document = ? AND current ORDER BY label", (document,)
    )
    return tuple(rows.fetchall())


def set_speakers(connection: sqlite3.Connection, rows: Sequence[tuple[str, Speaker]]) -> list[tuple[str, str]]:
    """Take over speakers as a person wants them, by (document path, speaker); metadata won't change them again.

    Returns the (path, label) of rows that name no speaker of the store; the others are taken over all the same.
    """
    from sqlite_utils import Database  # 0.2 s that coding and exporting don't need

    voices = Database(connection).table("voices")
    known: dict[tuple[str, str], int] = {
        (path, label): speaker
        for path, label, speaker in connection.execute(
            "SELECT path, label, voices.id FROM voices JOIN documents ON documents.id = document"
        )
    }
    unknown = []
    for path, speaker in rows:
        if (found := known.get((path, speaker.label))) is None:
            unknown.append((path, speaker.label))
            continue
        names = ("name", "role", "organisation", "side", "attributes")
        voices.update(found, {**dict(zip(names, _fields(speaker), strict=True)), "edited": 1})
    return unknown


def set_cases(connection: sqlite3.Connection, cases: Iterable[Case], *, edited: bool) -> None:
    """Add or change cases; what a person edited is changed only by a person (`edited`)."""
    from sqlite_utils import Database

    table = Database(connection).table("cases")
    fixed = set() if edited else {case["id"] for case in table.rows_where("edited = 1", select="id")}
    table.upsert_all(
        (
            {
                "id": case.id,
                "name": case.name,
                "side": case.side,
                "attributes": to_json(dict(case.attributes)),
                "edited": int(edited),
            }
            for case in cases
            if case.id not in fixed
        ),
        pk="id",
    )


def name_case(connection: sqlite3.Connection, case: str) -> str | None:
    """The case id to refer to, made if need be; None for no case."""
    if case:
        connection.execute(
            "INSERT INTO cases (id, name, side, attributes) VALUES (?, '', '', '{}') ON CONFLICT DO NOTHING", (case,)
        )
    return case or None


def _described(label: str, info: DocumentInfo) -> Speaker:
    known: Mapping[str, Speaker] = info.speakers
    found = info.voice if label == VOICE else known.get(label)
    return found or Speaker(label)


def _fields(speaker: Speaker) -> tuple[str, str, str, str, str]:
    attributes = to_json(dict(speaker.attributes))
    return speaker.name, speaker.role, speaker.organisation, speaker.side, attributes
