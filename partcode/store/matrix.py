"""The matrix of segments by codes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from partcode.errors import StoreError
from partcode.model import Unit
from partcode.store import sentences
from partcode.store.coded import REJECTED, CodedDocument, Voices, coded_documents, voices_of
from partcode.table import Cell, Table

BEFORE_CODES = (
    "document", "case", "language", "kind", "segment", "start", "end", "turn", "speaker", "role", "words",
)  # fmt: skip

_SEGMENTS = """SELECT language, kind, ordinal, segments.start, segments.end, turn, words FROM units
    JOIN segments ON segments.id BETWEEN units.first AND units.first + units.count - 1
    WHERE units.version = ? AND units.unit = ? ORDER BY segments.id"""


def matrix(connection: sqlite3.Connection, run: str, unit: Unit) -> Table:
    """One row per segment of the versions that a run covers, 0 or 1 for every code of its codebooks.

    1: some coding of the code, not rejected, overlaps the segment; so codings of sentences fill a matrix of turns
    too. Codes of the same name in two codebooks share a column.
    """
    codes = [code for (code,) in connection.execute(_CODES, (run,))]
    columns = {code: i for i, code in enumerate(dict.fromkeys(codes))}
    documents = coded_documents(connection, run)
    rows = (row for document in documents for row in _rows(connection, document, unit, columns))
    return Table((*BEFORE_CODES, *columns), rows, "Segments by codes")


_CODES = """SELECT DISTINCT code FROM (
    SELECT DISTINCT codebooks.id AS book, codes.id AS row, code FROM run_applications
    JOIN applications ON applications.id = application
    JOIN codebooks ON codebooks.sha256 = applications.codebook_sha256
    JOIN codes ON codes.codebook_sha256 = codebooks.sha256
    WHERE run = ? ORDER BY book, row)"""


def _rows(
    connection: sqlite3.Connection, document: CodedDocument, unit: Unit, columns: dict[str, int]
) -> Iterator[tuple[Cell, ...]]:
    if sentences.extent(connection, document.version, unit) is None:
        raise StoreError(f"{document.path} has no segments of the unit {unit}", hint="code it with that --unit first")
    segments = connection.execute(_SEGMENTS, (document.version, str(unit))).fetchall()
    found = _found(document, segments, columns)
    none = (0,) * len(columns)
    voices = _voices(connection, document)
    for i, (language, kind, ordinal, start, end, turn, words) in enumerate(segments):
        about = (document.path, document.case, language, kind, ordinal + 1, start, end)
        turn_cell = None if turn is None else turn + 1
        yield (*about, turn_cell, *voices.at(turn), words, *found.get(i, none))


def _found(
    document: CodedDocument, segments: list[tuple[str, str, int, int, int, int | None, int]], columns: dict[str, int]
) -> dict[int, tuple[int, ...]]:
    """Cells by index of the segment, for those that have any code."""
    starts = np.array([segment[3] for segment in segments], dtype=np.int32)
    ends = np.array([segment[4] for segment in segments], dtype=np.int32)
    marks: dict[int, list[int]] = {}
    for coded in document.codings:
        if coded.status == REJECTED or coded.code not in columns:
            continue
        for i in _overlapping(starts, ends, coded.start, coded.end):
            marks.setdefault(i, [0] * len(columns))[columns[coded.code]] = 1
    return {i: tuple(cells) for i, cells in marks.items()}


def _overlapping(starts: NDArray[np.int32], ends: NDArray[np.int32], start: int, end: int) -> range:
    first = int(np.searchsorted(ends, start, side="right"))
    return range(first, int(np.searchsorted(starts, end, side="left")))


def _voices(connection: sqlite3.Connection, document: CodedDocument) -> Voices:
    row = connection.execute("SELECT document FROM versions WHERE id = ?", (document.version,)).fetchone()
    if row is None:
        raise StoreError(f"{document.path} was deleted meanwhile")
    return voices_of(connection, row[0], document.version)
