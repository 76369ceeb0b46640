"""Whether a database is what it should be, down to each span and each text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.model import LANGUAGES, Unit
from partcode.model.columns import KINDS, NO_TURN
from partcode.model.fingerprint import sha256
from partcode.store.corpus import sentences
from partcode.store.file.damage import is_damage
from partcode.store.file.migrations import MIGRATIONS, format_of
from partcode.store.file.records import json_columns, packed_words, runs

_SHOWN = 20  # problems of one check: the first say what the matter is
# What tables were called before the third format. Backups are checked as they are.
_CALLED_BEFORE = {"turn_spans": "turns", "voices": "speakers"}
_SLOW = ("full-text index", "texts")


class Finding(NamedTuple):
    """What a check found: one of these with `problem` "" when nothing is wrong, else one for each problem."""

    check: str
    where: str
    problem: str


# By check: SQL for the places where something is wrong, and what. `lengths` has those of the versions' texts.
_QUESTIONS = {
    "segments in their text": (
        """SELECT 'segment ' || segments.id FROM segments LEFT JOIN temp.lengths ON lengths.version = segments.version
            WHERE NOT (0 <= start AND start <= end AND end <= ifnull(length, -1))""",
        "ends outside its text",
    ),
    "turns in their text": (
        """SELECT 'version ' || turn_spans.version || ', turn ' || (ordinal + 1)
            FROM turn_spans LEFT JOIN temp.lengths ON lengths.version = turn_spans.version
            WHERE NOT (0 <= start AND start <= end AND end <= ifnull(length, -1)
                AND (label_start IS NULL OR 0 <= label_start AND label_start <= label_end AND label_end <= length))""",
        "ends outside its text",
    ),
    "matches in their text": (
        """SELECT place FROM (
                SELECT 'coding ' || id AS place, segment AS of, match_start AS first, match_end AS last
                    FROM codings WHERE application IS NOT NULL
                UNION ALL SELECT 'coding ' || coding || ', match ' || ordinal, segment, start, end
                    FROM matches JOIN codings ON codings.id = coding
                UNION ALL SELECT 'chain ' || chain || ', step ' || (step + 1), segment, match_start, match_end
                    FROM chain_steps)
            LEFT JOIN segments ON segments.id = of LEFT JOIN temp.lengths ON lengths.version = segments.version
            WHERE NOT ifnull(0 <= first AND first <= last AND last <= length, 0)""",
        "ends outside its text",
    ),
    "codings": (
        """SELECT 'coding ' || codings.id FROM codings JOIN coders ON coders.id = coder
                WHERE (application IS NULL) <> (kind = 'person')
            UNION ALL SELECT 'coding ' || id FROM codings
                WHERE application IS NOT NULL
                    AND matches <> 1 + (SELECT count(*) FROM matches WHERE coding = codings.id)
            UNION ALL SELECT 'coding ' || codings.id FROM codings JOIN applications ON applications.id = application
                JOIN segments ON segments.id = segment WHERE segments.version <> applications.version""",
        "doesn't agree with its coder, its matches or its application",
    ),
    "chains": (
        """SELECT 'chain ' || id FROM chains
            WHERE found <> (SELECT count(*) FROM chain_steps WHERE chain = chains.id)""",
        "lacks steps",
    ),
    "documents": (
        """SELECT path FROM documents LEFT JOIN versions ON versions.id = documents.version
                WHERE versions.document IS NOT documents.id
            UNION ALL SELECT path FROM documents JOIN versions ON versions.document = documents.id
                LEFT JOIN units ON units.version = versions.id AND unit = 'sentence'
                LEFT JOIN streams ON streams.version = versions.id
                WHERE units.version IS NULL OR streams.version IS NULL""",
        "lacks its version, its sentences or its words",
    ),
    "words": (
        "SELECT 'words' WHERE (SELECT count(*) <> ifnull(max(id) + 1, 0) FROM words)",
        "have gaps in their numbers",
    ),
}


def check(connection: sqlite3.Connection, *, quick: bool = False) -> list[Finding]:
    """All findings, check by check; `quick` leaves out the full-text index and the hashes of the texts."""
    first = {"pages": _pages(connection), "tables": _tables(connection)}
    found = [finding for name, problems in first.items() for finding in _findings(name, problems)]
    if any(finding.problem for finding in found):
        return found  # what comes next would fail or mislead
    before = _CALLED_BEFORE if format_of(connection) < 3 else {}
    for name, called in before.items():
        connection.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{called}")
    connection.execute("CREATE TEMP TABLE lengths AS SELECT id AS version, length(text) AS length FROM versions")
    connection.execute("CREATE UNIQUE INDEX temp.lengths_by_version ON lengths (version)")
    further = {
        "foreign keys": _foreign_keys(connection),
        **{name: _asked(connection, *question) for name, question in _QUESTIONS.items()},
        "columns of segments": _units(connection),
        "packed words": packed_words(connection),
        "runs": runs(connection),
        "attributes": json_columns(connection),
        "full-text index": _full_text(connection),
        "texts": _texts(connection),
    }
    for name, problems in further.items():
        if not (quick and name in _SLOW):
            found += _findings(name, problems)
    connection.execute("DROP TABLE temp.lengths")
    for name in before:
        connection.execute(f"DROP VIEW temp.{name}")
    return found


def _findings(name: str, problems: Iterator[tuple[str, str]]) -> list[Finding]:
    try:
        return [Finding(name, *problem) for problem in islice(problems, _SHOWN)] or [Finding(name, "", "")]
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
    except (ValueError, TypeError, IndexError, KeyError):  # of bytes that are not what was packed
        pass
    return [Finding(name, "", "can't be read")]


def _pages(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """SQLite's own check of the file."""
    try:
        rows = connection.execute(f"PRAGMA integrity_check({_SHOWN})").fetchall()
    except sqlite3.DatabaseError as error:
        rows = [(str(error),)]
    lines = "\n".join(str(problem) for (problem,) in rows if problem != "ok").splitlines()
    yield from (("", line) for line in lines if not line.startswith("***"))


def _tables(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Whether all is there that the migrations make, as they make it."""
    if not 0 < format_of(connection) <= len(MIGRATIONS):
        yield "user_version", "is no format of partcode"
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        for migration in MIGRATIONS[: format_of(connection)]:
            for statement in migration.statements:
                fresh.execute(statement)
        expected, found = _schema(fresh), _schema(connection)
    for name in sorted(expected):
        if name not in found:
            yield name, "is missing"
        elif expected[name] != found[name]:
            yield name, "is not as partcode makes it"


def _schema(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT type || ' ' || name, ifnull(sql, '') FROM sqlite_master").fetchall())


def _foreign_keys(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} {row or ''}".rstrip(), f"names something in {parent} that isn't there"


def _asked(connection: sqlite3.Connection, question: str, problem: str) -> Iterator[tuple[str, str]]:
    for (place,) in connection.execute(question):
        yield str(place), problem


def _units(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Whether the columns kept of the segments of a version say what their rows say."""
    for version, unit in connection.execute("SELECT version, unit FROM units ORDER BY version, unit").fetchall():
        segments = sentences.read(connection, version, Unit(unit))
        if segments is None:  # found through an index that the table doesn't agree with
            raise ValueError(unit)
        first, columns = segments
        numbers = (columns.start, columns.end, columns.paragraph, columns.turn, columns.words)
        rows = connection.execute(
            f"""SELECT start, end, paragraph, ifnull(turn, {NO_TURN}), words, kind, language FROM segments
                WHERE id BETWEEN ? AND ? AND version = ? AND unit = ? AND ordinal = id - ? ORDER BY id""",
            (first, first + len(columns.start) - 1, version, unit, first),
        ).fetchall()
        names = zip(_named(KINDS, columns.kind), _named(LANGUAGES, columns.language), strict=True)
        told = [(*row, *name) for row, name in zip(np.stack(numbers, axis=1).tolist(), names, strict=True)]
        if rows != told:
            yield f"version {version}, {unit}s", "the columns and the rows of its segments differ"


def _named(names: Sequence[str], numbers: NDArray[np.uint8]) -> Iterator[str]:
    """As the rows have them: "" for a number without a name."""
    return (str(names[number]) if number < len(names) else "" for number in numbers.tolist())


def _full_text(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    try:
        # As a statement that writes it needs a transaction; nothing is written.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO paragraphs_fts (paragraphs_fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        # Of what its tables hold where it expects rows of its own, FTS5 says no more than SQLITE_ERROR.
        if not getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_ERROR")):
            raise
        yield "paragraphs_fts", "doesn't agree with the paragraphs of current versions"
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _texts(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    rows = connection.execute(
        """SELECT path, number, text_sha256, text FROM versions JOIN documents ON documents.id = versions.document
            ORDER BY versions.id"""
    )
    for path, number, digest, text in rows:
        if sha256(text) != digest:
            yield f"{path}, version {number}", "the text is not the one whose sha256 is kept"
