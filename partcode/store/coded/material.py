"""A run as the columns that analyses ask: documents, segments of a unit, who says them, and what was coded in them."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.model import Unit
from partcode.model.codebook import Certainty
from partcode.model.codings import STATUSES
from partcode.model.columns import NO_TURN, Sentences
from partcode.model.material import (
    NO_VERDICT,
    CodeRow,
    CodingColumns,
    DocumentRow,
    Material,
    PlacedChain,
    SegmentColumns,
    VoiceRow,
)
from partcode.store.coded.segments import Coded, CodedDocument, coded_documents
from partcode.store.corpus import sentences, units
from partcode.store.corpus.people import VOICE

_DOCUMENTS = """SELECT versions.id, documents.id, path, ifnull(case_id, ''), ifnull(cases.side, ''), kind, date,
        documents.title, versions.language, documents.attributes, ifnull(cases.attributes, '{}')
    FROM versions JOIN documents ON documents.id = versions.document LEFT JOIN cases ON cases.id = case_id
    WHERE versions.id = ?"""

_CODES = """SELECT code, coalesce(nullif(label_en, ''), label_fr), book, version FROM (
    SELECT DISTINCT codebooks.id AS book, codebooks.version AS version, codes.id AS row, code, label_en, label_fr
    FROM run_applications
    JOIN applications ON applications.id = application
    JOIN codebooks ON codebooks.sha256 = applications.codebook_sha256
    JOIN codes ON codes.codebook_sha256 = codebooks.sha256
    WHERE run = ? ORDER BY book, row)"""

Numbers = NDArray[np.int64]


def material(connection: sqlite3.Connection, run: str, unit: Unit, certainty: Certainty) -> Material:
    """What `run` covers in segments of `unit`, with codings that are at least that certain, and people's."""
    gathered = _Gathered(connection, unit, run)
    for document in coded_documents(connection, run, certainty):
        gathered.add(document)
    return gathered.material(run)


class _Place(NamedTuple):
    """The segments of one document, and by turn (None: outside of turns) who speaks."""

    segments: Sentences
    voices: dict[int | None, int]


@dataclass(slots=True)
class _Codes:
    """Codes by id: one that stands in two codebooks is one."""

    rows: list[CodeRow]
    places: dict[str, int]

    @classmethod
    def of(cls, connection: sqlite3.Connection, run: str) -> _Codes:
        found: dict[str, CodeRow] = {}
        for row in connection.execute(_CODES, (run,)):
            found.setdefault(row[0], CodeRow(*row))
        return cls(list(found.values()), {code: i for i, code in enumerate(found)})

    def place(self, coded: Coded) -> int:
        """The place of a code; one that is people's alone is added."""
        if coded.code not in self.places:
            self.places[coded.code] = len(self.rows)
            self.rows.append(CodeRow(coded.code, coded.label, coded.codebook, coded.codebook_version))
        return self.places[coded.code]


class _Gathered:
    """What has been read so far, document by document."""

    def __init__(self, connection: sqlite3.Connection, unit: Unit, run: str) -> None:
        self._connection = connection
        self._unit = unit
        self._codes = _Codes.of(connection, run)
        self._coders: dict[str, int] = {}
        self._documents: list[DocumentRow] = []
        self._voices: list[VoiceRow] = []
        self._chains: list[PlacedChain] = []
        self._segments: list[tuple[Numbers, ...]] = []
        self._codings: list[tuple[int, ...]] = []
        self._before = 0  # segments of the documents before

    def add(self, document: CodedDocument) -> None:
        """One more document."""
        number = len(self._documents)
        _, row, *_ = about = self._connection.execute(_DOCUMENTS, (document.version,)).fetchone()
        self._documents.append(_document(about))
        place = _Place(self._cut(document.version), self._speaking(row, document.version, number))
        self._segments.append(_columns(number, place))
        self._codings += self._coded(number, document, place.segments)
        self._chains += (PlacedChain(number, chain, place) for place, chain in enumerate(document.chains, 1))
        self._before += len(place.segments.start)

    def material(self, run: str) -> Material:
        """All of it."""
        none = np.zeros(0, dtype=np.int64)
        segments = [np.concatenate(column) for column in zip(*self._segments, strict=True)]
        names = CodingColumns.__slots__
        codings = dict(zip(names, np.array(self._codings, dtype=np.int64).reshape(-1, len(names)).T, strict=True))
        return Material(
            run=run,
            unit=self._unit,
            documents=tuple(self._documents),
            voices=tuple(self._voices),
            codes=tuple(self._codes.rows),
            wanted=tuple(range(len(self._codes.rows))),
            coders=tuple(self._coders),
            segments=SegmentColumns(*(segments or [none] * len(SegmentColumns.__slots__))),
            codings=CodingColumns(**{**codings, "negated": codings["negated"] != 0}),
            chains=tuple(self._chains),
        )

    def _cut(self, version: int) -> Sentences:
        """The segments of the unit; they are derived where no run has asked for them yet."""
        if found := sentences.read(self._connection, version, self._unit):
            return found.columns
        by_sentence = sentences.read(self._connection, version, Unit.SENTENCE)
        assert by_sentence is not None, "every version has sentences"
        derived, _ = units.group(by_sentence.columns, {}, self._unit)
        return derived

    def _speaking(self, document: int, version: int, number: int) -> dict[int | None, int]:
        """By turn (from 0) the place of its voice; outside of turns that of the document, if it has no turns."""
        self._voices.append(VoiceRow(number, "", "", "", "", {}))
        nobody = len(self._voices) - 1
        places: dict[int | None, int] = {None: nobody}
        voice = nobody
        for speaker, label, name, role, side, organisation, attributes in self._connection.execute(
            """SELECT id, label, name, role, side, organisation, attributes FROM voices
                WHERE document = ? ORDER BY label""",
            (document,),
        ):
            places[speaker] = len(self._voices)
            voice = len(self._voices) if label == VOICE else voice
            self._voices.append(VoiceRow(number, name or label, role, side, organisation, json.loads(attributes)))
        turns = self._connection.execute(
            "SELECT ordinal, speaker FROM turn_spans WHERE version = ?", (version,)
        ).fetchall()
        return {None: nobody if turns else voice, **{turn: places[speaker] for turn, speaker in turns}}

    def _coded(self, number: int, document: CodedDocument, segments: Sentences) -> Iterator[tuple[int, ...]]:
        """Codings as rows of CodingColumns."""
        starts, ends = segments.start.tolist(), segments.end.tolist()
        for one in document.codings:
            evidence = document.matches.get(one.coding)
            yield (
                number,
                self._before + bisect_right(ends, one.start),
                self._before + bisect_left(starts, one.end) - 1,
                one.start,
                one.end,
                self._codes.place(one),
                self._coders.setdefault(one.coder, len(self._coders)),
                STATUSES.index(one.status),
                one.negated,
                NO_VERDICT if one.reported is None else one.reported,
                evidence[0].start if evidence else one.start,
                evidence[0].end if evidence else one.end,
            )


def _document(about: Sequence[Any]) -> DocumentRow:
    version, _, path, case, side, kind, date, title, language, own, of_case = about
    return DocumentRow(path, version, case, side, kind, date, title, language, json.loads(of_case) | json.loads(own))


def _columns(document: int, place: _Place) -> tuple[Numbers, ...]:
    """One document's rows of SegmentColumns."""
    segments, voices = place
    count = len(segments.start)
    turns = [None if turn == NO_TURN else turn for turn in segments.turn.tolist()]
    words = segments.words.astype(np.int64)
    before = np.cumsum(words) - words
    columns = (
        np.full(count, document),
        np.arange(count),
        segments.start,
        segments.end,
        segments.turn,
        np.array([voices[turn] for turn in turns], dtype=np.int64),
        segments.kind,
        segments.language,
        words,
        np.minimum(3 * before // max(int(words.sum()), 1), 2),
    )
    return tuple(column.astype(np.int64) for column in columns)
