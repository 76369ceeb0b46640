"""Deleted documents, brought back from the copy of the database that was made before: with what hung on them then.

Row ids that have been given to others meanwhile are taken anew, all of a table moved by the same number, so that
segments still follow each other. What words, codes, rules, codebooks, cases and coders are called never changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from partcode.errors import Location, StoreError
from partcode.model import Unit
from partcode.store.corpus import fulltext, sentences


class _Part(NamedTuple):
    """A table of which rows come back: which ones, and the tables whose row ids its columns hold."""

    which: str
    ids: Mapping[str, str]


_CASE = "id, name, side, attributes, edited"
_VERSIONS = "SELECT id FROM old.versions WHERE document IN wanted"
_APPLICATIONS = f"SELECT id FROM old.applications WHERE version IN ({_VERSIONS})"
_CODINGS = f"""SELECT codings.id FROM old.codings JOIN old.segments ON segments.id = codings.segment
    WHERE segments.version IN ({_VERSIONS})"""
_CHAINS = f"SELECT id FROM old.chains WHERE application IN ({_APPLICATIONS})"

# In an order in which nothing refers to what is not yet there, save that a document names its version.
PARTS: Mapping[str, _Part] = {
    "documents": _Part("id IN wanted", {"id": "documents", "version": "versions"}),
    "versions": _Part(f"id IN ({_VERSIONS})", {"id": "versions", "document": "documents"}),
    "streams": _Part(f"version IN ({_VERSIONS})", {"version": "versions"}),
    "voices": _Part("document IN wanted", {"id": "voices", "document": "documents"}),
    "turn_spans": _Part(f"version IN ({_VERSIONS})", {"version": "versions", "speaker": "voices"}),
    "segments": _Part(f"version IN ({_VERSIONS})", {"id": "segments", "version": "versions"}),
    "units": _Part(f"version IN ({_VERSIONS})", {"version": "versions", "first": "segments"}),
    "applications": _Part(f"id IN ({_APPLICATIONS})", {"id": "applications", "version": "versions"}),
    "run_applications": _Part(
        f"run IN (SELECT id FROM main.runs) AND application IN ({_APPLICATIONS})", {"application": "applications"}
    ),
    "codings": _Part(f"id IN ({_CODINGS})", {"id": "codings", "application": "applications", "segment": "segments"}),
    "matches": _Part(f"coding IN ({_CODINGS})", {"coding": "codings"}),
    "moved_codings": _Part(f"coding IN ({_CODINGS})", {"coding": "codings", "origin": "codings"}),
    "chains": _Part(f"id IN ({_CHAINS})", {"id": "chains", "application": "applications"}),
    "chain_steps": _Part(f"chain IN ({_CHAINS})", {"chain": "chains", "segment": "segments"}),
}


@contextmanager
def attached(connection: sqlite3.Connection, backup: Path) -> Iterator[None]:
    """The backup under the name `old`, not inside of a transaction; StoreError when it can't be used."""
    where = Location(str(backup))
    if not backup.exists():
        raise StoreError("the backup is no longer there", where=where, hint="ingest the documents again")
    connection.execute("ATTACH ? AS old", (str(backup),))
    try:
        formats = [connection.execute(f"PRAGMA {schema}.user_version").fetchone() for schema in ("main", "old")]
        if formats[0] != formats[1]:
            raise StoreError("the backup is of an older format", where=where, hint="ingest the documents again")
        yield
    finally:
        connection.execute("DETACH old")


def restore(connection: sqlite3.Connection, paths: Sequence[str]) -> list[str]:
    """Bring documents back from `old`; those that are there again stay as they are. The paths brought back.

    Inside of a transaction. StoreError: a document isn't in `old`, or is there again and people had coded the old one.
    """
    there = {path for (path,) in connection.execute("SELECT path FROM documents")}
    _need_nobody(connection, sorted(there.intersection(paths)))
    wanted = [path for path in paths if path not in there]
    marks = ", ".join("?" * len(wanted))
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("CREATE TEMP TABLE wanted (id INTEGER PRIMARY KEY)")
    found = connection.execute(f"INSERT INTO wanted SELECT id FROM old.documents WHERE path IN ({marks})", wanted)
    if found.rowcount < len(wanted):  # a later backup has taken the name of one that somebody deleted
        raise StoreError("the backup doesn't have these documents", hint="ingest the documents again")
    connection.execute(
        f"""INSERT INTO cases ({_CASE}) SELECT {_CASE} FROM old.cases WHERE id IN
            (SELECT case_id FROM old.documents WHERE id IN wanted) ON CONFLICT DO NOTHING"""
    )
    moved = {table: _moved(connection, table, part) for table, part in PARTS.items() if "id" in part.ids}
    for table, part in PARTS.items():
        _copy(connection, table, part, moved)
    _index(connection, moved["documents"])
    connection.execute("DROP TABLE temp.wanted")
    return wanted


def _need_nobody(connection: sqlite3.Connection, paths: Sequence[str]) -> None:
    """StoreError when people had coded one of these documents in `old`."""
    coded = connection.execute(
        f"""SELECT DISTINCT path FROM old.codings JOIN old.segments ON segments.id = codings.segment
            JOIN old.versions ON versions.id = segments.version JOIN old.documents ON documents.id = versions.document
            WHERE application IS NULL AND path IN ({", ".join("?" * len(paths))}) ORDER BY path""",
        paths,
    ).fetchall()
    if coded:
        names = ", ".join(path for (path,) in coded)
        message = f"{names} was read again meanwhile, and what people had coded in it can't be brought back beside it"
        raise StoreError(
            message, hint="the whole database comes back with: partcode db list, partcode db restore BACKUP"
        )


def _moved(connection: sqlite3.Connection, table: str, part: _Part) -> int:
    """By how much the row ids of a table change: not at all, if all are free."""
    taken = connection.execute(
        f"SELECT 1 FROM main.{table} WHERE id IN (SELECT id FROM old.{table} WHERE {part.which}) LIMIT 1"
    ).fetchone()
    if taken is None:
        return 0
    by: int = connection.execute(
        f"SELECT (SELECT max(id) FROM main.{table}) + 1 - (SELECT min(id) FROM old.{table} WHERE {part.which})"
    ).fetchone()[0]
    return by


def _copy(connection: sqlite3.Connection, table: str, part: _Part, moved: Mapping[str, int]) -> None:
    columns = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
    cells = [f"{name} + {moved[part.ids[name]]}" if name in part.ids else name for name in columns]
    order = "ORDER BY id" if "id" in part.ids else ""
    connection.execute(
        f"INSERT INTO main.{table} SELECT {', '.join(cells)} FROM old.{table} WHERE {part.which} {order}"
    )


def _index(connection: sqlite3.Connection, moved: int) -> None:
    """Put the current versions of the documents that have come back into the full-text index."""
    for version, text in connection.execute(
        """SELECT versions.id, text FROM documents JOIN versions ON versions.id = documents.version
            WHERE documents.id IN (SELECT id + ? FROM wanted) ORDER BY versions.id""",
        (moved,),
    ).fetchall():
        segments = sentences.read(connection, version, Unit.SENTENCE)
        assert segments is not None
        fulltext.add(connection, segments, text)
