"""What people decide and decided, as the store hands it out and keeps it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from partcode.model import Span, Unit
from partcode.model.codings import Decision
from partcode.store.decided import carrying, decisions, journal, orphans, reviewing, settling, undoing
from partcode.store.decided import tables as decided_tables
from partcode.store.decided.judged import JudgedDocument, judged
from partcode.store.decided.reviewing import Judgement, Reviewables
from partcode.store.decided.tables import Standing
from partcode.store.file import connection as connections


class Reviews:
    """The decisions of one open database. Every writing method is a transaction, or part of the one that is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def decide(
        self,
        text_sha256: str,
        span: Span,
        code: str,
        decision: Decision,
        person: str,
        *,
        why: str = "",
        at: str = "",
        unit: Unit = Unit.SENTENCE,
    ) -> int:
        """Note a decision on a code at the span of a segment; it holds for every run over the same text."""
        with connections.transaction(self._connection):
            return decisions.decide(self._connection, text_sha256, span, code, decision, person, why, at, unit)

    def decisions(self, text_sha256: str) -> dict[tuple[int, int, str], str]:
        """The decisions that count for one text, by (start, end, code)."""
        return decisions.latest(self._connection, text_sha256)

    def add_coding(
        self, person: str, segment: int, code: int, *, negated: bool = False, reported: bool | None = None
    ) -> int:
        """A person's coding of a segment (row ids of segment and code)."""
        with connections.transaction(self._connection):
            return decisions.add_coding(self._connection, person, segment, code, negated, reported)

    def of_other_units(self, run: str) -> list[carrying.Carried]:
        """How many decisions are about segments of another unit than that of a run, and how many hold in it."""
        return carrying.count(self._connection, run)

    def standing(self) -> Standing:
        """How many decisions and codings of people hold, and how many have lost their words."""
        return decided_tables.standing(self._connection)

    def judged(self, run: str) -> Iterator[JudgedDocument]:
        """What each person judged of what a run found."""
        return judged(self._connection, run)

    def of_run(self, run: str) -> Reviewables:
        """The documents of a run with what can be decided about, each read when it is asked for."""
        return Reviewables(self._connection, run)

    def keep(self, run: str, judgements: Sequence[Judgement], command: str) -> None:
        """Keep what people decided about a run with one command, which `undo` takes back as a whole."""
        with connections.transaction(self._connection):
            reviewing.review(self._connection, run, judgements, command)

    def orphan(self, id: str) -> orphans.Orphan:
        """The orphan of that id; StoreError when there is none."""
        return orphans.find(self._connection, id).orphan

    def attach(self, run: str, id: str, judgements: Sequence[Judgement], command: str) -> None:
        """Let an orphan stand at another place, as it was judged; StoreError when another decision counts there."""
        with connections.transaction(self._connection):
            settling.attach(self._connection, run, id, judgements, command)

    def dismiss(self, ids: Sequence[str], command: str) -> None:
        """Count these orphans no more as such; StoreError for an unknown one."""
        with connections.transaction(self._connection):
            settling.dismiss(self._connection, ids, command)

    def last_change(self) -> journal.Entry | None:
        """The last command that changed decisions or deleted documents, and was not taken back."""
        return journal.last(self._connection)

    def undo(self, folder: Path, entry: journal.Entry) -> list[str]:
        """Take back that command; what was done, in words. `folder` is that of the database and its backups."""
        return undoing.undo(self._connection, folder, entry)
