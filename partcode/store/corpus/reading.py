"""Reading versions back: what there is, and words and sentences as columns for coding."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from partcode.errors import StoreError
from partcode.model import Unit
from partcode.model.columns import NOBODY
from partcode.store.corpus import sentences
from partcode.store.corpus.packing import PackedStream, unpack_sentences, unpack_stream
from partcode.store.corpus.people import VOICE
from partcode.store.rows import Known, SegmentColumns, StoredDocument, VersionRow

# Of the turns of current versions; "" where a turn has none.
_LABELS = """SELECT document, label FROM voices WHERE label <> '' AND current
    UNION ALL SELECT id, '' FROM documents WHERE version IN (SELECT version FROM turn_spans WHERE speaker IS NULL)"""

WORDS_IN_A_BATCH = 2_000_000  # about 12 MB of text


def known(connection: sqlite3.Connection) -> dict[str, Known]:
    """What is stored of each path."""
    labels: defaultdict[int, list[str]] = defaultdict(list)
    for document, label in connection.execute(_LABELS):
        labels[document].append(label)
    rows = connection.execute(
        """SELECT path, documents.id, versions.id, raw_sha256, text_sha256, settings, extractor, missing, folder,
            front_matter FROM documents JOIN versions ON versions.id = documents.version"""
    )
    return {
        path: Known(
            document,
            version,
            raw,
            digest,
            settings,
            extractor,
            bool(missing),
            folder,
            json.loads(front_matter),
            tuple(labels[document]),
        )
        for path, document, version, raw, digest, settings, extractor, missing, folder, front_matter in rows
    }


def versions(connection: sqlite3.Connection, paths: Iterable[str] | None) -> list[VersionRow]:
    """Current versions in order of path, of all documents or of `paths`."""
    roles: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for document, label, role in connection.execute(
        "SELECT document, label, role FROM voices WHERE current ORDER BY document, label"
    ):
        roles[document].append((label, role))
    wanted = None if paths is None else set(paths)
    rows = connection.execute(
        """SELECT versions.id, document, path, number, text_sha256, language, lossy, words, missing
            FROM documents JOIN versions ON versions.id = documents.version ORDER BY path"""
    )
    return [
        VersionRow(id, document, path, number, sha, language, bool(lossy), words, bool(gone), tuple(roles[document]))
        for id, document, path, number, sha, language, lossy, words, gone in rows
        if wanted is None or path in wanted
    ]


def streams(
    connection: sqlite3.Connection, version_ids: Sequence[int], lengths: NDArray[np.int32], batch_words: int
) -> Iterator[list[StoredDocument]]:
    """Versions in the order asked for, in batches that close when they hold `batch_words` words."""
    batch: list[StoredDocument] = []
    words = 0
    for version in version_ids:
        batch.append(_stored(connection, version, lengths))
        words += len(batch[-1].stream.ids)
        if words >= batch_words:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def segments(connection: sqlite3.Connection, version: int, unit: Unit) -> SegmentColumns:
    """The segments of a version; StoreError when that unit was not derived."""
    found = sentences.read(connection, version, unit)
    if found is None:
        hint = "derive them with: partcode code"
        raise StoreError(f"version {version} has no segments of the unit {unit}", hint=hint)
    first, columns = found
    ids = np.arange(first, first + len(columns.start), dtype=np.int64)
    return SegmentColumns(ids, columns.start, columns.end)


def _stored(connection: sqlite3.Connection, version: int, lengths: NDArray[np.int32]) -> StoredDocument:
    document, path, digest, language, lossy, *packed, first, columns = connection.execute(
        """SELECT document, path, text_sha256, language, lossy, word_ids, rare_ids, gaps, long_gaps, first, columns
            FROM versions JOIN documents ON documents.id = versions.document
            JOIN streams ON streams.version = versions.id
            JOIN units ON units.version = versions.id AND unit = 'sentence' WHERE versions.id = ?""",
        (version,),
    ).fetchone()
    roles: dict[int | None, str] = {None: ""}
    voice = ""
    for speaker, label, role, current in connection.execute(
        "SELECT id, label, role, current FROM voices WHERE document = ?", (document,)
    ):
        roles[speaker] = role
        voice = role if label == VOICE and current else voice
    turns = connection.execute(
        "SELECT speaker FROM turn_spans WHERE version = ? ORDER BY ordinal", (version,)
    ).fetchall()
    return StoredDocument(
        version_id=version,
        path=path,
        text_sha256=digest,
        language=language,
        lossy=bool(lossy),
        stream=unpack_stream(PackedStream(*packed), lengths),
        sentences=unpack_sentences(columns),
        first_segment=first,
        speakers=tuple(NOBODY if speaker is None else speaker for (speaker,) in turns),
        roles=tuple(roles[speaker] for (speaker,) in turns),
        voice_role=voice,
    )
