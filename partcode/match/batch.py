"""The words of many documents side by side, as the engine and the verdicts read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from partcode.model.columns import Sentences, Stream

T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Batch:
    """Words and sentences of several documents, one after another.

    By word: ids (into the vocabulary), start (code points in its document), clause, sentence (index into the
    columns by sentence). By sentence: language (index into LANGUAGES, 255 for others), coded (its kind is one
    that gets coded), first (its first word; one more entry closes the last). `document` gives each sentence's
    document, `sentence_start` and `sentence_end` its code points there.
    """

    ids: NDArray[np.int64]
    start: NDArray[np.int64]
    clause: NDArray[np.bool_]
    sentence: NDArray[np.int64]
    language: NDArray[np.uint8]
    coded: NDArray[np.bool_]
    first: NDArray[np.int64]
    document: NDArray[np.int64]
    sentence_start: NDArray[np.int64]
    sentence_end: NDArray[np.int64]

    def look_up(self, table: NDArray[T], rows: NDArray[np.uint8] | None = None) -> NDArray[T]:
        """By word of the batch, what a table of shape (rows, words of the vocabulary) says of it in the row of its
        sentence, which is that of its language if no `rows` are given; 0 in sentences that are not coded and in other
        languages."""
        languages, words = table.shape
        row = np.where(self.coded, np.minimum(self.language if rows is None else rows, languages), languages)
        places = np.repeat(row.astype(np.int64) * words, np.diff(self.first)) + self.ids
        found: NDArray[T] = np.append(table, np.zeros_like(table[:1]))[places]
        return found


def batch_of(parts: Sequence[tuple[Stream, Sentences]], coded_kinds: Sequence[int]) -> Batch:
    """Put documents side by side; only sentences of `coded_kinds` (indexes into KINDS) will be matched."""
    streams = [stream for stream, _ in parts]
    sentences = [columns for _, columns in parts]
    counts = _joined([columns.words for columns in sentences], np.int64)
    return Batch(
        ids=_joined([stream.ids for stream in streams], np.int64),
        start=_joined([stream.start for stream in streams], np.int64),
        clause=_joined([stream.clause for stream in streams], np.bool_),
        sentence=np.repeat(np.arange(counts.size), counts),
        language=_joined([columns.language for columns in sentences], np.uint8),
        coded=np.isin(_joined([columns.kind for columns in sentences], np.uint8), list(coded_kinds)),
        first=np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)]),
        document=np.repeat(np.arange(len(parts)), [columns.words.size for columns in sentences]),
        sentence_start=_joined([columns.start for columns in sentences], np.int64),
        sentence_end=_joined([columns.end for columns in sentences], np.int64),
    )


def _joined(columns: Sequence[NDArray[Any]], dtype: type) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, dtype=dtype), *columns]).astype(dtype, copy=False)
