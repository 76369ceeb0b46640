"""Text to a stream of word ids, vectorised: work is done per distinct run, not per word of the corpus.

`words.forms.words_of` says the same for a short text, one word at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.words.characters import JOINER, MARK, WORD, codes_of, kinds_of
from partcode.words.hashing import HashIndex, RunHasher
from partcode.words.runs import Runs

STRETCH = 1 << 19  # characters; longer than nearly all documents
_BEHIND_WORD = re.compile(r"(?<=[^\W_])\s")


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


class Indexer:
    """Turns texts into words. The vocabulary grows as texts come; ids are in order of first appearance."""

    def __init__(self) -> None:
        self._hasher = RunHasher()
        self._numbers = HashIndex()
        self._runs = Runs()
        self.vocabulary = self._runs.vocabulary  # folded character by character, as long as in the text

    def index(self, text: str, chars: NDArray[np.uint32]) -> Words:
        """The words of `text`, whose code points are `chars`."""
        cuts = [0, *_cuts(text), len(text)]
        stretches = [(start, self._index(text[start:end], chars[start:end])) for start, end in pairwise(cuts)]
        if len(stretches) == 1:
            return stretches[0][1]
        return Words(
            np.concatenate([words.ids for _, words in stretches]),
            np.concatenate([words.start + start for start, words in stretches]),
            np.concatenate([words.end + start for start, words in stretches]),
            np.concatenate([words.clause for _, words in stretches]),
        )

    def _index(self, text: str, chars: NDArray[np.uint32]) -> Words:
        codes = codes_of(chars)
        kinds = kinds_of(codes)
        inside = _inside(kinds)
        starts, ends = _spans(inside)
        ids, start, end = self._split(self._numbers_of(text, codes, starts, ends), starts, ends)
        # A hyphen between two words of one run (dit-il) is inside; a dash stands free.
        marks = np.flatnonzero(((kinds & MARK) != 0) & ~inside)
        return Words(ids, start, end, _behind(marks, start))

    def _numbers_of(
        self, text: str, codes: NDArray[np.uint64], starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        hashes = self._hasher.hash(codes, starts, ends)
        numbers = self._numbers.find(hashes)
        unknown = np.flatnonzero(numbers == -1)
        if unknown.size:
            _, first, which = np.unique(hashes[unknown], return_index=True, return_inverse=True)
            order = np.argsort(first)  # of appearance: ids don't depend on hash values
            new = unknown[first[order]]
            spans = zip(starts[new].tolist(), ends[new].tolist(), strict=True)
            learnt = self._runs.learn([text[start:end] for start, end in spans])
            self._numbers.add(hashes[new], learnt)
            numbers[unknown] = learnt[np.argsort(order)[which]]
        return numbers

    def _split(
        self, numbers: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Ids, starts and ends of the words of runs: compounds make room for their parts."""
        compound = np.flatnonzero(numbers < 0)
        parts = self._runs.parts(numbers[compound])
        place = np.arange(parts.id.size) + (compound - np.arange(compound.size))[parts.compound]
        further = place[parts.start > 0]
        first = np.ones(numbers.size + further.size, dtype=np.bool_)
        first[further] = False
        begin = starts[compound][parts.compound]
        return (
            _merged(numbers, first, parts.id, place),
            _merged(starts, first, begin + parts.start, place),
            _merged(ends, first, begin + parts.end, place),
        )


def _cuts(text: str) -> Iterator[int]:
    """Where a very long text is taken apart, since indexing takes many bytes a character: straight behind words, so
    that what stands between two of them stays together."""
    position = STRETCH
    while position < len(text) and (found := _BEHIND_WORD.search(text, position)):
        yield found.start()
        position = found.start() + STRETCH


def _merged(
    of_runs: NDArray[np.int64], first: NDArray[np.bool_], of_parts: NDArray[np.int64], place: NDArray[np.int64]
) -> NDArray[np.int64]:
    """What runs have, put where `first` words of runs are; what parts have in their places."""
    merged = np.zeros(first.size, dtype=np.int64)
    merged[first] = of_runs
    merged[place] = of_parts
    return merged


def _inside(kinds: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Whether each character belongs to a run: word characters with single joiners between them."""
    word = (kinds & WORD).view(np.bool_)
    inside = word.copy()
    inside[1:-1] |= ((kinds[1:-1] & JOINER) != 0) & word[:-2] & word[2:]
    return inside


def _spans(inside: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Starts and ends of the runs."""
    padded = np.zeros(inside.size + 2, dtype=np.bool_)
    padded[1:-1] = inside
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[::2].copy(), edges[1::2].copy()


def _behind(marks: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether one of the marks stands between each start and the one before it."""
    behind = np.zeros(starts.size + 1, dtype=np.bool_)
    behind[np.searchsorted(starts, marks)] = True
    return behind[:-1]
