"""Writing documents: versions, their turns, sentences, words and metadata; taking documents out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.model import DocumentInfo, Kind, Unit
from partcode.model.columns import KINDS, NO_LABEL, NOBODY, Prepared
from partcode.model.fingerprint import sha256
from partcode.store import bulk
from partcode.store.corpus import fulltext, likeness, people, sentences
from partcode.store.corpus.packing import pack_stream
from partcode.store.corpus.sentences import Segments
from partcode.store.decided import moving
from partcode.store.rows import Stored, to_json
from partcode.text import NORMALISATION

_COUNTED = [KINDS.index(kind) for kind in (Kind.BODY, Kind.HEADING)]
# Without an index on segments.version each deleted version reads the whole table to look for children.
_WORTH_AN_INDEX = 8


class _New(NamedTuple):
    """A version just stored, its text and sentences, and the version that it supersedes."""

    text: str
    segments: Segments
    superseded: int | None


def add(
    connection: sqlite3.Connection, prepared: Sequence[Prepared], settings: str, lengths: NDArray[np.int32]
) -> list[Stored]:
    """Store read documents as the current versions of their paths.

    The same bytes read in the same way as the current version, or with the same outcome, are no new one. Lengths are
    of words, by id.
    """
    stored: list[Stored] = []
    new: list[_New] = []
    for one in prepared:
        version, added = _add(connection, one, settings + one.told, lengths)
        stored.append(version)
        new += added
    # Last, and without a pause: FTS5 writes its index out before most other statements.
    for text, segments, superseded in new:
        if superseded is not None:
            fulltext.forget(connection, superseded, text_of(connection, superseded))
        fulltext.add(connection, segments, text)
    return stored


def _add(
    connection: sqlite3.Connection, prepared: Prepared, settings: str, lengths: NDArray[np.int32]
) -> tuple[Stored, list[_New]]:
    """A new version, or the current one when nothing but metadata has changed."""
    digest = sha256(prepared.document.text)
    document, current = _document(connection, prepared.document.path)
    if current is not None and _is_same(connection, current, prepared, settings, digest):
        connection.execute("UPDATE versions SET settings = ? WHERE id = ?", (settings, current))
        update_info(connection, document, prepared.info, prepared.folder)
        first = sentences.first(connection, current, Unit.SENTENCE)
        assert first is not None
        return Stored(current, False, first, people.roles(connection, document)), []
    version = _insert_version(connection, document, prepared, settings, digest)
    connection.execute("UPDATE documents SET version = ? WHERE id = ?", (version, document))
    update_info(connection, document, prepared.info, prepared.folder)
    _insert_turns(connection, document, version, prepared)
    packed = pack_stream(prepared.stream, lengths)
    connection.execute("INSERT INTO streams VALUES (?, ?, ?, ?, ?)", (version, *packed))
    segments = Segments(sentences.next_id(connection), prepared.sentences)
    sentences.insert(connection, version, Unit.SENTENCE, segments, prepared.citations)
    moved = moving.follow(connection, document, version)
    stored = Stored(version, True, segments.first, people.roles(connection, document), moved)
    return stored, [_New(prepared.document.text, segments, current)]


def update_info(connection: sqlite3.Connection, document: int, info: DocumentInfo, folder: str) -> bool:
    """Make the metadata of a document what its files say now, and note that its file is there, in `folder`;
    whether the metadata changed."""
    before = _metadata(connection, document)
    connection.execute(
        """UPDATE documents SET case_id = ?, kind = ?, date = ?, title = ?, attributes = ?, folder = ?, missing = 0
            WHERE id = ?""",
        (
            people.name_case(connection, info.case),
            info.kind,
            info.date,
            info.title,
            to_json(dict(info.attributes)),
            folder,
            document,
        ),
    )
    people.keep_speakers(connection, document, people.labels_of(connection, document), info)
    return before != _metadata(connection, document)


def mark_missing(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Note that the files of these documents are gone; everything about them stays."""
    connection.executemany("UPDATE documents SET missing = 1 WHERE path = ?", ((path,) for path in paths))


def delete(connection: sqlite3.Connection, paths: Sequence[str], *, human_codings: bool) -> list[str]:
    """Delete documents with all their versions and machine codings; the paths deleted.

    A document that a person coded is kept, unless `human_codings` says that these may go too. Decisions stay:
    they are keyed by the text and hold again when it comes back.
    """
    versions = _versions_of(connection, paths)
    if not human_codings:
        coded = _coded_by_people(connection)
        versions = {path: found for path, found in versions.items() if not coded & {id for id, _ in found}}
    many = sum(map(len, versions.values())) > _WORTH_AN_INDEX
    if many:
        connection.execute("CREATE INDEX segments_by_version ON segments (version)")
        connection.execute("CREATE INDEX turn_spans_by_speaker ON turn_spans (speaker)")
    for path, found in versions.items():
        for version, is_current in found:
            _delete_segments(connection, version, is_current)
        connection.execute("DELETE FROM versions WHERE document = (SELECT id FROM documents WHERE path = ?)", (path,))
        connection.execute("DELETE FROM documents WHERE path = ?", (path,))
    if many:
        connection.execute("DROP INDEX segments_by_version")
        connection.execute("DROP INDEX turn_spans_by_speaker")
    return list(versions)


def text_of(connection: sqlite3.Connection, version: int) -> str:
    """The stored text of a version."""
    text: str = connection.execute("SELECT text FROM versions WHERE id = ?", (version,)).fetchone()[0]
    return text


def _document(connection: sqlite3.Connection, path: str) -> tuple[int, int | None]:
    row: tuple[int, int | None] = connection.execute(
        """INSERT INTO documents (path, kind, date, title, attributes, folder) VALUES (?, '', '', '', '{}', '')
            ON CONFLICT (path) DO UPDATE SET missing = 0 RETURNING id, version""",
        (path,),
    ).fetchone()
    return row


def _is_same(connection: sqlite3.Connection, current: int, prepared: Prepared, settings: str, digest: str) -> bool:
    stored_settings, *stored = connection.execute(
        "SELECT settings, raw_sha256, text_sha256, extractor, normalisation FROM versions WHERE id = ?", (current,)
    ).fetchone()
    document = prepared.document
    if stored != [document.raw_sha256, digest, document.extractor, NORMALISATION]:
        return False
    return bool(stored_settings == settings or likeness.reads_the_same(connection, current, prepared))


def _insert_version(
    connection: sqlite3.Connection, document: int, prepared: Prepared, settings: str, digest: str
) -> int:
    read = prepared.document
    counted = np.isin(prepared.sentences.kind, _COUNTED)
    row = {
        "document": document,
        "raw_sha256": read.raw_sha256,
        "text_sha256": digest,
        "format": read.format,
        "encoding": read.encoding,
        "extractor": read.extractor,
        "normalisation": NORMALISATION,
        "size": read.size,
        "language": prepared.language,
        "lossy": int(prepared.lossy),
        "words": int(prepared.sentences.words[counted].sum()),
        "warnings": to_json(list(read.warnings)),
        "front_matter": to_json(dict(read.meta)),
        "settings": settings,
        "text": read.text,
    }
    version: int = connection.execute(
        f"""INSERT INTO versions ({", ".join(row)}, number) VALUES ({", ".join(f":{name}" for name in row)},
            (SELECT count(*) + 1 FROM versions WHERE document = :document)) RETURNING id""",
        row,
    ).fetchone()[0]
    return version


def _insert_turns(connection: sqlite3.Connection, document: int, version: int, prepared: Prepared) -> None:
    turns = prepared.turns
    wanted = turns.speakers if len(turns) else [people.VOICE]
    ids = people.keep_speakers(connection, document, wanted, prepared.info)
    people.note_current(connection, document, wanted)
    speakers = np.array([*(ids[label] for label in turns.speakers), NOBODY])  # the last one is that of NOBODY
    count = len(turns)
    bulk.insert(
        connection,
        "turn_spans",
        f"(?, ?, ?, ?, nullif(?, {NOBODY}), nullif(?, {NO_LABEL}), nullif(?, {NO_LABEL}), ?, ?)",
        (
            np.full(count, version),
            np.arange(count),
            turns.start,
            turns.end,
            speakers[turns.speaker],
            turns.label_start,
            turns.label_end,
            turns.begin,  # SQLite makes NULL of NaN
            turns.end_time,
        ),
    )


def _metadata(connection: sqlite3.Connection, document: int) -> list[object]:
    about = connection.execute(
        "SELECT case_id, kind, date, title, attributes FROM documents WHERE id = ?", (document,)
    ).fetchall()
    return (
        about
        + connection.execute(
            "SELECT label, name, role, organisation, side, attributes FROM voices WHERE document = ? ORDER BY label",
            (document,),
        ).fetchall()
    )


def _versions_of(connection: sqlite3.Connection, paths: Iterable[str]) -> dict[str, list[tuple[int, bool]]]:
    """For each path that the store has: (version id, whether it is the current one)."""
    found: dict[str, list[tuple[int, bool]]] = {}
    for path in paths:
        rows = connection.execute(
            """SELECT versions.id, versions.id = documents.version FROM versions
                JOIN documents ON documents.id = versions.document WHERE path = ?""",
            (path,),
        ).fetchall()
        if rows:
            found[path] = [(version, bool(current)) for version, current in rows]
    return found


def _coded_by_people(connection: sqlite3.Connection) -> set[int]:
    return {
        version
        for (version,) in connection.execute(
            """SELECT DISTINCT segments.version FROM codings JOIN segments ON segments.id = codings.segment
                WHERE codings.application IS NULL"""
        )
    }


def _delete_segments(connection: sqlite3.Connection, version: int, is_current: bool) -> None:
    if is_current:
        fulltext.forget(connection, version, text_of(connection, version))
    extents = connection.execute("SELECT first, first + count - 1 FROM units WHERE version = ?", (version,))
    # By id, and before their version: foreign keys then find no children to look for one by one.
    connection.executemany("DELETE FROM segments WHERE id BETWEEN ? AND ?", extents.fetchall())
