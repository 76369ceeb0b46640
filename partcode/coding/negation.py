"""Which words stand under a negation, in English and French, by word and clause, without a parser.

A negator's scope runs forward from it to the end of the clause (see `scopes`). French ne counts only with its
partner (pas, jamais, aucun …), so that "ne … que" and the expletive ne negate nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from partcode.coding.marks import Flags, Positions, WordSets
from partcode.coding.negation_words import Cue
from partcode.coding.scopes import scopes
from partcode.match.batch import Batch

Cues = Mapping[Cue, tuple[Positions, Positions]]  # first and last words of the phrases found


class Ranges(NamedTuple):
    """Half-open ranges of words by `start`, each with the negating word that is its `cause`; `reach` is the
    furthest end of this one and those before it, after a first entry for none."""

    start: Positions
    end: Positions
    cause: Positions
    reach: Positions

    @classmethod
    def of(cls, start: Positions, end: Positions, cause: Positions) -> Ranges:
        """The ranges in order."""
        order = np.argsort(start, kind="stable")
        reach = np.maximum.accumulate(np.concatenate([np.zeros(1, dtype=np.int64), end[order]]))
        return cls(start[order], end[order], cause[order], reach)

    def furthest(self, words: Positions) -> Positions:
        """How far the ranges go that begin up to each word; it lies in one if this is further."""
        return self.reach[np.searchsorted(self.start, words, side="right")]

    def causes(self, word: int) -> Positions:
        """What negates one word."""
        return self.cause[(self.start <= word) & (self.end > word)]


class Negation(NamedTuple):
    """Where negations are, by words of a batch in order. `ahead`: ranges behind a negator; `around`: those before
    it, as between ne and pas; `negators`, each with the `limit` of its clause; `undone`: negators that undo another
    one (not … without)."""

    ahead: Ranges
    around: Ranges
    negators: Positions
    limit: Positions
    undone: Positions

    def of(self, first: Positions, last: Positions, own: Flags) -> Flags:
        """Whether matches are negated: their first word is, or a negator inside that isn't the pattern's `own` goes
        on to the last one; but not where two negators inside or around undo each other."""
        around = self.around.furthest(first)
        negated: Flags = (
            (self.ahead.furthest(first) > first)
            | ((around > first) & ~(own & (around <= last)))
            | (self._inside(first, last) & ~own)
        )
        low, high = np.searchsorted(self.undone, [first + 1, last + 1])
        negated &= low == high
        return negated

    def causes(self, first: int, last: int, own: bool) -> list[int]:
        """The negating words of one match, in order."""
        inside = self.negators[(self.negators > first) & (self.negators <= last) & (self.limit > last)]
        around = self.around.causes(first)
        if own:
            inside, around = inside[:0], around[around > last]
        return sorted({*self.ahead.causes(first).tolist(), *around.tolist(), *inside.tolist()})

    def _inside(self, first: Positions, last: Positions) -> Flags:
        """Whether matches hold a negator whose clause, unlike a relative one, goes on to their last word."""
        low, high = np.searchsorted(self.negators, [first + 1, last + 1])
        counts = high - low
        match = np.repeat(np.arange(first.size), counts)
        negator = np.arange(match.size) + np.repeat(low - np.cumsum(counts) + counts, counts)
        found = np.zeros(first.size, dtype=np.bool_)
        found[match[self.limit[negator] > last[match]]] = True
        return found


class NegationFinder:
    """Finds negations in batches over a vocabulary that grows (words folded character by character, in id order)."""

    def __init__(self) -> None:
        self._words = WordSets()

    def learn(self, words: Sequence[str], lemmas: Mapping[str, Sequence[str]]) -> None:
        """Take in further words, with their lemmas by language."""
        self._words.learn(words, lemmas)

    def find(self, batch: Batch, cues: Cues) -> Negation:
        """The negations of all coded sentences of a batch, each by the rules of its language."""
        found = scopes(self._words.of(batch), cues)
        order = np.argsort(np.concatenate([found.start, found.at]), kind="stable")
        return Negation(
            ahead=Ranges.of(found.at + 1, found.end, found.at),
            around=Ranges.of(found.before, found.before_end, found.before_cause),
            negators=np.concatenate([found.start, found.at])[order],
            limit=np.concatenate([found.limit, found.limit])[order],
            undone=found.undone,
        )
