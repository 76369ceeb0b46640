"""The coded segments of one run and of the people, document by document, with all names resolved."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, repeat
from operator import attrgetter
from typing import Literal, NamedTuple

from partcode.model.chains import CodedChain
from partcode.model.codebook import Certainty
from partcode.model.codings import ACCEPTED, PROPOSED
from partcode.store.coded.chains import ChainReader
from partcode.store.coded.names import Names, Voice, at_least
from partcode.store.coded.names import voices as voices_of
from partcode.store.corpus import layouts
from partcode.store.corpus.documents import text_of
from partcode.store.corpus.layouts import Layout
from partcode.store.decided import carrying
from partcode.table import Cell, Table


class Match(NamedTuple):
    """One piece of evidence; a `lossy` one holds words that lost their accented letters."""

    rule: str
    certainty: Certainty
    start: int
    end: int
    negated: int
    reported: int | None
    lossy: int


class Coded(NamedTuple):
    """One coding with its segment. `segment` and `turn` count from 1; `certainty` is that of the leading match;
    it and `run` are empty for a person's coding."""

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
    certainty: Certainty | Literal[""]
    negated: int
    reported: int | None
    coder: str
    status: str
    speaker: str
    role: str
    run: str


# A codings row with its segment; the names are looked up in Python, once for all rows.
_COLUMNS = """codings.id, segments.unit, segments.ordinal, segments.start, segments.end, segments.turn,
    segments.kind, segments.language, codings.code, codings.negated, codings.reported, codings.coder, codings.rule"""
_Row = tuple[int, str, int, int, int, int | None, str, str, int, int, int | None, int, int | None]

# CROSS JOIN keeps the order in which these tables are read: the applications of one version come first.
_OF_RUN = f"""SELECT {_COLUMNS} FROM applications
    CROSS JOIN run_applications ON run = ? AND run_applications.application = applications.id
    CROSS JOIN codings ON codings.application = applications.id
    CROSS JOIN segments ON segments.id = codings.segment
    WHERE applications.version = ?"""

_LEADING = """SELECT codings.id, rules.rule, certainty, match_start, match_end, match_negated, match_reported,
        match_lossy
    FROM applications
    CROSS JOIN run_applications ON run = ? AND run_applications.application = applications.id
    CROSS JOIN codings ON codings.application = applications.id
    CROSS JOIN rules ON rules.id = codings.rule
    WHERE applications.version = ?"""

_FURTHER = """SELECT coding, rules.rule, certainty, start, end, matches.negated, matches.reported,
        matches.lossy FROM applications
    CROSS JOIN run_applications ON run = ? AND run_applications.application = applications.id
    CROSS JOIN codings ON codings.application = applications.id AND codings.matches > 1
    CROSS JOIN matches ON matches.coding = codings.id
    CROSS JOIN rules ON rules.id = matches.rule
    WHERE applications.version = ? ORDER BY coding, ordinal"""

_OF_PEOPLE = f"""SELECT versions.document, versions.text_sha256, {_COLUMNS} FROM codings
    JOIN segments ON segments.id = codings.segment
    JOIN versions ON versions.id = segments.version
    WHERE codings.application IS NULL"""

_VERSIONS = """SELECT DISTINCT versions.id, document, text_sha256, raw_sha256, path, ifnull(case_id, '')
    FROM run_applications
    JOIN applications ON applications.id = run_applications.application
    JOIN versions ON versions.id = applications.version
    JOIN documents ON documents.id = versions.document WHERE run = ? ORDER BY path, versions.id"""


@dataclass(frozen=True)
class CodedDocument:
    """A version that a run covers, and its coded segments in order of place, code and coder, if they are certain
    enough; people are."""

    connection: sqlite3.Connection
    run: str
    version: int
    text_sha256: str
    raw_sha256: str
    path: str
    case: str
    voices: Mapping[int | None, Voice]  # by turn from 0; None stands for outside of turns
    codings: tuple[Coded, ...]
    chain_reader: ChainReader

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

    @cached_property
    def turns(self) -> list[tuple[int, int]]:
        """Where the turns begin and end, in their order; read when first asked for."""
        rows = self.connection.execute(
            "SELECT start, end FROM turn_spans WHERE version = ? ORDER BY ordinal", (self.version,)
        )
        return rows.fetchall()

    @cached_property
    def layout(self) -> Layout:
        """Who speaks where, and the sentences; read when first asked for."""
        return layouts.read(self.connection, self.version)

    @cached_property
    def chains(self) -> tuple[CodedChain, ...]:
        """The chains of sequences, read when first asked for."""
        return self.chain_reader.read(self.run, self.version)


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


def coded_documents(
    connection: sqlite3.Connection, run: str, certainty: Certainty, codes: Sequence[str] = ()
) -> Iterator[CodedDocument]:
    """The versions that a run covers in order of path, with codings that are at least that certain; with `codes`, only
    those whose ids begin so, and chains of such sequences or with such a step. People's codings are those on the same
    text."""
    wanted = tuple(codes) or ("",)
    names = Names.read(connection)
    human: defaultdict[tuple[int, str], list[_Row]] = defaultdict(list)
    for document, digest, *row in connection.execute(_OF_PEOPLE):
        human[document, digest].append(tuple(row))
    for version, document, digest, raw, path, case in connection.execute(_VERSIONS, (run,)).fetchall():
        voices = voices_of(connection, document, version)
        decided = carrying.latest(connection, run, version, digest)
        machine = connection.execute(_OF_RUN, (run, version))
        found = [
            *_resolved(names, machine, voices, decided, PROPOSED, run),
            *_resolved(names, human.get((document, digest), ()), voices, decided, ACCEPTED, ""),
        ]
        found = [one for one in found if not one.certainty or at_least(one.certainty, certainty)]
        found = [one for one in found if one.code.startswith(wanted)]
        found.sort(key=attrgetter("start", "end", "code", "coder"))
        chains = ChainReader(connection, names, voices, decided, certainty, wanted)
        yield CodedDocument(connection, run, version, digest, raw, path, case, voices, tuple(found), chains)


def _resolved(
    names: Names,
    rows: Iterable[_Row],
    voices: Mapping[int | None, Voice],
    decided: Mapping[tuple[int, int, str], str],
    undecided: str,
    run: str,
) -> Iterator[Coded]:
    english, french, coders, rules = names.codes.english, names.codes.french, names.coders, names.rules
    for coding, unit, ordinal, start, end, turn, kind, language, code, negated, reported, coder, rule in rows:
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
            "" if rule is None else rules[rule].certainty,
            negated,
            reported,
            coders[coder],
            decided.get((start, end, name.id), undecided),
            *voices[turn],
            run,
        )
