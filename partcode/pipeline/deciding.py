"""Decisions of people, checked whole against the latest run before any of them is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from partcode.ingest.problems import Problems
from partcode.ingest.reviewed import ReviewedRow
from partcode.model import Span, Unit
from partcode.model.codings import ACCEPTED, PROPOSED, person_of
from partcode.store import Store
from partcode.store.decided.reviewing import CODED, Judgement, Key, Kind, Reviewable
from partcode.table import Table

_OTHER = re.compile(r"[^0-9A-Za-z]")
_SHOWN = 60  # characters of a segment in a message
CHANGES = ("document", "start", "end", "code", "before", "after", "coder", "text")


@dataclass
class Review:
    """What a person decided: the judgements, the rows of `changes`, and how many rows say what is so already."""

    run: str
    judgements: list[Judgement] = field(default_factory=list)
    rows: list[tuple[str | int, ...]] = field(default_factory=list)
    as_before: int = 0

    @property
    def changes(self) -> Table:
        """One row per judgement."""
        return Table(CHANGES, self.rows, "Decisions")

    def count(self, kind: str) -> int:
        """How many judgements are of that kind."""
        return sum(one.kind == kind for one in self.judgements)


def check(store: Store, rows: Sequence[ReviewedRow], person: str, *, direct: bool = False) -> Review:
    """What changes by rows that somebody reviewed, all of them or, with MetadataError by line, none.

    `person` decided, or with "" whom each row names. `direct` are decisions on codings that must be there, and count
    also when the status is the same; without it, an accepted row of what nobody coded is a coding of the person's own.
    """
    review = Review(store.run().id)
    checker = _Checker(store, review, person, direct)
    for row in rows:
        checker.add(row)
    checker.problems.check()
    return review


class _Checker:
    def __init__(self, store: Store, review: Review, person: str, direct: bool) -> None:
        self.problems = Problems()
        self._store = store
        self._review = review
        self._person = person
        self._direct = direct
        self._documents = store.reviews.of_run(review.run)
        self._unit = Unit(store.run(review.run).options.get("unit", Unit.SENTENCE))
        self._seen: dict[tuple[str, Key], tuple[str, int | None]] = {}

    def add(self, row: ReviewedRow) -> None:
        """Take a row in, or note what is wrong with it."""
        if row.document not in self._documents:
            self.problems.unknown(row.where, "document", row.document, self._documents)
            return
        document = self._documents[row.document]
        if row.code not in self._documents.codes:
            self.problems.unknown(row.where, "code", row.code, self._documents.codes)
        elif row.end > len(document.text) or not _is_same(document, row):
            hint = "export the table again: the text has changed since, or the columns start and end"
            there = _short(document.text[row.start : row.end])
            self.problems.add(row.where, f"at {row.start}-{row.end} of {row.document} stands {there}", hint)
        else:
            self._judge(row, document)

    def _judge(self, row: ReviewedRow, document: Reviewable) -> None:
        key = (row.start, row.end, row.code)
        before = document.status(key, row.coder)
        if not before and (self._direct or row.status != ACCEPTED):
            self._nothing_there(row, document)
        elif row.status == PROPOSED or (row.status == before and not self._direct):
            self._review.as_before += 1
        elif self._is_new(row, key) and (person := self._who(row)):
            judgement = self._decision(row, document, person) if before else self._coding(row, document, person)
            if judgement:
                self._review.judgements.append(judgement)
                text = document.text[row.start : row.end]
                after = row.status if before else CODED
                self._review.rows.append((row.document, *key, before, after, person, text))

    def _decision(self, row: ReviewedRow, document: Reviewable, person: str) -> Judgement:
        unit = document.unit((row.start, row.end, row.code))
        return _of(row, document, unit, cast(Kind, row.status), person)

    def _coding(self, row: ReviewedRow, document: Reviewable, person: str) -> Judgement | None:
        """A coding of the person's own, of a segment that is there."""
        segments = self._store.segments(document.version, self._unit)
        for id, start, end in zip(segments.ids, segments.start, segments.end, strict=True):
            if (start, end) == (row.start, row.end):
                return _of(row, document, self._unit, CODED, person)._replace(segment=int(id))
        spans = [Span(int(start), int(end)) for start, end in zip(segments.start, segments.end, strict=True)]
        message = f"{row.start}-{row.end} is no {self._unit} of {row.document}"
        self.problems.add(row.where, message, _nearest(document, row, spans))
        return None

    def _nothing_there(self, row: ReviewedRow, document: Reviewable) -> None:
        coded = {*document.proposed, *document.coded}
        here = sorted(code for start, end, code in coded if (start, end) == (row.start, row.end))
        message = f"no coding with {row.code} at {row.start}-{row.end} of {row.document}"
        spans = [Span(start, end) for start, end, code in coded if code == row.code]
        hint = f"coded there: {', '.join(here)}" if here else _nearest(document, row, spans)
        self.problems.add(row.where, message, hint)

    def _is_new(self, row: ReviewedRow, key: Key) -> bool:
        """Whether no row above decides on the same; one that decides otherwise is a problem."""
        status, line = self._seen.setdefault((row.document, key), (row.status, row.where.line))
        if status != row.status:
            self.problems.add(row.where, f"{status} on line {line}, and {row.status} here", "keep one of them")
        return line == row.where.line

    def _who(self, row: ReviewedRow) -> str:
        if not (person := self._person or person_of(row.coder)):
            self.problems.add(row.where, "who decided this?", "say it with --coder, or in a column coder")
        return person


def _of(row: ReviewedRow, document: Reviewable, unit: str, kind: Kind, person: str) -> Judgement:
    place = (row.document, document.version, document.text_sha256, Span(row.start, row.end), unit, row.code)
    return Judgement(*place, kind, person, row.why)


def _is_same(document: Reviewable, row: ReviewedRow) -> bool:
    """Whether the words are those of the row, if it has any, but for white space; and for signs that a spreadsheet
    has saved as question marks, as Excel does where an older encoding has none."""
    there = document.text[row.start : row.end]
    if not row.text or row.text.split() == there.split():
        return True
    return "?" in row.text and _OTHER.sub("", row.text) == _OTHER.sub("", there)


def _nearest(document: Reviewable, row: ReviewedRow, spans: Iterable[Span]) -> str:
    ordered = sorted(spans, key=lambda span: (abs(span.start - row.start) + abs(span.end - row.end), span))
    if not ordered:
        return f"{row.code} is nowhere in {row.document}"
    start, end = ordered[0]
    return f"the nearest is {start}-{end}: {_short(document.text[start:end])}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return repr(plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…")
