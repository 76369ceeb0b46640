"""Full-text search in the paragraphs of current versions: the best first, and where the words stand that were found."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from partcode.errors import UsageError
from partcode.model import Span

_QUOTES = str.maketrans("“”«»„‟", '""""""')
_PART = re.compile(r'"(?P<phrase>[^"]*)"?(?P<begins>\*?)|(?P<bracket>[()])|(?P<word>[^\s()"]+)')
_OPERATORS = ("AND", "OR", "NOT")
_SYNTAX = 'words, "a phrase", begin*, AND, OR, NOT and ( ); NOT stands between two: fund NOT grant'

_FIND = """SELECT paragraphs_fts.rowid, segments.version, segments.start, bm25(paragraphs_fts)
    FROM paragraphs_fts JOIN segments ON segments.id = paragraphs_fts.rowid WHERE paragraphs_fts MATCH ?"""

_MARKED = "SELECT highlight(paragraphs_fts, 0, ?, ?) FROM paragraphs_fts WHERE paragraphs_fts MATCH ? AND rowid = ?"

# Line ends that no stored text has.
_OPEN, _CLOSE = "\x0b", "\x0c"


class Paragraph(NamedTuple):
    """A paragraph that was found: its row in the index, the version it is of, where it begins there in code points, and
    its score, the lower the better.

    Source: BM25, Robertson & Zaragoza (2009), k1 1.2, b 0.75, as SQLite has it.
    """

    row: int
    version: int
    start: int
    score: float


class FullText:
    """The full-text index of a store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, words: str) -> list[Paragraph]:
        """The paragraphs with `words`: words, "phrases", begin*, AND, OR, NOT, brackets; without regard to case and
        accents, in no particular order. UsageError when the operators don't make sense."""
        query = _query(words)
        try:
            return [Paragraph(*row) for row in self._connection.execute(_FIND, (query,))]
        except sqlite3.OperationalError as error:
            if not str(error).startswith("fts5"):
                raise
            raise UsageError(f"{words} can't be searched for", hint=_SYNTAX) from None

    def found_in(self, paragraph: Paragraph, words: str) -> tuple[Span, list[Span]]:
        """Where a paragraph stands in the text of its version, and in it what was found."""
        parameters = (_OPEN, _CLOSE, _query(words), paragraph.row)
        (marked,) = self._connection.execute(_MARKED, parameters).fetchone()
        found = list(_spans(marked, paragraph.start))
        return Span(paragraph.start, paragraph.start + len(marked) - 2 * len(found)), found


def _spans(marked: str, place: int) -> Iterator[Span]:
    for plain, _, found in (piece.partition(_OPEN) for piece in marked.split(_CLOSE)):
        start = place + len(plain)
        place = start + len(found)
        if found:
            yield Span(start, place)


def _query(words: str) -> str:
    """As FTS5 wants it: everything in quotes but the operators, of which none is left out."""
    parts: list[str] = []
    for part in _PART.finditer(words.translate(_QUOTES)):
        written = _written(part)
        if not written:
            continue
        if written == "NOT" and parts[-1:] == ["AND"]:
            parts.pop()  # NOT alone says both
        elif parts and parts[-1] not in (*_OPERATORS, "(") and written not in (*_OPERATORS, ")"):
            parts.append("AND")
        parts.append(written)
    if not parts:
        raise UsageError(f"nothing to search for in {words!r}", hint=_SYNTAX)
    return " ".join(parts)


def _written(part: re.Match[str]) -> str:
    if part["bracket"] or part["word"] in _OPERATORS:
        return part[0]
    word: str = part["word"] or part["phrase"]
    begins = part["begins"] or "*" * (part["phrase"] is None and word.endswith("*"))
    # What has no letter would be a phrase of no words, which nothing has.
    return f'"{word}"{begins}' if any(map(str.isalnum, word)) else ""
