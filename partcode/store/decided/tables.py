"""Tables of what people decided: what holds, and what has lost its words. All is derived from decisions and texts."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from partcode.store.corpus.documents import text_of
from partcode.store.decided import decisions, human, moving
from partcode.store.decided.decisions import Decided
from partcode.store.decided.finding import Finder, Reason
from partcode.table import Cell, Table

DECISIONS = ("document", "start", "end", "turn", "code", "decision", "coder", "at", "why", "text", "state")
ORPHANS = ("document", "start", "end", "code", "decision", "coder", "at", "why", "quote", "prefix", "suffix", "reason")
CODED = "coded"  # in the place of a decision: a person's own coding

GONE: Reason = "the document was removed"


class Orphan(NamedTuple):
    """A decision or coding without a place in any text of today: the cells of its row."""

    document: str
    start: int
    end: int
    code: str
    decision: str
    coder: str
    at: str
    why: str
    quote: str
    prefix: str
    suffix: str
    reason: str


class Standing(NamedTuple):
    """How many decisions and codings of people hold, and how many are orphans."""

    hold: int
    orphans: int


def decided(connection: sqlite3.Connection) -> Table:
    """One row per decision that counts and document that has its text, then the orphans."""
    rows = [*_holding(connection), *(_as_decision(one) for one in orphans(connection) if one.decision != CODED)]
    return Table(DECISIONS, sorted(rows, key=lambda row: (str(row[0]), row[1], row[2], str(row[4]))), "Decisions")


def orphaned(connection: sqlite3.Connection) -> Table:
    """One row per decision or coding of a person that has no place in any text of today."""
    return Table(ORPHANS, list(orphans(connection)), "Orphans")


def standing(connection: sqlite3.Connection) -> Standing:
    """How many decisions and codings of people hold, and how many don't."""
    rows = decisions.everything(connection)
    current = _current(connection)
    done = decisions.answered(rows)
    hold = {row.root for row in rows if row.text_sha256 in current and row.root not in done}
    lost = orphans(connection)
    coded = connection.execute(
        """SELECT count(*) FROM codings JOIN segments ON segments.id = codings.segment
            JOIN versions ON versions.id = segments.version JOIN documents ON documents.id = versions.document
            JOIN versions AS now ON now.id = documents.version AND now.text_sha256 = versions.text_sha256
            WHERE application IS NULL"""
    ).fetchone()[0]
    return Standing(len(hold) + coded, len(lost))


def orphans(connection: sqlite3.Connection) -> list[Orphan]:
    """What has lost its words, in order of document and place."""
    coders: dict[int, str] = dict(connection.execute("SELECT id, name FROM coders").fetchall())
    documents = {
        path: (document, version)
        for document, path, version in connection.execute("SELECT id, path, version FROM documents WHERE version > 0")
    }
    found = [*_lost_decisions(connection, documents, coders), *_lost_codings(connection, documents, coders)]
    return sorted(found)


Documents = dict[str, tuple[int, int]]


def _lost_decisions(connection: sqlite3.Connection, documents: Documents, coders: dict[int, str]) -> Iterator[Orphan]:
    rows = decisions.everything(connection)
    current, done = _current(connection), decisions.answered(rows)
    hold = {row.root for row in rows if row.text_sha256 in current}
    newest = {row.root: row for row in sorted(rows, key=lambda row: row.id)}
    lost: defaultdict[str, list[Decided]] = defaultdict(list)
    for root, row in newest.items():
        if root not in hold and root not in done:
            lost[row.document].append(row)
    for path, of_one in lost.items():
        reasons = _reasons(connection, documents[path], path) if path in documents else {}
        for row in of_one:
            reason = reasons.get(row.root, GONE)
            yield Orphan(
                path, row.start, row.end, row.code, row.decision, coders[row.coder], row.at, row.why, row.quote,
                row.prefix, row.suffix, reason,
            )  # fmt: skip


def _reasons(connection: sqlite3.Connection, document: tuple[int, int], path: str) -> dict[int, Reason]:
    found = moving.search(Finder(connection, *document), decisions.of_document(connection, document[0], path))
    return {row.root: why for row, why in found if isinstance(why, str)}


def _lost_codings(connection: sqlite3.Connection, documents: Documents, coders: dict[int, str]) -> Iterator[Orphan]:
    if connection.execute("SELECT 1 FROM codings WHERE application IS NULL LIMIT 1").fetchone() is None:
        return
    codes: dict[int, str] = dict(connection.execute("SELECT id, code FROM codes").fetchall())
    for path, (document, version) in documents.items():
        if not (rows := human.of_document(connection, document)):
            continue
        finder = Finder(connection, document, version)
        for row, reason in human.search(finder, rows):
            if isinstance(reason, str):
                quote = finder.quote(row.anchor)
                about = (codes[row.code], CODED, coders[row.coder], "", "")
                yield Orphan(path, row.start, row.end, *about, *quote, reason)


def _holding(connection: sqlite3.Connection) -> Iterator[tuple[Cell, ...]]:
    rows = decisions.everything(connection)
    done = decisions.answered(rows)
    coders: dict[int, str] = dict(connection.execute("SELECT id, name FROM coders").fetchall())
    # The last one of a place counts: they come in order of age.
    counting: defaultdict[str, dict[tuple[int, int, str], Decided]] = defaultdict(dict)
    for row in rows:
        if row.root not in done:
            counting[row.text_sha256][row.start, row.end, row.code] = row
    for path, version, digest in connection.execute(
        "SELECT path, versions.id, text_sha256 FROM documents JOIN versions ON versions.id = documents.version"
    ).fetchall():
        if not (of_text := counting.get(digest)):
            continue
        text = text_of(connection, version)
        for (start, end, code), row in of_text.items():
            turn = _turn(connection, version, start)
            state = "exact" if row.origin is None else "moved"
            about = (row.decision, coders[row.coder], row.at, row.why, text[start:end], state)
            yield (path, start, end, turn, code, *about)


def _as_decision(one: Orphan) -> tuple[Cell, ...]:
    return (*one[:3], None, *one[3:9], "orphan")


def _turn(connection: sqlite3.Connection, version: int, start: int) -> int | None:
    turn: int | None = connection.execute(
        "SELECT max(ordinal) + 1 FROM turns WHERE version = ? AND start <= ? AND end > ?", (version, start, start)
    ).fetchone()[0]
    return turn


def _current(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT text_sha256 FROM documents JOIN versions ON versions.id = documents.version")
    return {digest for (digest,) in rows}
