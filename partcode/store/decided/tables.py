"""Tables of what people decided: what holds, and what has lost its words. All is derived from decisions and texts."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from partcode.store.corpus.documents import text_of
from partcode.store.decided import decisions
from partcode.store.decided.decisions import Decided
from partcode.store.decided.orphans import CODED, ORPHAN, Orphan, all_lost
from partcode.table import Cell, Table

DECISIONS = (
    "id", "document", "start", "end", "unit", "turn", "code", "decision", "coder", "at", "why", "text", "state",
)  # fmt: skip
SUPERSEDED = "superseded"  # the state of a decision on what somebody decided about later


class Standing(NamedTuple):
    """How many decisions and codings of people hold, and how many are orphans."""

    hold: int
    orphans: int


def decided(connection: sqlite3.Connection) -> Table:
    """One row per decision and document that has its text, also those that a later one superseded, then the orphans,
    also those that were dismissed: every decision that was not taken back is there."""
    lost = [_as_decision(one.orphan) for one in all_lost(connection) if one.orphan.decision != CODED]
    return Table(DECISIONS, sorted([*_standing(connection), *lost], key=_order), "Decisions")


def orphaned(connection: sqlite3.Connection) -> Table:
    """One row per decision or coding of a person that has no place in any text of today, dismissed or not."""
    return Table(Orphan._fields, [one.orphan for one in all_lost(connection)], "Orphans")


def standing(connection: sqlite3.Connection) -> Standing:
    """How many decisions and codings of people hold, and how many don't."""
    rows = decisions.everything(connection)
    current = decisions.texts_of_today(connection)
    done = decisions.answered(rows)
    hold = {row.root for row in rows if row.text_sha256 in current and row.root not in done}
    lost = sum(one.orphan.state == ORPHAN for one in all_lost(connection))
    coded = connection.execute(
        """SELECT count(*) FROM codings JOIN segments ON segments.id = codings.segment
            JOIN versions ON versions.id = segments.version JOIN documents ON documents.id = versions.document
            JOIN versions AS now ON now.id = documents.version AND now.text_sha256 = versions.text_sha256
            WHERE application IS NULL"""
    ).fetchone()[0]
    return Standing(len(hold) + coded, lost)


def _order(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    id, document, start, end, _, _, code, *_ = row
    return document, start, end, code, int(str(id))


def _standing(connection: sqlite3.Connection) -> Iterator[tuple[Cell, ...]]:
    """Decisions at their places in the texts of today, and those that were answered in an earlier one."""
    rows = decisions.everything(connection)
    done = decisions.answered(rows)
    coders: dict[int, str] = dict(connection.execute("SELECT id, name FROM coders").fetchall())
    of_texts: defaultdict[str, list[Decided]] = defaultdict(list)
    for row in rows:
        of_texts[row.text_sha256].append(row)
    seen: set[int] = set()
    for path, version, digest in connection.execute(
        "SELECT path, versions.id, text_sha256 FROM documents JOIN versions ON versions.id = documents.version"
    ).fetchall():
        if not (of_text := of_texts.get(digest)):
            continue
        text = text_of(connection, version)
        # The last one of a place counts: they come in order of age.
        counting = {row.key: row for row in of_text if row.root not in done}
        for row in of_text:
            moved = "exact" if row.origin is None else "moved"
            state = moved if counting.get(row.key) is row else SUPERSEDED
            seen.add(row.root)
            words = text[row.start : row.end]
            yield _cells(row, path, _turn(connection, version, row.start), coders[row.coder], words, state)
    newest = {row.root: row for row in rows if row.root in done - seen}
    for row in newest.values():
        yield _cells(row, row.document, None, coders[row.coder], row.quote, SUPERSEDED)


def _cells(row: Decided, path: str, turn: int | None, coder: str, text: str, state: str) -> tuple[Cell, ...]:
    where = (str(row.root), path, row.start, row.end, row.unit, turn)
    return (*where, row.code, row.decision, coder, row.at, row.why, text, state)


def _as_decision(one: Orphan) -> tuple[Cell, ...]:
    return (*one[:5], None, *one[5:11], one.state)


def _turn(connection: sqlite3.Connection, version: int, start: int) -> int | None:
    turn: int | None = connection.execute(
        "SELECT max(ordinal) + 1 FROM turn_spans WHERE version = ? AND start <= ? AND end > ?", (version, start, start)
    ).fetchone()[0]
    return turn
