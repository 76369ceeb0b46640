"""The coded segments of one run and of the people, document by document, with all names resolved."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from partcode.store import decisions
from partcode.store.documents import text_of
from partcode.store.people import VOICE

PROPOSED, ACCEPTED, REJECTED = "proposed", "accepted", "rejected"


class Match(NamedTuple):
    """One piece of evidence."""

    rule: str
    start: int
    end: int
    negated: int
    reported: int | None


class Coded(NamedTuple):
    """One coding with its segment. `segment` and `turn` count from 1; `match_start` and `match_end` are of the
    leading evidence, a person's evidence is the segment itself."""

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
    rule: str
    match_start: int
    match_end: int
    matches: int
    negated: int
    reported: int | None
    coder: str
    status: str
    speaker: str
    role: str
    run: str


class CodeName(NamedTuple):
    """How a code is called, and in which codebook it stands."""

    code: str
    label_en: str
    label_fr: str
    codebook: str
    codebook_version: str

    def label(self, language: str) -> str:
        """The label in `language`, in English where there is none."""
        wanted = self.label_fr if language == "fr" else self.label_en
        return wanted or self.label_en or self.label_fr


# A codings row with its segment and its leading match; the names are looked up in Python, once for all rows.
_COLUMNS = """codings.id, segments.unit, segments.ordinal, segments.start, segments.end, segments.turn,
    segments.kind, segments.language, codings.code, matches.rule, matches.start, matches.end, codings.matches,
    codings.negated, codings.reported, codings.coder"""
_Row = tuple[int, str, int, int, int, int | None, str, str, int, int | None, int, int, int, int, int | None, int]

# CROSS JOIN keeps the order in which these tables are read: the applications of one version come first.
_OF_RUN = f"""SELECT {_COLUMNS} FROM applications
    CROSS JOIN run_applications ON run = ? AND run_applications.application = applications.id
    CROSS JOIN codings ON codings.application = applications.id
    CROSS JOIN segments ON segments.id = codings.segment
    LEFT JOIN matches ON matches.coding = codings.id AND matches.ordinal = 0
    WHERE applications.version = ?"""

_MATCHES = """SELECT coding, rules.rule, start, end, matches.negated, matches.reported FROM applications
    CROSS JOIN run_applications ON run = ? AND run_applications.application = applications.id
    CROSS JOIN codings ON codings.application = applications.id
    CROSS JOIN matches ON matches.coding = codings.id
    CROSS JOIN rules ON rules.id = matches.rule
    WHERE applications.version = ? ORDER BY coding, ordinal"""

_OF_PEOPLE = f"""SELECT versions.document, versions.text_sha256, {_COLUMNS} FROM codings
    JOIN segments ON segments.id = codings.segment
    JOIN versions ON versions.id = segments.version
    LEFT JOIN matches ON matches.coding = codings.id AND matches.ordinal = 0
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
    codings: tuple[Coded, ...]

    @cached_property
    def text(self) -> str:
        """The stored text, read when first asked for."""
        return text_of(self.connection, self.version)

    def evidence(self) -> Iterator[tuple[Coded, tuple[Match, ...]]]:
        """Every coding with all its matches, the leading one first."""
        found: defaultdict[int, list[Match]] = defaultdict(list)
        for coding, *match in self.connection.execute(_MATCHES, (self.run, self.version)):
            found[coding].append(Match._make(match))
        for coded in self.codings:
            yield coded, tuple(found[coded.coding])


class Voices(NamedTuple):
    """Who speaks: (name or label, role) by turn ordinal, and the voice of a document without turns."""

    by_turn: list[tuple[str, str]]
    voice: tuple[str, str]

    def at(self, turn: int | None) -> tuple[str, str]:
        """Who speaks in a turn; outside turns the voice, if the document has no turns at all."""
        if turn is not None:
            return self.by_turn[turn]
        return ("", "") if self.by_turn else self.voice


def coded_documents(connection: sqlite3.Connection, run: str) -> Iterator[CodedDocument]:
    """The versions that a run covers in order of path. People's codings are those on the same text."""
    names = _Names.read(connection)
    human: defaultdict[tuple[int, str], list[_Row]] = defaultdict(list)
    for document, digest, *row in connection.execute(_OF_PEOPLE):
        human[document, digest].append(tuple(row))
    for version, document, digest, path, case in connection.execute(_VERSIONS, (run,)).fetchall():
        voices = voices_of(connection, document, version)
        decided = decisions.latest(connection, digest)
        machine = connection.execute(_OF_RUN, (run, version))
        found = [names.resolve(row, voices, decided, PROPOSED, run) for row in machine]
        people = human.get((document, digest), ())
        found += [names.resolve(row, voices, decided, ACCEPTED, "") for row in people]
        found.sort(key=lambda coded: (coded.start, coded.end, coded.code, coded.coder))
        yield CodedDocument(connection, run, version, path, case, tuple(found))


@dataclass(frozen=True, slots=True)
class _Names:
    """What row ids stand for."""

    codes: dict[int, CodeName]
    rules: dict[int, str]
    coders: dict[int, str]

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> _Names:
        return cls(
            code_names(connection),
            _by_id(connection, "SELECT id, rule FROM rules"),
            _by_id(connection, "SELECT id, name FROM coders"),
        )

    def resolve(
        self, row: _Row, voices: Voices, decided: dict[tuple[int, int, str], str], undecided: str, run: str
    ) -> Coded:
        (
            coding, unit, ordinal, start, end, turn, kind, language,
            code, rule, match_start, match_end, matches, negated, reported, coder,
        ) = row  # fmt: skip
        name = self.codes[code]
        return Coded(
            coding,
            unit,
            ordinal + 1,
            start,
            end,
            None if turn is None else turn + 1,
            kind,
            language,
            name.code,
            name.label(language),
            name.codebook,
            name.codebook_version,
            "" if rule is None else self.rules[rule],
            start if rule is None else match_start,
            end if rule is None else match_end,
            matches,
            negated,
            reported,
            self.coders[coder],
            decided.get((start, end, name.code), undecided),
            *voices.at(turn),
            run,
        )


def code_names(connection: sqlite3.Connection) -> dict[int, CodeName]:
    """All codes by row id."""
    rows = connection.execute(
        """SELECT codes.id, code, label_en, label_fr, codebooks.id, codebooks.version
            FROM codes JOIN codebooks ON codebooks.sha256 = codebook_sha256"""
    )
    return {id: CodeName(*rest) for id, *rest in rows}


def voices_of(connection: sqlite3.Connection, document: int, version: int) -> Voices:
    """Who speaks in a version."""
    people: dict[int | None, tuple[str, str]] = {None: ("", "")}
    voice = ("", "")
    for speaker, label, name, role in connection.execute(
        "SELECT id, label, name, role FROM speakers WHERE document = ?", (document,)
    ):
        people[speaker] = (name or label, role)
        voice = people[speaker] if label == VOICE else voice
    turns = connection.execute("SELECT speaker FROM turns WHERE version = ? ORDER BY ordinal", (version,))
    return Voices([people[speaker] for (speaker,) in turns], voice)


def _by_id(connection: sqlite3.Connection, query: str) -> dict[int, str]:
    return dict(connection.execute(query).fetchall())
