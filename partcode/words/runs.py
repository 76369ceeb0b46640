"""Every distinct run met so far, and the words into which it falls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.words.forms import fold_chars, split_run
from partcode.words.growing import Growing


class Parts(NamedTuple):
    """The words of some compounds in order, columns of int64: `compound`, which of those asked for; id of the word;
    start and end in the compound, whose first part starts at 0."""

    compound: NDArray[np.int64]
    id: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]


class Runs:
    """A run is either one word, and then its number is the word's id, or a compound with a number below -1."""

    def __init__(self) -> None:
        self._ids = _Ids()
        self.vocabulary = self._ids.words
        self._first = Growing()  # part of each compound; the next one's first is its end
        self._first.extend([0])
        self._parts = Growing()  # id, start, end of one after the other

    def learn(self, runs: Sequence[str]) -> NDArray[np.int64]:
        """The numbers of new runs."""
        folded = fold_chars("\n".join(runs)).split("\n")
        return np.array([self._ids[run] if run.isalpha() else self._number(run) for run in folded], dtype=np.int64)

    def _number(self, run: str) -> int:
        spans = split_run(run)
        parts = [(self._ids[run[start:end]], start, end) for start, end in spans]
        if len(parts) == 1:
            return parts[0][0]
        self._parts.extend([number for part in parts for number in part])
        self._first.extend([self._parts.size // 3])
        return -self._first.size

    def parts(self, compounds: NDArray[np.int64]) -> Parts:
        """The words of compounds, by their numbers."""
        first = self._first.values[-2 - compounds]
        counts = self._first.values[-1 - compounds] - first
        compound = np.repeat(np.arange(compounds.size), counts)
        part = np.arange(compound.size) + (first - np.cumsum(counts) + counts)[compound]
        return Parts(compound, *self._parts.values.reshape(-1, 3)[part].T)


class _Ids(dict[str, int]):
    """The id of every word; an unknown one gets the next."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.words)
        self.words.append(word)
        return number
