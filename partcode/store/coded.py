"""The coded segments of one run and of the people, document by document, with all names resolved."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, repeat
from operator import attrgetter
from typing import NamedTuple

from partcode.store import decisions
from partcode.store.documents import text_of
from partcode.store.people import VOICE
from partcode.table import Cell, Table

PROPOSED, ACCEPTED, REJECTED = "proposed", "accepted", "rejected"


class Match(NamedTuple):
    """One piece of evidence."""

    rule: str
    start: int
    end: int
    negated: int
    reported: int | None


class Coded(NamedTuple):
    """One coding with its segment. `segment` and `turn` count from 1; `run` is empty for a person's coding."""

    coding: int
    unit: str
    segment: int
    start: int
    end: int
    turn: int | None
    kind: str
    language: str
    code: str
    label: str
    codebook: str
    codebook_version: str
    negated: int
    reported: int | None
    coder: str
    status: str
    speaker: str
    role: str
    run: str


# Code, label, codebook and its version; name or label of a speaker and role.
_CodeName = tuple[str, str, str, str]
_Voice = tuple[str, str]

# A codings row with its segment; the names are looked up in Python, once for all rows.
_COLUMNS = """codings.id, segments.unit, segments.ordinal, segments.start, segments.end, segments.turn,
    segments.kind, segments.language, codings.code, codings.negated, codings.reported, codings.coder"""
_Row = tuple[int, str, int, int, int, int | None, str, str, int, int, int | None, int]

# CROSS JOIN keeps the order in which these tables are read: the applications of one version come first.
_OF_RUN = f"""SELECT {_COLUMNS} FROM applications
    CROSS JOIN run_applications ON run = ? AND run_applications.application = applications.id
    CROSS JOIN codings ON codings.application = applications.id
    CROSS JOIN segments ON segments.id = codings.segment
    WHERE applications.version = ?"""

_LEADING = """SELECT codings.id, rules.rule, match_start, match_end, match_negated, match_reported FROM applications
    CROSS JOIN run_applications ON run = ? AND run_applications.application = applications.id
    CROSS JOIN codings ON codings.application = applications.id
    CROSS JOIN rules ON rules.id = codings.rule
    WHERE applications.version = ?"""

_FURTHER = """SELECT coding, rules.rule, start, end, matches.negated, matches.reported FROM applications
    CROSS JOIN run_applications ON run = ? AND run_applications.application = applications.id
    CROSS JOIN codings ON codings.application = applications.id AND codings.matches > 1
    CROSS JOIN matches ON matches.coding = codings.id
    CROSS JOIN rules ON rules.id = matches.rule
    WHERE applications.version = ? ORDER BY coding, ordinal"""

_OF_PEOPLE = f"""SELECT versions.document, versions.text_sha256, {_COLUMNS} FROM codings
    JOIN segments ON segments.id = codings.segment
    JOIN versions ON versions.id = segments.version
    WHERE codings.application IS NULL"""

_VERSIONS = """SELECT DISTINCT versions.id, document, text_sha256, path, ifnull(case_id, '') FROM run_applications
    JOIN applications ON applications.id = run_applications.application
    JOIN versions ON versions.id = applications.version
    JOIN documents ON documents.id = versions.document WHERE run = ? ORDER BY path, versions.id"""


@dataclass(frozen=True)
class CodedDocument:
    """A version that a run covers, and its coded segments in order of place, code and coder."""

    connection: sqlite3.Connection
    run: str
    version: int
    path: str
    case: str
    voices: Mapping[int | None, _Voice]  # by turn from 0; None stands for outside of turns
    codings: tuple[Coded, ...]

    @cached_property
    def text(self) -> str:
        """The stored text, read when first asked for."""
        return text_of(self.connection, self.version)

    @cached_property
    def matches(self) -> Mapping[int, list[Match]]:
        """The evidence of each coding that has any, the leading match first; read when first asked for."""
        which = (self.run, self.version)
        found = {coding: [Match(*match)] for coding, *match in self.connection.execute(_LEADING, which)}
        for coding, *match in self.connection.execute(_FURTHER, which):
            found[coding].append(Match(*match))
        return found


class Block(NamedTuple):
    """Rows of a table: each has the cells `about`, then its own, then `marks`, 0 or 1, a byte for a cell. A matrix
    has many of those, and mostly the same."""

    rows: Iterable[tuple[Cell, ...]]
    about: tuple[Cell, ...] = ()
    marks: Iterable[bytes] = repeat(b"")

    def whole(self) -> Iterator[tuple[Cell, ...]]:
        """The rows with all their cells."""
        # Not strict: rows without marks have an endless supply of none.
        return ((*self.about, *row, *marks) for row, marks in zip(self.rows, self.marks, strict=False))


@dataclass(frozen=True, slots=True)
class DocumentTable(Table):
    """A table made document by document, so that one reading of the documents can feed several. `rows` are those
    of all documents of the run that it was asked for."""

    block: Callable[[CodedDocument], Block] = field(kw_only=True)

    @classmethod
    def of(
        cls,
        documents: Iterable[CodedDocument],
        columns: tuple[str, ...],
        block: Callable[[CodedDocument], Block],
        title: str,
    ) -> DocumentTable:
        """The table that has the `block` of each of the `documents`."""
        rows = chain.from_iterable(block(document).whole() for document in documents)
        return cls(columns, rows, title, block=block)


def coded_documents(connection: sqlite3.Connection, run: str) -> Iterator[CodedDocument]:
    """The versions that a run covers in order of path. People's codings are those on the same text."""
    names = _Names.read(connection)
    human: defaultdict[tuple[int, str], list[_Row]] = defaultdict(list)
    for document, digest, *row in connection.execute(_OF_PEOPLE):
        human[document, digest].append(tuple(row))
    for version, document, digest, path, case in connection.execute(_VERSIONS, (run,)).fetchall():
        voices = _voices(connection, document, version)
        decided = decisions.latest(connection, digest)
        machine = connection.execute(_OF_RUN, (run, version))
        found = [
            *names.resolve(machine, voices, decided, PROPOSED, run),
            *names.resolve(human.get((document, digest), ()), voices, decided, ACCEPTED, ""),
        ]
        found.sort(key=attrgetter("start", "end", "code", "coder"))
        yield CodedDocument(connection, run, version, path, case, voices, tuple(found))


@dataclass(frozen=True, slots=True)
class _Names:
    """What row ids stand for."""

    english: dict[int, _CodeName]
    french: dict[int, _CodeName]
    coders: dict[int, str]

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> _Names:
        return cls(
            _code_names(connection, "label_en", "label_fr"),
            _code_names(connection, "label_fr", "label_en"),
            dict(connection.execute("SELECT id, name FROM coders").fetchall()),
        )

    def resolve(
        self,
        rows: Iterable[_Row],
        voices: Mapping[int | None, _Voice],
        decided: Mapping[tuple[int, int, str], str],
        undecided: str,
        run: str,
    ) -> Iterator[Coded]:
        english, french, coders = self.english, self.french, self.coders
        for coding, unit, ordinal, start, end, turn, kind, language, code, negated, reported, coder in rows:
            name = french[code] if language == "fr" else english[code]
            yield Coded(
                coding,
                unit,
                ordinal + 1,
                start,
                end,
                None if turn is None else turn + 1,
                kind,
                language,
                *name,
                negated,
                reported,
                coders[coder],
                decided.get((start, end, name[0]), undecided),
                *voices[turn],
                run,
            )


def _code_names(connection: sqlite3.Connection, label: str, otherwise: str) -> dict[int, _CodeName]:
    """All codes by row id, called by the column `label`, or `otherwise` where that is empty."""
    rows = connection.execute(
        f"""SELECT codes.id, code, ifnull(nullif({label}, ''), {otherwise}), codebooks.id, codebooks.version
            FROM codes JOIN codebooks ON codebooks.sha256 = codebook_sha256"""
    )
    return {id: (code, name, codebook, version) for id, code, name, codebook, version in rows}


def _voices(connection: sqlite3.Connection, document: int, version: int) -> dict[int | None, _Voice]:
    """Who speaks in each turn of a version; outside of turns the voice, if the document has no turns at all."""
    people: dict[int | None, _Voice] = {None: ("", "")}
    voice = ("", "")
    for speaker, label, name, role in connection.execute(
        "SELECT id, label, name, role FROM speakers WHERE document = ?", (document,)
    ):
        people[speaker] = (name or label, role)
        voice = people[speaker] if label == VOICE else voice
    turns = connection.execute("SELECT ordinal, speaker FROM turns WHERE version = ?", (version,)).fetchall()
    return {None: ("", "") if turns else voice, **{turn: people[speaker] for turn, speaker in turns}}
