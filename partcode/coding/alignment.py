"""Which place of a corrected text answers to a place of the text before: by the runs of words that both have once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_RUN = 3  # words of a run: two are often the same by chance, and four are often broken by a label


class Words(NamedTuple):
    """The words of a text: folded, and where each begins and ends."""

    folded: list[str]
    start: list[int]
    end: list[int]

    @classmethod
    def of(cls, text: str) -> Words:
        """Letters with accents are left out, so that a repaired encoding changes no word."""
        found = [(match.group(), *match.span()) for match in _WORD.finditer(text)]
        folded = [word.casefold().encode("ascii", "ignore").decode() or word for word, _, _ in found]
        return cls(folded, [start for _, start, _ in found], [end for _, _, end in found])

    def between(self, start: int, end: int) -> range:
        """The numbers of the words that begin in a stretch of the text."""
        return range(bisect_left(self.start, start), bisect_left(self.start, end))


class Alignment:
    """Two texts side by side. The work is that of sorting their words: a text of 1 MB takes about a second."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new

    @cached_property
    def old_words(self) -> Words:
        """The words of the text before."""
        return Words.of(self.old)

    @cached_property
    def new_words(self) -> Words:
        """The words of the corrected text."""
        return Words.of(self.new)

    def place(self, offset: int) -> int:
        """Where a place of the old text is to be expected in the new one: as far from the nearest fixed point."""
        at = bisect_right(self._fixed, (offset, len(self.new)))
        before = self._fixed[at - 1]
        forwards = before[1] + offset - before[0]
        if at == len(self._fixed):
            return min(forwards, len(self.new))
        after = self._fixed[at]
        if offset - before[0] <= after[0] - offset:
            return min(forwards, after[1])
        return max(after[1] - (after[0] - offset), before[1])

    @cached_property
    def _fixed(self) -> list[tuple[int, int]]:
        """Places that answer to each other, in the order of both texts: the ends of what both begin and end with, and
        the runs of words between."""
        old, new = self.old, self.new
        head = common(old, new)
        tail = common(old[head:][::-1], new[head:][::-1])
        last_old, last_new = len(old) - tail, len(new) - tail
        inner = sorted({pair for pair in self._runs() if head < pair[0] < last_old and head < pair[1] < last_new})
        ends = [(last_old, last_new), (len(old), len(new))] if tail else []
        return sorted({(0, 0), (head, head), *_rising(inner), *ends})

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Where the words and runs of words begin that stand in each text once."""
        for length in (1, _RUN):
            old, new = _once(self.old_words.folded, length), _once(self.new_words.folded, length)
            for run in old.keys() & new.keys():
                yield self.old_words.start[old[run]], self.new_words.start[new[run]]


def common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _once(words: list[str], length: int) -> dict[tuple[str, ...], int]:
    """Runs of so many words that come only once, with the number of their first word."""
    runs = list(zip(*(words[i:] for i in range(length)), strict=False))
    often = Counter(runs)
    return {run: number for number, run in enumerate(runs) if often[run] == 1}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs that keep the order of both texts: what was moved elsewhere is left out."""
    tails: list[int] = []  # by length less one, the smallest end of a rising row
    last: list[int] = []  # by length less one, the pair that ends that row
    before = [-1] * len(pairs)
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(tails, place)
        before[number] = last[length - 1] if length else -1
        tails[length : length + 1], last[length : length + 1] = [place], [number]
    chosen, number = [], last[-1] if last else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]
