"""Old runs taken away, with what no other run holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from partcode.errors import StoreError

# Applications that these runs hold and no other one. An application without any run is left: a run may be on its way.
_ALONE = """SELECT application FROM run_applications WHERE run IN ({0})
    EXCEPT SELECT application FROM run_applications WHERE run NOT IN ({0})"""


class Pruned(NamedTuple):
    """What runs take with them: codings of rules and chains, that is, never those of people."""

    runs: int
    codings: int
    chains: int


def prune(connection: sqlite3.Connection, runs: Sequence[str], dry_run: bool) -> Pruned:
    """Delete runs, and the applications that no other run holds with their codings; StoreError for an unknown run.
    With `dry_run` only what that would take away."""
    known = {run for (run,) in connection.execute("SELECT id FROM runs")}
    if unknown := [run for run in runs if run not in known]:
        raise StoreError(f"no run {unknown[0]}", hint="see the runs with: partcode runs list")
    alone = _ALONE.format(", ".join("?" * len(runs)))
    codings, chains = (_count(connection, table, alone, runs) for table in ("codings", "chains"))
    if not dry_run:
        gone = connection.execute(alone, (*runs, *runs)).fetchall()
        connection.executemany("DELETE FROM runs WHERE id = ?", [(run,) for run in runs])
        connection.executemany("DELETE FROM applications WHERE id = ?", gone)
    return Pruned(len(runs), codings, chains)


def _count(connection: sqlite3.Connection, table: str, alone: str, runs: Sequence[str]) -> int:
    found = connection.execute(f"SELECT count(*) FROM {table} WHERE application IN ({alone})", (*runs, *runs))
    number: int = found.fetchone()[0]
    return number
