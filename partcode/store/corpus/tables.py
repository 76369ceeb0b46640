"""Tables of what is in the store: documents, turns, speakers, cases, runs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from partcode.store.coded import runs as stored_runs
from partcode.store.corpus.documents import text_of
from partcode.store.rows import to_json
from partcode.table import Cell, Table

DOCUMENTS = (
    "document", "case", "kind", "date", "title", "language", "format", "encoding", "extractor", "size", "words",
    "turns", "speakers", "sentences", "version", "lossy", "missing", "warnings", "text_sha256", "raw_sha256",
)  # fmt: skip
TURNS = (
    "document", "case", "turn", "start", "end", "label", "speaker", "role", "organisation", "side",
    "begin_seconds", "end_seconds", "words", "text",
)  # fmt: skip
SPEAKERS = ("document", "label", "name", "role", "organisation", "side")  # free attributes follow
CASES = ("case", "name", "side")  # free attributes follow
ROLES = ("role", "side", "speakers", "edited")
RUNS = ("run", "tool_version", "codebooks", "documents", "removed", "codings", "options", "libraries")


def documents(connection: sqlite3.Connection) -> Table:
    """One row per document, as its current version stands."""
    rows = connection.execute(
        """SELECT path, ifnull(case_id, ''), kind, date, title, language, format, encoding, extractor, size, words,
                (SELECT count(*) FROM turn_spans WHERE turn_spans.version = versions.id),
                (SELECT count(DISTINCT speaker) FROM turn_spans WHERE turn_spans.version = versions.id),
                units.count, number, lossy, missing, warnings, text_sha256, raw_sha256
            FROM documents JOIN versions ON versions.id = documents.version
            JOIN units ON units.version = versions.id AND unit = 'sentence' ORDER BY path"""
    )
    at = DOCUMENTS.index("warnings")
    return Table(DOCUMENTS, ((*row[:at], "; ".join(json.loads(row[at])), *row[at + 1 :]) for row in rows), "Documents")


def turns(connection: sqlite3.Connection) -> Table:
    """One row per turn of the current versions."""
    return Table(TURNS, _turn_rows(connection), "Turns")


def speakers(connection: sqlite3.Connection) -> Table:
    """One row per speaker of the current versions, or voice of a document without turns (its label is empty).

    Goes out as CSV and comes back: everything in it is a person's to change.
    """
    rows = connection.execute(
        """SELECT path, label, voices.name, role, organisation, side, voices.attributes FROM voices
            JOIN documents ON documents.id = document WHERE voices.current ORDER BY path, label"""
    )
    return _with_attributes(SPEAKERS, rows, "Speakers")


def roles(connection: sqlite3.Connection) -> Table:
    """One row per role and side of the speakers, and how many of those a person `edited` after they were read."""
    rows = connection.execute(
        "SELECT role, side, count(*), sum(edited) FROM voices WHERE current GROUP BY role, side ORDER BY role, side"
    )
    return Table(ROLES, rows, "Roles")


def cases(connection: sqlite3.Connection) -> Table:
    """One row per case; goes out as CSV and comes back, as speakers do."""
    rows = connection.execute("SELECT id, name, side, attributes FROM cases ORDER BY id")
    return _with_attributes(CASES, rows, "Cases")


def runs(connection: sqlite3.Connection) -> Table:
    """One row per run, the oldest first; `removed` documents were deleted since, with their codings."""
    codings: dict[str, int] = dict(
        connection.execute(
            """SELECT run, count(*) FROM run_applications
                JOIN codings ON codings.application = run_applications.application GROUP BY run"""
        ).fetchall()
    )
    rows: list[tuple[Cell, ...]] = [
        (
            run.id,
            run.tool_version,
            to_json(run.codebooks),
            len(run.documents),
            run.removed,
            codings.get(run.id, 0),
            to_json(run.options),
            to_json(run.libraries),
        )
        for run in stored_runs.everything(connection)
    ]
    return Table(RUNS, rows, "Runs")


def _turn_rows(connection: sqlite3.Connection) -> Iterator[tuple[Cell, ...]]:
    for version, path, case in connection.execute(
        "SELECT version, path, ifnull(case_id, '') FROM documents WHERE version IS NOT NULL ORDER BY path"
    ).fetchall():
        rows = connection.execute(_TURNS_OF_VERSION, (version,)).fetchall()
        text = text_of(connection, version) if rows else ""
        for ordinal, start, end, *who, begin, end_time, words in rows:
            yield (path, case, ordinal + 1, start, end, *who, begin, end_time, words, text[start:end])


_TURNS_OF_VERSION = """WITH counted AS (
        SELECT segments.turn, sum(segments.words) AS words FROM units
        JOIN segments ON segments.id BETWEEN units.first AND units.first + units.count - 1
        WHERE units.version = ?1 AND units.unit = 'sentence' GROUP BY segments.turn)
    SELECT ordinal, turn_spans.start, turn_spans.end, ifnull(label, ''), coalesce(nullif(name, ''), label, ''),
        ifnull(role, ''), ifnull(organisation, ''), ifnull(side, ''), begin, end_time, ifnull(counted.words, 0)
    FROM turn_spans LEFT JOIN voices ON voices.id = turn_spans.speaker LEFT JOIN counted ON counted.turn = ordinal
    WHERE turn_spans.version = ?1 ORDER BY ordinal"""


def _with_attributes(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], title: str) -> Table:
    """A column for every attribute that any row has, after the fixed columns."""
    parsed = [(fixed, json.loads(attributes)) for *fixed, attributes in rows]
    names = sorted({name for _, attributes in parsed for name in attributes} - set(columns))
    return Table(
        (*columns, *names),
        [(*fixed, *(attributes.get(name, "") for name in names)) for fixed, attributes in parsed],
        title,
    )
