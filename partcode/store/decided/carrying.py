"""Decisions about segments of another unit: they hold for the coding of a run that rests on the same matched words."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from typing import NamedTuple

from partcode.model import Span
from partcode.store.decided import decisions
from partcode.store.decided.decisions import Decided

Key = tuple[int, int, str]  # start, end, code

_EVIDENCE = """WITH found AS MATERIALIZED (
        SELECT codings.id, codings.segment, codes.code, match_start, match_end FROM applications
        CROSS JOIN run_applications ON run = ?1 AND run_applications.application = applications.id
        CROSS JOIN codings ON codings.application = applications.id
        JOIN codes ON codes.id = codings.code
        WHERE applications.version = ?2)
    SELECT segments.start, segments.end, code, match_start, match_end FROM found
        JOIN segments ON segments.id = found.segment
    UNION SELECT segments.start, segments.end, code, matches.start, matches.end FROM found
        JOIN segments ON segments.id = found.segment JOIN matches ON matches.coding = found.id"""

_TEXTS = """SELECT DISTINCT version, text_sha256 FROM run_applications
    JOIN applications ON applications.id = application JOIN versions ON versions.id = version
    WHERE run = ? AND text_sha256 IN (SELECT text_sha256 FROM decisions WHERE undone = 0 AND unit <> ?)"""


class Carried(NamedTuple):
    """How many decisions are about segments of a unit that isn't the run's, and how many of them hold in it."""

    unit: str
    decisions: int
    hold: int


class _Evidence:
    """The matches of a run in one version, by code and by the place of the coding that rests on them."""

    def __init__(self, connection: sqlite3.Connection, run: str, version: int) -> None:
        self._matches: defaultdict[str, defaultdict[Key, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for start, end, code, *match in connection.execute(_EVIDENCE, (run, version)):
            self._matches[code][start, end, code].append(Span(*match))

    def key(self, row: Decided) -> Key | None:
        """The coding that a decision is about: the one at its place, or the only one with a match there, if all
        matches of that one are there."""
        of_code = self._matches[row.code]
        if row.key in of_code:
            return row.key
        touching = [key for key, matches in of_code.items() if any(_touches(row, match) for match in matches)]
        if len(touching) != 1 or not all(_holds(row, match) for match in of_code[touching[0]]):
            return None
        return touching[0]


def latest(connection: sqlite3.Connection, run: str, version: int, digest: str) -> dict[Key, str]:
    """The decisions that count for the codings of a run on a version with this text, by (start, end, code): of
    several on the same matched words the last that a person made."""
    return {key: row.decision for key, row in placed(connection, run, version, digest)}


def placed(connection: sqlite3.Connection, run: str, version: int, digest: str) -> list[tuple[Key, Decided]]:
    """All decisions on a version with this text as people made them, each with the coding of a run that it is about."""
    rows = decisions.of_text(connection, digest)
    unit = _unit(connection, run)
    if all(row.unit == unit for row in rows):
        return [(row.key, row) for row in rows]
    evidence = _Evidence(connection, run, version)
    return [(evidence.key(row) or row.key, row) for row in rows]


def count(connection: sqlite3.Connection, run: str) -> list[Carried]:
    """The decisions that count and are about segments of other units than that of the run, by unit."""
    unit = _unit(connection, run)
    found: Counter[tuple[str, bool]] = Counter()
    for version, digest in connection.execute(_TEXTS, (run, unit)).fetchall():
        evidence = _Evidence(connection, run, version)
        keys = [(row, evidence.key(row)) for row in decisions.of_text(connection, digest)]
        counting = {key or row.key: (row.unit, key is not None) for row, key in keys}
        found.update(counting.values())
    others = sorted({one for one, _ in found} - {unit})
    return [Carried(one, found[one, True] + found[one, False], found[one, True]) for one in others]


def _unit(connection: sqlite3.Connection, run: str) -> str:
    row = connection.execute("SELECT ifnull(options ->> 'unit', 'sentence') FROM runs WHERE id = ?", (run,)).fetchone()
    unit: str = row[0]
    return unit


def _touches(row: Decided, match: Span) -> bool:
    return row.start < match.end and match.start < row.end


def _holds(row: Decided, match: Span) -> bool:
    return row.start <= match.start and match.end <= row.end
