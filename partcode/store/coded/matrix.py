"""The matrix of segments by codes."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import partial

from partcode.errors import StoreError
from partcode.model import LANGUAGES, Unit
from partcode.model.codebook import Certainty
from partcode.model.codings import REJECTED
from partcode.model.columns import KINDS, NO_TURN, Sentences
from partcode.store.coded.segments import Block, CodedDocument, DocumentTable, coded_documents
from partcode.store.corpus import sentences
from partcode.table import Cell

BEFORE_CODES = (
    "document", "case", "language", "kind", "segment", "start", "end", "turn", "speaker", "role", "words",
)  # fmt: skip

# By number in the columns of sentences; every number that isn't a language's stands for another one.
_LANGUAGE_NAMES = [str(language) for language in LANGUAGES] + [""] * (256 - len(LANGUAGES))
_KIND_NAMES = [kind.value for kind in KINDS]


def matrix(connection: sqlite3.Connection, run: str, unit: Unit, certainty: Certainty) -> DocumentTable:
    """One row per segment of the versions that a run covers, 0 or 1 for every code of its codebooks.

    1: some coding of the code, not rejected, overlaps the segment; so codings of sentences fill a matrix of turns
    too. Codes of the same name in two codebooks share a column.
    """
    codes = [code for (code,) in connection.execute(_CODES, (run,))]
    columns = {code: i for i, code in enumerate(dict.fromkeys(codes))}
    block = partial(_block, connection, unit, columns)
    documents = coded_documents(connection, run, certainty)
    return DocumentTable.of(documents, (*BEFORE_CODES, *columns), block, "Segments by codes")


_CODES = """SELECT DISTINCT code FROM (
    SELECT DISTINCT codebooks.id AS book, codes.id AS row, code FROM run_applications
    JOIN applications ON applications.id = application
    JOIN codebooks ON codebooks.sha256 = applications.codebook_sha256
    JOIN codes ON codes.codebook_sha256 = codebooks.sha256
    WHERE run = ? ORDER BY book, row)"""


def _block(connection: sqlite3.Connection, unit: Unit, columns: Mapping[str, int], document: CodedDocument) -> Block:
    found = sentences.read(connection, document.version, unit)
    if found is None:
        raise StoreError(f"{document.path} has no segments of the unit {unit}", hint="code it with that --unit first")
    segments = found.columns
    starts, ends = segments.start.tolist(), segments.end.tolist()
    marks = _marks(document, starts, ends, columns)
    return Block(_rows(document, segments, starts, ends), (document.path, document.case), marks)


def _rows(
    document: CodedDocument, segments: Sentences, starts: list[int], ends: list[int]
) -> Iterator[tuple[Cell, ...]]:
    turns: list[int | None] = [None if turn == NO_TURN else turn for turn in segments.turn.tolist()]
    voices = [document.voices[turn] for turn in turns]
    return zip(
        map(_LANGUAGE_NAMES.__getitem__, segments.language.tolist()),
        map(_KIND_NAMES.__getitem__, segments.kind.tolist()),
        range(1, len(starts) + 1),
        starts,
        ends,
        [None if turn is None else turn + 1 for turn in turns],
        [speaker for speaker, _ in voices],
        [role for _, role in voices],
        segments.words.tolist(),
        strict=True,
    )


def _marks(document: CodedDocument, starts: list[int], ends: list[int], columns: Mapping[str, int]) -> list[bytes]:
    """For every segment a byte per code. All segments without a code share one object."""
    found: dict[int, bytearray] = {}
    for coded in document.codings:
        if coded.status == REJECTED or coded.code not in columns:
            continue
        for i in range(bisect_right(ends, coded.start), bisect_left(starts, coded.end)):
            found.setdefault(i, bytearray(len(columns)))[columns[coded.code]] = 1
    marks = [bytes(len(columns))] * len(starts)
    for i, cells in found.items():
        marks[i] = bytes(cells)
    return marks
