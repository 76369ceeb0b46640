"""What people decide: codings of their own, and decisions on proposals that hold through every re-run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from partcode.coding.anchors import Quote
from partcode.errors import StoreError
from partcode.model import Span
from partcode.model.codings import BY_RULE, Decision, person_of
from partcode.store.coded.applications import coder_id
from partcode.store.decided.journal import now

_COLUMNS = """id, text_sha256, start, end, unit, code, decision, coder, at, why, document, quote, prefix, suffix,
    origin, entry"""
# A decision that was moved keeps the age of the person's: moving it again doesn't make it newer.
_AGE = "ifnull(origin, id)"


class Anchor(NamedTuple):
    """Where something stood in which text, in which unit, with its words for when that text is gone."""

    text_sha256: str
    span: Span
    unit: str
    quote: Quote


class Decided(NamedTuple):
    """A row of decisions: a decision on a code at a span of a text, or the same where the words stand now."""

    id: int
    text_sha256: str
    start: int
    end: int
    unit: str
    code: str
    decision: Decision
    coder: int
    at: str
    why: str
    document: str
    quote: str
    prefix: str
    suffix: str
    origin: int | None
    entry: int | None

    @property
    def root(self) -> int:
        """The decision of the person."""
        return self.origin or self.id

    @property
    def key(self) -> tuple[int, int, str]:
        """What it is about in its text."""
        return self.start, self.end, self.code

    @property
    def place(self) -> tuple[str, int, int, str]:
        """What it is about."""
        return self.text_sha256, self.start, self.end, self.code

    @property
    def anchor(self) -> Anchor:
        """Where it stands."""
        quote = Quote(self.quote, self.prefix, self.suffix)
        return Anchor(self.text_sha256, Span(self.start, self.end), self.unit, quote)

    def moved(self, document: str, digest: str, text: str, span: Span, words: Span) -> Decided:
        """The same decision at a segment of another text, in which its words were found."""
        quote, prefix, suffix = Quote.of(text, words)
        place = self._replace(text_sha256=digest, start=span.start, end=span.end, document=document)
        return place._replace(quote=quote, prefix=prefix, suffix=suffix, origin=self.root)


def decide(
    connection: sqlite3.Connection,
    text_sha256: str,
    span: Span,
    code: str,
    decision: Decision,
    person: str,
    why: str,
    at: str,
    unit: str = "sentence",
    entry: int | None = None,
) -> int:
    """Note a decision on a code at a span of a text; the latest one counts, the earlier ones stay on record."""
    path, quote = _words(connection, text_sha256, span)
    coder = person_id(connection, person)
    place = (text_sha256, *span, unit, code)
    return insert(connection, Decided(0, *place, decision, coder, at or now(), why, path, *quote, None, entry))


def insert(connection: sqlite3.Connection, row: Decided) -> int:
    """Keep a decision under a new id."""
    id: int = connection.execute(
        f"INSERT INTO decisions ({_COLUMNS}) VALUES (NULL{', ?' * (len(row) - 1)}) RETURNING id", row[1:]
    ).fetchone()[0]
    return id


def add_coding(
    connection: sqlite3.Connection, person: str, segment: int, code: int, negated: bool, reported: bool | None
) -> int:
    """A person's coding of a segment; the same again is the one that is there."""
    coder = person_id(connection, person)
    connection.execute(
        """INSERT INTO codings (segment, code, coder, negated, reported, matches) VALUES (?, ?, ?, ?, ?, 0)
            ON CONFLICT DO NOTHING""",
        (segment, code, coder, negated, reported),
    )
    id: int = connection.execute(
        "SELECT id FROM codings WHERE segment = ? AND code = ? AND coder = ? AND application IS NULL",
        (segment, code, coder),
    ).fetchone()[0]
    return id


def latest(connection: sqlite3.Connection, text_sha256: str) -> dict[tuple[int, int, str], str]:
    """The decisions that count for one text, by (start, end, code)."""
    return {row.key: row.decision for row in of_text(connection, text_sha256)}


def of_text(connection: sqlite3.Connection, text_sha256: str) -> list[Decided]:
    """Those about one text, as people made them one after the other."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM decisions WHERE text_sha256 = ? AND undone = 0 ORDER BY {_AGE}, id", (text_sha256,)
    )
    return [Decided(*row) for row in rows]


def everything(connection: sqlite3.Connection) -> list[Decided]:
    """All decisions that were not taken back, as people made them one after the other."""
    return [
        Decided(*row)
        for row in connection.execute(f"SELECT {_COLUMNS} FROM decisions WHERE undone = 0 ORDER BY {_AGE}, id")
    ]


def of_document(connection: sqlite3.Connection, document: int, path: str) -> list[Decided]:
    """Those about any text that a document has or had."""
    rows = connection.execute(
        f"""SELECT {_COLUMNS} FROM decisions WHERE undone = 0 AND id IN (
                SELECT id FROM decisions WHERE document = ?
                UNION SELECT decisions.id FROM versions JOIN decisions USING (text_sha256) WHERE versions.document = ?)
            ORDER BY {_AGE}, id""",
        (path, document),
    )
    return [Decided(*row) for row in rows]


def texts_of_today(connection: sqlite3.Connection) -> set[str]:
    """The digests of the texts that documents have now."""
    rows = connection.execute("SELECT text_sha256 FROM documents JOIN versions ON versions.id = documents.version")
    return {digest for (digest,) in rows}


def answered(rows: Iterable[Decided]) -> set[int]:
    """The decisions of people on which somebody decided anew where they stood."""
    rows = list(rows)
    newest = {row.place: row.id for row in rows if row.origin is None}
    return {row.root for row in rows if newest.get(row.place, 0) > row.root}


def person_id(connection: sqlite3.Connection, name: str) -> int:
    """The row of a human coder; StoreError for a name that a rule could have."""
    if not person_of(name):
        raise StoreError(
            f"{name!r} can't be the name of a person", hint=f"names that begin with {BY_RULE} are for rules"
        )
    return coder_id(connection, name, "person")


def _words(connection: sqlite3.Connection, text_sha256: str, span: Span) -> tuple[str, Quote]:
    """The document that has a text, and the words at a span; "" of a text that no document has."""
    row = connection.execute(
        """SELECT path, text FROM versions JOIN documents ON documents.id = versions.document
            WHERE text_sha256 = ? ORDER BY documents.version = versions.id DESC, path LIMIT 1""",
        (text_sha256,),
    ).fetchone()
    return (row[0], Quote.of(row[1], span)) if row else ("", Quote("", "", ""))
