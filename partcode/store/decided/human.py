"""Codings of people: where they stand, and where their words stand in a corrected text."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from partcode.coding.anchors import Lost, Quote
from partcode.model import Span, Unit
from partcode.store.decided.decisions import Anchor
from partcode.store.decided.finding import Finder, Found


class HumanCoding(NamedTuple):
    """A person's coding of a segment; `root` is the one that the person made, `code` and `coder` are row ids."""

    id: int
    root: int
    text_sha256: str
    start: int
    end: int
    unit: str
    code: int
    coder: int
    negated: int
    reported: int | None

    @property
    def anchor(self) -> Anchor:
        """Where it stands. Its text is in the store as long as it is."""
        return Anchor(self.text_sha256, Span(self.start, self.end), self.unit, Quote("", "", ""))

    def named(self, coders: Mapping[int, str]) -> tuple[str | int, ...]:
        """What names it for good: coder, code (row id), text, start, end and unit."""
        return coders[self.coder], self.code, self.text_sha256, self.start, self.end, self.unit


# CROSS JOIN keeps the order in which these tables are read; people's codings are an index of their own.
BY_PEOPLE = """versions CROSS JOIN units ON units.version = versions.id
    CROSS JOIN codings ON codings.application IS NULL
        AND codings.segment BETWEEN units.first AND units.first + units.count - 1
    CROSS JOIN segments ON segments.id = codings.segment"""

_OF_DOCUMENT = f"""SELECT codings.id, ifnull(origin, codings.id), text_sha256, segments.start, segments.end,
        segments.unit, code, coder, negated, reported
    FROM {BY_PEOPLE}
    LEFT JOIN moved_codings ON moved_codings.coding = codings.id
    WHERE versions.document = ? ORDER BY codings.id"""


def of_document(connection: sqlite3.Connection, document: int) -> list[HumanCoding]:
    """Those in any version of a document."""
    return [HumanCoding(*row) for row in connection.execute(_OF_DOCUMENT, (document,))]


def search(finder: Finder, rows: Sequence[HumanCoding]) -> list[tuple[HumanCoding, Found | Lost]]:
    """For each coding of a document that is not in the text of the version, where it belongs, or why it doesn't."""
    places: defaultdict[int, list[HumanCoding]] = defaultdict(list)
    for row in rows:
        places[row.root].append(row)
    latest = [max(of_one, key=lambda row: (finder.age(row.text_sha256), row.id)) for of_one in places.values()]
    return [(row, finder.find(row.anchor)) for row in latest if row.text_sha256 != finder.digest]


def follow(connection: sqlite3.Connection, finder: Finder, rows: Sequence[HumanCoding]) -> int:
    """Put the codings of a document's earlier texts where their words stand in the version; how many were found."""
    moved = 0
    for row, found in search(finder, rows):
        if isinstance(found, str):
            continue
        segment = finder.segment_id(found.segment, Unit(row.unit))
        _place(connection, row, segment)
        moved += 1
    return moved


def _place(connection: sqlite3.Connection, row: HumanCoding, segment: int) -> None:
    there = connection.execute(
        "SELECT id FROM codings WHERE segment = ? AND code = ? AND coder = ? AND application IS NULL",
        (segment, row.code, row.coder),
    ).fetchone()
    if there is None:
        id = connection.execute(
            """INSERT INTO codings (segment, code, coder, negated, reported, matches) VALUES (?, ?, ?, ?, ?, 0)
                RETURNING id""",
            (segment, *row[6:]),
        ).fetchone()[0]
    else:
        (id,) = there
        connection.execute(
            "INSERT INTO moved_codings SELECT ?1, ?1 WHERE NOT EXISTS (SELECT 1 FROM moved_codings WHERE coding = ?1)",
            (id,),
        )
    connection.execute("INSERT INTO moved_codings VALUES (?, ?) ON CONFLICT DO NOTHING", (id, row.root))
