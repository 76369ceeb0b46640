"""Text to a stream of word ids, vectorised: work is done per distinct run, not per word of the corpus.

`words.forms.words_of` says the same for a short text, one word at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.words.characters import CLAUSE, JOINER, WORD, codes_of, kinds_of
from partcode.words.forms import HYPHENS, fold_chars, split_run
from partcode.words.hashing import HashIndex, RunHasher


class Words(NamedTuple):
    """Words of a text in order: ids (int64, into the indexer's vocabulary), start and end (int64, code
    points), clause (bool: punctuation that can end a clause stands before the word)."""

    ids: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    clause: NDArray[np.bool_]


def code_points(text: str) -> NDArray[np.uint32]:
    """The text as an array of code points."""
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4")


def runs_of(kinds: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Starts and ends of the runs: word characters with single joiners between them."""
    word = kinds == WORD
    inside = word.copy()
    inside[1:-1] |= (kinds[1:-1] == JOINER) & word[:-2] & word[2:]
    padded = np.zeros(inside.size + 2, dtype=np.int8)
    padded[1:-1] = inside
    change = np.diff(padded)
    return np.flatnonzero(change == 1), np.flatnonzero(change == -1)


class Indexer:
    """Turns texts into words. The vocabulary grows as texts come; ids are in order of first appearance."""

    def __init__(self) -> None:
        self.vocabulary: list[str] = []  # folded character by character, as long as in the text
        self._word_ids: dict[str, int] = {}
        self._hasher = RunHasher()
        self._runs = HashIndex()
        self._first_part = np.zeros(1, dtype=np.int64)  # by run; the next run's first is this one's end
        self._part_ids = np.zeros(0, dtype=np.int64)
        self._part_offsets = np.zeros(0, dtype=np.int64)
        self._lengths = np.zeros(0, dtype=np.int64)

    def index(self, text: str, chars: NDArray[np.uint32]) -> Words:
        """The words of `text`, whose code points are `chars`."""
        kinds = kinds_of(chars)
        starts, ends = runs_of(kinds)
        runs = self._run_ids(text, chars, starts, ends)
        first = self._first_part[runs]
        counts = self._first_part[runs + 1] - first
        run_of = np.repeat(np.arange(runs.size), counts)
        part = np.arange(run_of.size) - np.repeat(np.cumsum(counts) - counts - first, counts)
        ids = self._part_ids[part]
        start = starts[run_of] + self._part_offsets[part]
        end = start + self._lengths[ids]
        return Words(ids, start, end, _clauses(chars, kinds, start, end))

    def _run_ids(
        self, text: str, chars: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        hashes = self._hasher.hash(codes_of(chars), starts, ends)
        runs = self._runs.find(hashes)
        missing = np.flatnonzero(runs < 0)
        if missing.size:
            _, where = np.unique(hashes[missing], return_index=True)
            first_seen = missing[np.sort(where)]  # in order of appearance: ids don't depend on hash values
            spans = zip(starts[first_seen].tolist(), ends[first_seen].tolist(), strict=True)
            self._learn([text[start:end] for start, end in spans])
            self._runs.add(hashes[first_seen])
            runs[missing] = self._runs.find(hashes[missing])
        return runs

    def _learn(self, runs: Sequence[str]) -> None:
        part_ids, offsets, counts = [], [], []
        for run in runs:
            folded = fold_chars(run)
            parts = split_run(folded)
            part_ids += [self._word_id(folded[start:end]) for start, end in parts]
            offsets += [start for start, _ in parts]
            counts.append(len(parts))
        self._first_part = np.append(self._first_part, self._first_part[-1] + np.cumsum(counts))
        self._part_ids = np.append(self._part_ids, part_ids).astype(np.int64)
        self._part_offsets = np.append(self._part_offsets, offsets).astype(np.int64)
        new = [len(word) for word in self.vocabulary[self._lengths.size :]]
        self._lengths = np.append(self._lengths, new).astype(np.int64)

    def _word_id(self, word: str) -> int:
        known = self._word_ids.setdefault(word, len(self.vocabulary))
        if known == len(self.vocabulary):
            self.vocabulary.append(word)
        return known


def _clauses(
    chars: NDArray[np.uint32], kinds: NDArray[np.uint8], start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether a mark that can end a clause stands between each word and the one before it."""
    clause = np.zeros(start.size + 1, dtype=np.bool_)
    marks = np.flatnonzero(kinds == CLAUSE)
    clause[np.searchsorted(start, marks)] = True
    dashes = np.flatnonzero((kinds == JOINER) & np.isin(chars, [ord(hyphen) for hyphen in HYPHENS]))
    after = np.searchsorted(start, dashes)
    outside = (after == 0) | (end[np.maximum(after - 1, 0)] <= dashes) if start.size else after == 0
    # A hyphen between two words of one run (dit-il) touches both; a dash stands free.
    free = outside & ~_touching(kinds, dashes)
    clause[after[free]] = True
    return clause[:-1]


def _touching(kinds: NDArray[np.uint8], positions: NDArray[np.int64]) -> NDArray[np.bool_]:
    before = kinds[np.maximum(positions - 1, 0)] == WORD
    behind = kinds[np.minimum(positions + 1, kinds.size - 1)] == WORD
    touching: NDArray[np.bool_] = before & behind
    return touching
