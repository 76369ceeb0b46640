"""Decisions and codings of people that have no place in any text of today. Which they are is derived, never stored."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from partcode.errors import StoreError
from partcode.store.decided import decisions, human, journal, moving
from partcode.store.decided.decisions import Decided
from partcode.store.decided.finding import Finder, Reason
from partcode.store.decided.human import HumanCoding

CODED = "coded"  # in the place of a decision: a person's own coding
ORPHAN, DISMISSED = "orphan", "dismissed"
GONE: Reason = "the document was removed"


class Orphan(NamedTuple):
    """A decision or coding that has lost its words: the cells of its row. The id is that of the decision; of a coding
    it begins with c. `state` is DISMISSED when a person wants to hear no more of it."""

    id: str
    document: str
    start: int
    end: int
    unit: str
    code: str
    decision: str
    coder: str
    at: str
    why: str
    quote: str
    prefix: str
    suffix: str
    reason: str
    state: str


class Lost(NamedTuple):
    """An orphan, where it stood last, and what names it in the journal once it is dismissed."""

    orphan: Orphan
    row: Decided | HumanCoding
    key: journal.Dismissed


def all_lost(connection: sqlite3.Connection) -> list[Lost]:
    """What has lost its words, dismissed or not, in order of document and place."""
    coders: dict[int, str] = dict(connection.execute("SELECT id, name FROM coders").fetchall())
    documents = {
        path: (document, version)
        for document, path, version in connection.execute("SELECT id, path, version FROM documents WHERE version > 0")
    }
    dismissed = journal.dismissed(connection)
    found = [*_decisions(connection, documents, coders), *_codings(connection, documents, coders)]
    marked = [
        one._replace(orphan=one.orphan._replace(state=DISMISSED)) if one.key in dismissed else one for one in found
    ]
    return sorted(marked, key=lambda one: _place(one.orphan))


def find(connection: sqlite3.Connection, id: str) -> Lost:
    """The orphan of that id; StoreError when there is none."""
    for one in all_lost(connection):
        if one.orphan.id == id:
            return one
    raise StoreError(f"no orphan {id}", hint="their ids are in the first column of: partcode orphans")


_place = attrgetter("document", "start", "end", "code", "coder", "id")

Documents = dict[str, tuple[int, int]]


def _decisions(connection: sqlite3.Connection, documents: Documents, coders: dict[int, str]) -> Iterator[Lost]:
    rows = decisions.everything(connection)
    current, done = decisions.texts_of_today(connection), decisions.answered(rows)
    hold = {row.root for row in rows if row.text_sha256 in current}
    newest = {row.root: row for row in sorted(rows, key=lambda row: row.id)}
    lost: defaultdict[str, list[Decided]] = defaultdict(list)
    for root, row in newest.items():
        if root not in hold and root not in done:
            lost[row.document].append(row)
    for path, of_one in lost.items():
        reasons = _reasons(connection, documents[path], path) if path in documents else {}
        for row in of_one:
            about = (row.start, row.end, row.unit, row.code, row.decision, coders[row.coder], row.at, row.why)
            words = (row.quote, row.prefix, row.suffix)
            orphan = Orphan(str(row.root), path, *about, *words, reasons.get(row.root, GONE), ORPHAN)
            yield Lost(orphan, row, row.root)


def _reasons(connection: sqlite3.Connection, document: tuple[int, int], path: str) -> dict[int, Reason]:
    found = moving.search(Finder(connection, *document), decisions.of_document(connection, document[0], path))
    return {row.root: why for row, why in found if isinstance(why, str)}


def _codings(connection: sqlite3.Connection, documents: Documents, coders: dict[int, str]) -> Iterator[Lost]:
    if connection.execute("SELECT 1 FROM codings WHERE application IS NULL LIMIT 1").fetchone() is None:
        return
    codes: dict[int, str] = dict(connection.execute("SELECT id, code FROM codes").fetchall())
    for path, (document, version) in documents.items():
        if not (rows := human.of_document(connection, document)):
            continue
        finder = Finder(connection, document, version)
        made = {row.id: row for row in rows}
        for row, reason in human.search(finder, rows):
            if isinstance(reason, str):
                about = (row.start, row.end, row.unit, codes[row.code], CODED, coders[row.coder], "", "")
                quote = finder.quote(row.anchor)
                orphan = Orphan(f"c{row.root}", path, *about, *quote, reason, ORPHAN)
                yield Lost(orphan, row, made.get(row.root, row).named(coders))
