"""The key: a CSV that says which name is whose pseudonym. Whoever has it can go back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from partcode.errors import Location
from partcode.ingest.problems import Problems
from partcode.ingest.records import Record, records
from partcode.model.fingerprint import sha256
from partcode.pseudonyms.finder import Finder
from partcode.pseudonyms.letters import words
from partcode.pseudonyms.names import Name, Sort, forms_of

COLUMNS = ("name", "kind", "pseudonym", "variants")
ABOUT = ("source", "count", "documents", "example", "note")  # for the eye; not read again

_FORBIDDEN = re.compile(r'["\\:;<>|/*?\x00-\x1f]')


class Row(NamedTuple):
    """A name, and what is said about it in the columns ABOUT."""

    name: Name
    about: tuple[str, ...] = ("",) * len(ABOUT)


def read_key(text: str, path: str) -> list[Row]:
    """The rows of a key. Raises MetadataError with every line that can't be used: no name, a name or pseudonym
    that stands there twice, a pseudonym that is itself a name of the key."""
    problems = Problems()
    rows = [
        row
        for record in records(text, path, (*COLUMNS, *ABOUT), COLUMNS[:1] + COLUMNS[2:3], problems)
        if (row := _row(record, problems))
    ]
    names = [row.name for row in rows]
    _each_once(names, path, problems)
    _each_its_own(names, path, problems)
    _no_names_among_pseudonyms(names, path, problems)
    problems.check()
    return rows


def key_text(rows: Iterable[Row]) -> str:
    """The key as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS, *ABOUT))
    for name, about in rows:
        writer.writerow((name.name, name.kind, name.pseudonym, "; ".join(name.variants), *about))
    return out.getvalue()


def digest(names: Iterable[Name]) -> str:
    """A hash of what counts in a key."""
    return sha256(repr([(name.name, name.kind.value, name.pseudonym, name.variants) for name in names]))


def reversed_names(names: Iterable[Name]) -> list[Name]:
    """The key read from right to left."""
    return [Name(name.pseudonym, name.kind, name.name, (), name.line) for name in names if name.pseudonym]


def _row(record: Record, problems: Problems) -> Row | None:
    text, pseudonym = record.cells.get("name", ""), record.cells.get("pseudonym", "")
    kind = record.cells.get("kind", "") or Sort.UNKNOWN
    variants = tuple(part.strip() for part in record.cells.get("variants", "").split(";") if part.strip())
    if kind not in tuple(Sort):
        problems.unknown(record.where, "kind", kind, Sort)
        return None
    for one in (text, *variants, *filter(None, [pseudonym])):
        if not words(one):
            problems.add(record.where, f"{one!r} has neither letter nor digit", "give the row a name, or take it out")
            return None
    if found := _FORBIDDEN.search(pseudonym):
        problems.add(record.where, f"a pseudonym can't have {found[0]!r}", "letters, digits, spaces, - ' . & ( )")
    name = Name(text, Sort(kind), pseudonym, variants, record.where.line or 0)
    return Row(name, tuple(record.cells.get(column, "") for column in ABOUT))


def _each_once(names: Sequence[Name], path: str, problems: Problems) -> None:
    first: dict[object, Name] = {}
    for name in names:
        for form in forms_of(name)[0]:
            written = " ".join(chunk.text for chunk in form.chunks)
            other = first.setdefault((form.words, form.marks), name)
            if other is not name:
                problems.add(
                    Location(path, name.line), f"{written!r} stands already on line {other.line}", "keep one row"
                )


def _each_its_own(names: Sequence[Name], path: str, problems: Problems) -> None:
    """Two names under one pseudonym, or two parts of names, could not be told apart again."""
    first: dict[tuple[str, ...], tuple[tuple[str, ...], Name]] = {}
    for name in names:
        for own, other in _pairs(name):
            known, by = first.setdefault(other, (own, name))
            if known != own and by is not name:
                message = f"{' '.join(other)!r} stands for {by.name!r} already (line {by.line})"
                problems.add(Location(path, name.line), message, "every name needs a pseudonym of its own")
                break


def _pairs(name: Name) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The name and its parts with what takes their places, both as plain words."""
    if not name.pseudonym:
        return
    stated, derived = forms_of(name)
    yield stated[0].words, _plain_words(name.pseudonym)
    for form in derived:
        if len(form.chunks) == 1 and not form.labels:
            yield form.words, _plain_words(form.others[0])


def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(word.plain for word in words(text))


def _no_names_among_pseudonyms(names: Sequence[Name], path: str, problems: Problems) -> None:
    finder = Finder(name for name in names if name.pseudonym)
    for name in names:
        for hit in finder.find(name.pseudonym, known=None):
            other = hit.form.name
            message = f"the pseudonym {name.pseudonym!r} is itself a name: {other.name!r} (line {other.line})"
            problems.add(Location(path, name.line), message, "choose one that nobody has")
