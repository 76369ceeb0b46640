"""Paragraphs and turns as segments, derived from the sentences when somebody asks for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from partcode.model import Unit
from partcode.model.columns import NO_TURN, Sentences
from partcode.store.corpus import sentences
from partcode.store.corpus.sentences import Segments


def ensure(connection: sqlite3.Connection, versions: Iterable[int], unit: Unit) -> None:
    """Write the segments of `unit` for every version that has none yet."""
    first = sentences.next_id(connection)
    for version in versions:
        if sentences.first(connection, version, unit) is not None:
            continue
        if (segments := sentences.read(connection, version, Unit.SENTENCE)) is None:
            continue
        derived, citations = group(segments.columns, _citations(connection, segments), unit)
        sentences.insert(connection, version, unit, Segments(first, derived), citations)
        first += len(derived.start)


def group(columns: Sentences, citations: Mapping[int, str], unit: Unit) -> tuple[Sentences, dict[int, str]]:
    """Sentences put together to paragraphs or turns, and their citations joined.

    A turn holds all its paragraphs; sentences outside turns stay paragraphs. Kind and language are those of most
    words.
    """
    if len(columns.start) == 0:
        return columns, {}
    starts = _first_of_groups(columns, unit)
    joined: dict[int, str] = {}
    for i, cited in sorted(citations.items()):
        segment = int(np.searchsorted(starts, i, side="right")) - 1
        joined[segment] = f"{joined[segment]}; {cited}" if segment in joined else cited
    derived = Sentences(
        start=columns.start[starts],
        end=np.maximum.reduceat(columns.end, starts),
        paragraph=columns.paragraph[starts],
        turn=columns.turn[starts],
        kind=_majority(columns.kind, columns.words, starts),
        language=_majority(columns.language, columns.words, starts),
        words=np.add.reduceat(columns.words, starts, dtype=np.int32),
    )
    return derived, joined


def _first_of_groups(columns: Sentences, unit: Unit) -> NDArray[np.intp]:
    begins = np.diff(columns.paragraph) != 0
    if unit is Unit.TURN:
        begins &= columns.turn[1:] == NO_TURN
    begins |= np.diff(columns.turn) != 0
    return np.concatenate(([0], np.flatnonzero(begins) + 1))


def _majority(values: NDArray[np.uint8], words: NDArray[np.int32], starts: NDArray[np.intp]) -> NDArray[np.uint8]:
    """By group, the value with most words; the smaller value when they are even."""
    candidates = np.unique(values)
    # One more than its words, so that groups without any word have a majority too.
    weights = [np.add.reduceat((words.astype(np.int64) + 1) * (values == value), starts) for value in candidates]
    winners: NDArray[np.uint8] = candidates[np.argmax(weights, axis=0)]
    return winners


def _citations(connection: sqlite3.Connection, segments: Segments) -> dict[int, str]:
    last = segments.first + len(segments.columns.start) - 1
    rows = connection.execute(
        "SELECT ordinal, citations FROM segments WHERE id BETWEEN ? AND ? AND citations IS NOT NULL",
        (segments.first, last),
    )
    return dict(rows.fetchall())
