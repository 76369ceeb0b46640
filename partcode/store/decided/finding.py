"""Words of people's decisions and codings, looked for in the version of a document that has superseded theirs."""

from __future__ import annotations

import sqlite3
from operator import itemgetter
from typing import Literal, NamedTuple

import numpy as np

from partcode.coding.anchors import Anchors, Lost, Quote
from partcode.model import Span, Unit
from partcode.store.corpus import sentences, units
from partcode.store.corpus.sentences import Segments
from partcode.store.decided.decisions import Anchor

Reason = Literal[Lost, "another decision stands there", "the document was removed"]


class Found(NamedTuple):
    """A segment that holds most of the words looked for, and these words."""

    segment: Span
    words: Span


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

    def find(self, anchor: Anchor) -> Found | Lost:
        """Where the words stand in this version, and the segment that holds most of them."""
        digest, span, unit, quote = anchor
        words: Span | Lost = span
        if digest in self._ids and digest != self.digest:
            words = self._from(digest).find(_words(self._text(digest), span, quote))
        elif digest != self.digest:
            old, span = quote.apart()
            words = Anchors(old, self.text).find(span)
        if isinstance(words, str):
            return words
        segment = self._segment(words, Unit(unit))
        return segment if isinstance(segment, str) else Found(segment, self._whole(segment, words))

    def _whole(self, segment: Span, words: Span) -> Span:
        """The segment, when only marks stand beside the words in it."""
        outside = self.text[segment.start : words.start] + self.text[words.end : segment.end]
        inside = segment.start <= words.start and words.end <= segment.end
        return words if not inside or any(map(str.isalnum, outside)) else segment

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


def _words(text: str, segment: Span, quote: Quote) -> Span:
    """Where a quote stands that was found in a segment before: it may be a part of it, or reach into the next one."""
    whole = "".join(quote)
    if not quote.exact or text[slice(*segment)] == quote.exact:
        return segment
    found = text.find(whole, max(0, segment.start - len(whole)))
    start = found + len(quote.prefix)
    return Span(start, start + len(quote.exact)) if found >= 0 else segment
