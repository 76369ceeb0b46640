"""People's decisions and codings follow their words into a corrected text; the rows before stay on record."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from partcode.store.decided import decisions, human
from partcode.store.decided.decisions import Decided
from partcode.store.decided.finding import Finder, Found, Reason


def follow(connection: sqlite3.Connection, document: int, version: int) -> int:
    """Look for everything that people decided and coded in the earlier texts of a document, and in one of its path that
    was deleted, in this version; how much stands elsewhere now."""
    path = connection.execute("SELECT path FROM documents WHERE id = ?", (document,)).fetchone()[0]
    decided = decisions.of_document(connection, document, path)
    coded = human.of_document(connection, document)
    if not decided and not coded:
        return 0
    finder = Finder(connection, document, version)
    moved = 0
    for row, found in search(finder, decided):
        if isinstance(found, Found):
            decisions.insert(connection, row.moved(path, finder.digest, finder.text, *found))
            moved += 1
    return moved + human.follow(connection, finder, coded)


def search(finder: Finder, rows: Sequence[Decided]) -> list[tuple[Decided, Found | Reason]]:
    """For each decision of a document that is not at its place in the version, where it belongs, or why it doesn't.

    Left out are those that are there already, and those on which somebody has decided anew.
    """
    done = decisions.answered(rows)
    places: defaultdict[int, list[Decided]] = defaultdict(list)
    for row in rows:
        places[row.root].append(row)
    there = {row.place: row.decision for row in rows if row.text_sha256 == finder.digest and row.root not in done}
    found: list[tuple[Decided, Found | Reason]] = []
    for root, of_one in places.items():
        if root in done:
            continue
        row = max(of_one, key=lambda one: (finder.age(one.text_sha256), one.id))
        one = finder.find(row.anchor)
        if isinstance(one, str):
            found.append((row, one))
            continue
        place = (finder.digest, *one.segment, row.code)
        if any(other.place == place for other in of_one):
            continue
        if there.setdefault(place, row.decision) != row.decision:
            found.append((row, "another decision stands there"))
        else:
            found.append((row, one))
    return found
