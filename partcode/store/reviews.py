"""What people decide and decided, as the store hands it out and keeps it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from partcode.store import connection as connections
from partcode.store import decided_tables, journal, reviewing, undoing
from partcode.store.decided_tables import Standing
from partcode.store.reviewing import Judgement, Reviewables


class Reviews:
    """The decisions of one open database. Every writing method is a transaction, or part of the one that is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def standing(self) -> Standing:
        """How many decisions and codings of people hold, and how many have lost their words."""
        return decided_tables.standing(self._connection)

    def of_run(self, run: str) -> Reviewables:
        """The documents of a run with what can be decided about, each read when it is asked for."""
        return Reviewables(self._connection, run)

    def keep(self, run: str, judgements: Sequence[Judgement], command: str) -> None:
        """Keep what people decided about a run with one command, which `undo` takes back as a whole."""
        with connections.transaction(self._connection):
            reviewing.review(self._connection, run, judgements, command)

    def last_change(self) -> journal.Entry | None:
        """The last command that changed decisions or deleted documents, and was not taken back."""
        return journal.last(self._connection)

    def undo(self, folder: Path, entry: journal.Entry) -> list[str]:
        """Take back that command; what was done, in words. `folder` is that of the database and its backups."""
        return undoing.undo(self._connection, folder, entry)
