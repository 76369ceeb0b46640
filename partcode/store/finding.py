"""Words of people's decisions and codings, looked for in the version of a document that has superseded theirs."""

from __future__ import annotations

import sqlite3
from operator import itemgetter
from typing import Literal

import numpy as np

from partcode.coding.anchors import Anchors, Lost, Quote
from partcode.model import Span, Unit
from partcode.store import sentences, units
from partcode.store.decisions import Anchor
from partcode.store.sentences import Segments

Reason = Literal[Lost, "another decision stands there", "the document was removed"]


class Finder:
    """One version of a document, and the texts that it had before."""

    def __init__(self, connection: sqlite3.Connection, document: int, version: int) -> None:
        self._connection = connection
        self.version = version
        self.digest, self.text = connection.execute(
            "SELECT text_sha256, text FROM versions WHERE id = ?", (version,)
        ).fetchone()
        rows = connection.execute("SELECT text_sha256, number, id FROM versions WHERE document = ?", (document,))
        versions = sorted(rows, key=itemgetter(1))
        self._ages: dict[str, int] = {digest: number for digest, number, _ in versions}
        self._ids: dict[str, int] = {digest: id for digest, _, id in versions}
        self._anchors: dict[str, Anchors] = {}
        self._units: dict[Unit, Segments] = {}

    def age(self, digest: str) -> int:
        """The number of the latest version with a text; 0 of a text that the document never had."""
        return self._ages.get(digest, 0)

    def find(self, anchor: Anchor) -> Span | Lost:
        """The segment of this version that holds most of the words."""
        digest, span, unit, quote = anchor
        if digest == self.digest:
            return self._segment(span, Unit(unit))
        if digest in self._ids:
            found = self._from(digest).find(span)
        else:
            old, span = quote.apart()
            found = Anchors(old, self.text).find(span)
        return found if isinstance(found, str) else self._segment(found, Unit(unit))

    def segment_id(self, span: Span, unit: Unit) -> int:
        """The row of a segment that `find` has found."""
        segments = self._segments(unit)
        return segments.first + int(np.flatnonzero(segments.columns.start == span.start)[0])

    def quote(self, anchor: Anchor) -> Quote:
        """The words in the text that they stood in."""
        return Quote.of(self._text(anchor.text_sha256), anchor.span)

    def _from(self, digest: str) -> Anchors:
        if digest not in self._anchors:
            self._anchors[digest] = Anchors(self._text(digest), self.text)
        return self._anchors[digest]

    def _text(self, digest: str) -> str:
        row = self._connection.execute("SELECT text FROM versions WHERE id = ?", (self._ids[digest],)).fetchone()
        text: str = row[0]
        return text

    def _segment(self, span: Span, unit: Unit) -> Span | Lost:
        columns = self._segments(unit).columns
        held = np.minimum(columns.end, span.end) - np.maximum(columns.start, span.start)
        if not held.size or held.max() <= 0:
            return "not found"
        best = int(held.argmax())
        return Span(int(columns.start[best]), int(columns.end[best]))

    def _segments(self, unit: Unit) -> Segments:
        if unit not in self._units:
            units.ensure(self._connection, [self.version], unit)
            found = sentences.read(self._connection, self.version, unit)
            assert found is not None
            self._units[unit] = found
        return self._units[unit]
