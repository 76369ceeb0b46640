"""Orphans put where their words stand now by a person, or dismissed: nothing of them is ever deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from partcode.errors import Location, StoreError
from partcode.store.corpus.documents import text_of
from partcode.store.decided import decisions, journal, orphans, reviewing
from partcode.store.decided.orphans import DISMISSED
from partcode.store.decided.reviewing import Judgement


def attach(connection: sqlite3.Connection, run: str, id: str, judgements: Sequence[Judgement], command: str) -> None:
    """Let an orphan stand where it was judged to belong. A decision stays the person's, with its date; a coding is one
    of the same person there, and the lost one is dismissed. StoreError: another decision counts there."""
    lost = orphans.find(connection, id)
    if not isinstance(lost.row, decisions.Decided):
        reviewing.review(connection, run, judgements, command, [lost.key])
        return
    (one,) = judgements
    there = [row for row in decisions.of_text(connection, one.text_sha256) if row.key == (*one.span, one.code)]
    if there and there[-1].decision != lost.row.decision:
        message = f"somebody decided otherwise there: {there[-1].decision}"
        hint = f"to leave it so: partcode decisions dismiss {id}; otherwise decide anew, with accept or reject"
        raise StoreError(message, where=Location(one.path), hint=hint)
    entry = journal.write(connection, "decide", command, {"codings": []})
    text = text_of(connection, one.version)
    row = lost.row.moved(one.path, one.text_sha256, text, one.span, one.span)
    decisions.insert(connection, row._replace(unit=one.unit, entry=entry))
    reviewing.follow(connection, [one.version])


def dismiss(connection: sqlite3.Connection, ids: Sequence[str], command: str) -> None:
    """Hear no more of these orphans, all or, with StoreError, none. They hold again if their words come back."""
    found = [orphans.find(connection, id) for id in ids]
    for one in found:
        if one.orphan.state == DISMISSED:
            raise StoreError(f"{one.orphan.id} was dismissed before", hint="see: partcode orphans --all")
    journal.write(connection, "decide", command, {"codings": [], "dismissed": [one.key for one in found]})
