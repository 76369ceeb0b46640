"""Which words satisfy which steps of a program: worked out once per distinct word, as the corpus grows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from partcode.match.seeker import LossSeeker, Numbers, Seeker, Wanted
from partcode.model import LANGUAGES
from partcode.words.forms import fold

__all__ = ["Wanted", "WordClasses"]


class WordClasses:
    """The vocabulary as the engine sees it: words that satisfy the same steps are one class.

    `class_of`: int32 of shape (languages, words), the class of each word (0: no step wants it). Steps belong to one
    language, so two languages never share a class. `lost`: bool alike, words that satisfy some step only as what is
    left of a word without its accented letters: the steps with the numbers `lossy` are those of codebooks that
    want them.
    """

    def __init__(self, steps: Sequence[Wanted], lossy: Collection[int] = ()) -> None:
        self._seekers = {language: Seeker(language, steps) for language in LANGUAGES}
        self._losses = LossSeeker(self._seekers["fr"], steps, lossy) if lossy else None
        self.lost: NDArray[np.bool_] = np.zeros((len(LANGUAGES), 0), dtype=np.bool_)
        self._classes: dict[tuple[int, ...], int] = {(): 0}
        self.class_of: NDArray[np.int32] = np.zeros((len(LANGUAGES), 0), dtype=np.int32)
        self._of_step: list[list[int]] = [[] for _ in steps]  # a table of steps and classes would be mostly empty
        self._pairs = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))  # steps, and classes that satisfy them
        self._known = 1

    def learn(self, words: Sequence[str], lemmas: Mapping[str, Sequence[str]]) -> None:
        """Take in further words, folded character by character; `lemmas` by language (see words.lemmas)."""
        forms = [fold(word) for word in words]
        columns, lost = [], []
        for language, seeker in self._seekers.items():
            found = list(seeker.steps(forms, lemmas[language]))
            left = self._left(language, forms, found)
            columns.append([self._class(steps + left.get(word, ())) for word, steps in enumerate(found)])
            lost.append([word in left for word in range(len(words))])
        shape = len(LANGUAGES), len(words)
        self.class_of = np.concatenate([self.class_of, np.array(columns, dtype=np.int32).reshape(shape)], axis=1)
        self.lost = np.concatenate([self.lost, np.array(lost, dtype=np.bool_).reshape(shape)], axis=1)
        self._extend()

    def _left(self, language: str, forms: Sequence[str], found: Sequence[Numbers]) -> dict[int, Numbers]:
        """By word, the steps that it satisfies beside those that were `found`, as what is left of another word."""
        if self._losses is None or language != "fr":
            return {}
        left = {word: self._losses.steps(form) for word, form in enumerate(forms)}
        more = {word: tuple(step for step in steps if step not in found[word]) for word, steps in left.items()}
        return {word: steps for word, steps in more.items() if steps}

    def _class(self, steps: Numbers) -> int:
        return self._classes.setdefault(steps, len(self._classes))

    def _extend(self) -> None:
        """Note the steps of the classes that are new."""
        new = [(step, number) for steps, number in self._classes.items() if number >= self._known for step in steps]
        for step, number in new:
            self._of_step[step].append(number)
        steps, classes = np.array(new, dtype=np.int64).reshape(-1, 2).T
        self._pairs = (np.append(self._pairs[0], steps), np.append(self._pairs[1], classes))
        self._known = len(self._classes)

    def frequency(self, sizes: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many words satisfy each step, when `sizes` are those of the classes."""
        steps, classes = self._pairs
        return np.bincount(steps, sizes[classes], minlength=len(self._of_step)).astype(np.int64)

    @property
    def count(self) -> int:
        """How many classes there are."""
        return len(self._classes)

    def classes(self, step: int) -> list[int]:
        """The classes that satisfy a step, in order."""
        return self._of_step[step]

    def member(self, step: int) -> NDArray[np.bool_]:
        """By class, whether it satisfies a step."""
        member = np.zeros(self.count, dtype=np.bool_)
        member[self._of_step[step]] = True
        return member

    def words(self, step: int, language: str) -> NDArray[np.bool_]:
        """By word, whether it satisfies a step of that language."""
        satisfies: NDArray[np.bool_] = self.member(step)[self.class_of[LANGUAGES.index(language)]]
        return satisfies
