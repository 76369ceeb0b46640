"""Text to a stream of word ids, vectorised: work is done per distinct run, not per word of the corpus.

`words.forms.words_of` says the same for a short text, one word at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.words.characters import CLAUSE, HYPHEN, JOINER, WORD, codes_of, kinds_of
from partcode.words.forms import fold_chars, split_run
from partcode.words.growing import Growing
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
    inside[1:-1] |= ((kinds[1:-1] == JOINER) | (kinds[1:-1] == HYPHEN)) & word[:-2] & word[2:]
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
        self._first_part = Growing()  # by run; the next run's first is this one's end
        self._first_part.extend([0])
        self._part_ids = Growing()
        self._part_offsets = Growing()
        self._lengths = Growing()

    def index(self, text: str, chars: NDArray[np.uint32]) -> Words:
        """The words of `text`, whose code points are `chars`."""
        kinds = kinds_of(chars)
        starts, ends = runs_of(kinds)
        runs = self._run_ids(text, chars, starts, ends)
        parts, start = self._parts(runs, starts)
        ids = self._part_ids.values[parts]
        start += self._part_offsets.values[parts]
        return Words(ids, start, start + self._lengths.values[ids], _clauses(kinds, start))

    def _parts(self, runs: NDArray[np.int64], starts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The parts of all runs in order, and the start of the run that each belongs to."""
        first = self._first_part.values[runs]
        counts = self._first_part.values[runs + 1] - first
        parts = np.repeat(first, counts)
        compound = np.flatnonzero(counts > 1)  # few: most runs are one word
        place = np.cumsum(counts)[compound] - counts[compound]
        for further in range(1, int(counts.max(initial=1))):
            parts[place[counts[compound] > further] + further] += further
        return parts, np.repeat(starts, counts)

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
        firsts, part_ids, offsets = [], [], []
        known, before = len(self.vocabulary), self._part_ids.size
        for run in runs:
            folded = fold_chars(run)
            parts = split_run(folded)
            part_ids += [self._word_id(folded[start:end]) for start, end in parts]
            offsets += [start for start, _ in parts]
            firsts.append(before + len(part_ids))
        self._first_part.extend(firsts)
        self._part_ids.extend(part_ids)
        self._part_offsets.extend(offsets)
        self._lengths.extend([len(word) for word in self.vocabulary[known:]])

    def _word_id(self, word: str) -> int:
        known = self._word_ids.setdefault(word, len(self.vocabulary))
        if known == len(self.vocabulary):
            self.vocabulary.append(word)
        return known


def _clauses(kinds: NDArray[np.uint8], start: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a mark that can end a clause stands between each word and the one before it."""
    clause = np.zeros(start.size + 1, dtype=np.bool_)
    marks = np.flatnonzero(kinds == CLAUSE)
    clause[np.searchsorted(start, marks)] = True
    dashes = np.flatnonzero(kinds == HYPHEN)
    # A hyphen between two words of one run (dit-il) touches both; a dash stands free.
    clause[np.searchsorted(start, dashes[~_touching(kinds, dashes)])] = True
    return clause[:-1]


def _touching(kinds: NDArray[np.uint8], positions: NDArray[np.int64]) -> NDArray[np.bool_]:
    before = kinds[np.maximum(positions - 1, 0)] == WORD
    behind = kinds[np.minimum(positions + 1, kinds.size - 1)] == WORD
    touching: NDArray[np.bool_] = before & behind
    return touching
