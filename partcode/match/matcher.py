"""The patterns of all languages at work on a vocabulary that grows; those of a language from its first sentence on.

Most corpora are in one language, and to make ready the patterns of the other one would take as long again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.match.batch import Batch
from partcode.match.engine import Hits, distinct, match
from partcode.match.program import Program
from partcode.match.vocabulary import Wanted, WordClasses
from partcode.model import LANGUAGES


class _Ready(NamedTuple):
    program: Program
    words: WordClasses


class Matcher:
    """Finds the matches of `compiled`, which gives the program of a language. `learn` the words of a batch before it is
    matched."""

    def __init__(self, compiled: Callable[[str], Program]) -> None:
        self._compiled = compiled
        self._ready: dict[str, _Ready] = {}
        self._unread: dict[str, list[tuple[Sequence[str], Mapping[str, Sequence[str]]]]]
        self._unread = {language: [] for language in LANGUAGES}  # what those not yet ready have to learn

    def learn(self, words: Sequence[str], lemmas: Mapping[str, Sequence[str]]) -> None:
        """Take in the next words, whose ids follow on those learnt before; `lemmas` by language."""
        for ready in self._ready.values():
            ready.words.learn(words, lemmas)
        for unread in self._unread.values():
            unread.append((words, lemmas))

    def find(self, batch: Batch) -> Hits:
        """All matches in the sentences that are to be coded."""
        found = [match(*self._of(language), batch) for language in _languages(batch)]
        empty = np.zeros(0, dtype=np.int64)
        nothing = Hits(empty, empty, empty, empty.astype(np.bool_), empty.astype(np.bool_))
        return distinct(Hits(*map(np.concatenate, zip(nothing, *found, strict=True))))

    def satisfying(self, wanted: Wanted) -> NDArray[np.bool_]:
        """By word of the vocabulary, whether it is one that a step of the patterns wants."""
        program, words = self._of(wanted[0])
        numbers = [steps[wanted] for steps in (program.steps, program.lossy) if wanted in steps]
        found: NDArray[np.bool_] = np.logical_or.reduce([words.words(one, wanted[0]) for one in numbers])
        return found

    def lost(self, batch: Batch) -> NDArray[np.bool_]:
        """By word of a batch, whether some pattern wants it as what is left of another one without its accented
        letters."""
        lost = np.zeros(batch.ids.size, dtype=np.bool_)
        for language in _languages(batch):
            words = self._of(language).words
            lost |= batch.look_up(words.lost, words.rows(batch))
        return lost

    def _of(self, language: str) -> _Ready:
        if language not in self._ready:
            program = self._compiled(language)
            words = WordClasses(program.wanted, frozenset(program.lossy.values()))
            for unread in self._unread.pop(language):
                words.learn(*unread)
            self._ready[language] = _Ready(program, words)
        return self._ready[language]


def _languages(batch: Batch) -> list[str]:
    """Those of the sentences that are to be coded."""
    coded = np.unique(batch.language[batch.coded])
    return [language for number, language in enumerate(LANGUAGES) if number in coded]
