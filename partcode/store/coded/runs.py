"""Runs: what was coded with what, under an id that follows from it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from partcode.errors import StoreError
from partcode.store.rows import RunRow, to_json

_COLUMNS = "id, tool_version, options, codebooks, libraries, documents, started_at"


def add(connection: sqlite3.Connection, run: RunRow, applications: Iterable[int]) -> None:
    """Store a run and the applications it consists of; the same run again becomes the latest."""
    started = run.started_at or _now(connection)
    wanted = sorted(applications)
    known = connection.execute(
        "SELECT application FROM run_applications WHERE run = ? ORDER BY application", (run.id,)
    ).fetchall()
    if wanted and wanted == [application for (application,) in known]:
        connection.execute("UPDATE runs SET started_at = ? WHERE id = ?", (started, run.id))
        return
    connection.execute("DELETE FROM runs WHERE id = ?", (run.id,))
    contents = (to_json(part) for part in (run.options, run.codebooks, run.libraries, run.documents))
    connection.execute(
        f"INSERT INTO runs ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", (run.id, run.tool_version, *contents, started)
    )
    connection.executemany(
        "INSERT INTO run_applications VALUES (?, ?)", ((run.id, application) for application in wanted)
    )


def _now(connection: sqlite3.Connection) -> str:
    """The time, or a moment after the latest run: a clock that was set back must not make an older run the latest."""
    now = datetime.now(UTC)
    (latest,) = connection.execute("SELECT max(started_at) FROM runs").fetchone()
    after = datetime.fromisoformat(latest) + timedelta(microseconds=1) if latest else now
    return max(now, after).isoformat()


def find(connection: sqlite3.Connection, run: str | None) -> RunRow:
    """The run of that id, or the latest; StoreError when there is none."""
    chosen = "ORDER BY started_at DESC, rowid DESC LIMIT 1" if run is None else "WHERE id = ?"
    row = connection.execute(f"SELECT {_COLUMNS} FROM runs {chosen}", () if run is None else (run,)).fetchone()
    if row is None and run is None:
        raise StoreError("nothing has been coded yet", hint="code what is ingested with: partcode code")
    if row is None:
        raise StoreError(f"no run {run}", hint="see the runs with: partcode export runs")
    return _still_there(connection, _run(row))


def count(connection: sqlite3.Connection, run: str) -> tuple[int, int]:
    """How many codings a run holds, and how many matches are their evidence."""
    found: tuple[int, int] = connection.execute(
        """SELECT count(*), ifnull(sum(matches), 0) FROM codings
            WHERE application IN (SELECT application FROM run_applications WHERE run = ?)""",
        (run,),
    ).fetchone()
    return found


def count_chains(connection: sqlite3.Connection, run: str) -> tuple[int, int]:
    """How many chains a run holds, and how many of them are complete."""
    found: tuple[int, int] = connection.execute(
        """SELECT count(*), ifnull(sum(found = needed), 0) FROM chains
            WHERE application IN (SELECT application FROM run_applications WHERE run = ?)""",
        (run,),
    ).fetchone()
    return found


def everything(connection: sqlite3.Connection) -> list[RunRow]:
    """All runs, the oldest first."""
    return [_still_there(connection, run) for run in as_they_were(connection)]


def as_they_were(connection: sqlite3.Connection) -> Iterator[RunRow]:
    """All runs, the oldest first, with the documents that have been deleted since."""
    for row in connection.execute(f"SELECT {_COLUMNS} FROM runs ORDER BY started_at, rowid"):
        yield _run(row)


def _run(row: tuple[str, ...]) -> RunRow:
    id, tool_version, *contents, started_at = row
    options, codebooks, libraries, documents = map(json.loads, contents)
    return RunRow(id, tool_version, options, codebooks, libraries, documents, started_at)


def _still_there(connection: sqlite3.Connection, run: RunRow) -> RunRow:
    there = _there(connection, run.id, run.documents, len(run.codebooks))
    return replace(run, documents=there, removed=len(run.documents) - len(there))


def _there(
    connection: sqlite3.Connection, run: str, covered: Sequence[Mapping[str, Any]], codebooks: int
) -> Sequence[Mapping[str, Any]]:
    """The documents of a run that were not deleted since: a deletion takes their applications with it."""
    applied = connection.execute("SELECT count(*) FROM run_applications WHERE run = ?", (run,)).fetchone()[0]
    if applied == len(covered) * codebooks:
        return covered
    rows = connection.execute(
        """SELECT DISTINCT path FROM run_applications JOIN applications ON applications.id = application
            JOIN versions ON versions.id = applications.version JOIN documents ON documents.id = versions.document
            WHERE run = ?""",
        (run,),
    )
    paths = {path for (path,) in rows}
    return [one for one in covered if one["path"] in paths]
