"""The words of a batch as the negation finder reads them: in which of its sets each is, what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from partcode.coding.negation_words import LEXICONS, Words
from partcode.coding.verbs import Role, roles
from partcode.match.batch import Batch
from partcode.model import LANGUAGES
from partcode.words.forms import fold

Positions = NDArray[np.int64]
Flags = NDArray[np.bool_]

_BIT = {name: np.uint32(1 << number) for number, name in enumerate((*Words._fields, *get_args(Role)))}


class WordSets:
    """The sets of all words of a vocabulary that grows, one bit each, by language."""

    def __init__(self) -> None:
        self._bits = [_bits_of(LEXICONS[language]) for language in LANGUAGES]
        self._table = np.zeros((len(LANGUAGES), 0), dtype=np.uint32)

    def learn(self, words: Sequence[str], lemmas: Mapping[str, Sequence[str]]) -> None:
        """Take in further words, with their lemmas by language."""
        forms = [fold(word) for word in words]
        new = np.zeros((len(LANGUAGES), len(words)), dtype=np.uint32)
        for row, language, bits in zip(new, LANGUAGES, self._bits, strict=True):
            verbs = (roles(form, of.split(), language) for form, of in zip(forms, lemmas[language], strict=True))
            row[:] = [bits.get(form, 0) | sum(map(_BIT.__getitem__, of)) for form, of in zip(forms, verbs, strict=True)]
        self._table = np.concatenate([self._table, new], axis=1)

    def of(self, batch: Batch) -> Marks:
        """The words of a batch, by the language of their sentences."""
        return Marks(batch, batch.look_up(self._table))


class Marks:
    """Which words of a batch are in which sets (`negation_words.Words`)."""

    def __init__(self, batch: Batch, bits: NDArray[np.uint32]) -> None:
        self.size = batch.ids.size
        self._batch = batch
        self._bits = bits
        self._marked = self._in_negating_sentences(np.flatnonzero(bits))
        self._clauses = np.flatnonzero(batch.clause)

    def every(self, name: str) -> Positions:
        """The words that are in a set and in a sentence with a negator, in order."""
        return self._marked[self.has(name, self._marked)]

    def has(self, name: str, words: Positions) -> Flags:
        """Whether each of some words is in a set."""
        found: Flags = (self._bits[words] & _BIT[name]) != 0
        return found

    def beside(self, name: str, words: Positions, step: int) -> Flags:
        """Whether the word `step` further on stands in the same sentence and is in a set."""
        other = words + step
        return self.together(words, other) & self.has(name, self._inside(other))

    def together(self, one: Positions, other: Positions) -> Flags:
        """Whether two words stand in one sentence; either may lie outside of the batch."""
        here, near = self._inside(one), self._inside(other)
        same: Flags = (here == one) & (near == other) & (self._batch.sentence[near] == self._batch.sentence[here])
        return same

    def same_word(self, one: Positions, other: Positions) -> Flags:
        """Whether two words are one and the same form."""
        same: Flags = self._batch.ids[one] == self._batch.ids[other]
        return same

    def clause_marks(self, after: Positions, upto: Positions) -> Positions:
        """How many words of those behind `after`, up to `upto`, have a clause mark before them."""
        low, high = (np.searchsorted(self._clauses, words, side="right") for words in (after, upto))
        return high - low

    def clause_end(self, words: Positions) -> Positions:
        """The next word with a clause mark before it, or the first of the next sentence."""
        sentence_end = self._batch.first[self._batch.sentence[words] + 1]
        return np.minimum(following(self._clauses, words, self.size), sentence_end)

    def clause_start(self, words: Positions) -> Positions:
        """The first word of the sentence, or the last one up to here that has a clause mark before it."""
        sentence_start = self._batch.first[self._batch.sentence[words]]
        return np.maximum(preceding(self._clauses, words + 1), sentence_start)

    def _in_negating_sentences(self, words: Positions) -> Positions:
        # Most sentences negate nothing, but nearly every word is in some set.
        negating = words[(self._bits[words] & (_BIT["negator"] | _BIT["ne"])) != 0]
        wanted = np.zeros(self._batch.first.size, dtype=np.bool_)
        wanted[self._batch.sentence[negating]] = True
        return words[wanted[self._batch.sentence[words]]]

    def _inside(self, words: Positions) -> Positions:
        return np.clip(words, 0, max(self.size - 1, 0))


def following(places: Positions, after: Positions, otherwise: int) -> Positions:
    """The first of the places (in order) behind each of some words."""
    return np.append(places, otherwise)[np.searchsorted(places, after, side="right")]


def preceding(places: Positions, before: Positions) -> Positions:
    """The last of the places (in order) before each of some words, -1 where there is none."""
    return np.concatenate([np.full(1, -1), places])[np.searchsorted(places, before, side="left")]


def covered(words: Positions, first: Positions, last: Positions) -> Flags:
    """Whether each word lies in one of the ranges, both ends included."""
    order = np.argsort(first, kind="stable")
    reach = np.maximum.accumulate(np.concatenate([np.full(1, -1), last[order]]))
    found: Flags = reach[np.searchsorted(first[order], words, side="right")] >= words
    return found


def _bits_of(words: Words) -> dict[str, int]:
    bits: dict[str, int] = {}
    for number, members in enumerate(words):
        for word in members:
            bits[word] = bits.get(word, 0) | 1 << number
    return bits
