"""What each person judged of what a run found: for agreement, also decisions that another person has superseded."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from partcode.model.codings import ACCEPTED
from partcode.store.decided import carrying
from partcode.store.decided.carrying import Key
from partcode.store.decided.reviewing import CODED_KEYS, PROPOSED_KEYS


class Verdicts(NamedTuple):
    """What a person decided of codings, the last time, and which codings are the person's own."""

    accepted: frozenset[Key]
    rejected: frozenset[Key]
    coded: frozenset[Key]

    def holds(self, key: Key) -> bool | None:
        """Whether a code is there, as the person judged it; None where nothing was said of it."""
        if key in self.rejected:
            return False
        return True if key in self.accepted or key in self.coded else None


class JudgedDocument(NamedTuple):
    """A document that a run covers and people judged: by (start, end, code) what rules proposed, and by person the
    verdicts."""

    path: str
    proposed: frozenset[Key]
    verdicts: Mapping[str, Verdicts]


_TEXTS = """SELECT DISTINCT path, documents.id, versions.id, text_sha256 FROM run_applications
    JOIN applications ON applications.id = application JOIN versions ON versions.id = applications.version
    JOIN documents ON documents.id = versions.document WHERE run = ? ORDER BY path, versions.id"""


def judged(connection: sqlite3.Connection, run: str) -> Iterator[JudgedDocument]:
    """The documents of a run that people judged, in order of path."""
    coders: dict[int, str] = dict(connection.execute("SELECT id, name FROM coders").fetchall())
    for path, document, version, digest in connection.execute(_TEXTS, (run,)).fetchall():
        decided: defaultdict[str, dict[Key, str]] = defaultdict(dict)
        for key, row in carrying.placed(connection, run, version, digest):
            decided[coders[row.coder]][key] = row.decision
        coded: defaultdict[str, set[Key]] = defaultdict(set)
        for start, end, code, person, _ in connection.execute(CODED_KEYS, (document, digest)):
            coded[person].add((start, end, code))
        if people := sorted({*decided, *coded}):
            proposed = frozenset(key[:3] for key in connection.execute(PROPOSED_KEYS, (run, version)))
            verdicts = {person: _verdicts(decided[person], coded[person]) for person in people}
            yield JudgedDocument(path, proposed, verdicts)


def _verdicts(decided: Mapping[Key, str], coded: set[Key]) -> Verdicts:
    accepted = frozenset(key for key, decision in decided.items() if decision == ACCEPTED)
    return Verdicts(accepted, frozenset(decided) - accepted, frozenset(coded))
