"""Which words satisfy which steps of a program: worked out once per distinct word, as the corpus grows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from partcode.match.batch import Batch
from partcode.match.seeker import LossSeeker, Numbers, Seeker, Wanted
from partcode.model import LANGUAGES
from partcode.words.forms import fold
from partcode.words.losses import is_accented, is_remains

__all__ = ["Wanted", "WordClasses"]

_FRENCH = LANGUAGES.index("fr")
DAMAGED = len(LANGUAGES)  # the row of French sentences that lost their accented letters
_ROWS = len(LANGUAGES) + 1


class WordClasses:
    """The vocabulary as the engine sees it: words that satisfy the same steps are one class.

    Tables have a row per language, and a further one for French sentences that show that they lost their accented
    letters: there words of French can be what is left of others (lus of élus). `class_of`: int32 of shape (rows,
    words), the class of each word (0: no step wants it). Steps belong to one language, so two languages never share a
    class. `lost`: bool alike, words that satisfy some step only as what is left of a word without its accented
    letters: the steps with the numbers `lossy` are those of codebooks that want them.
    """

    def __init__(self, steps: Sequence[Wanted], lossy: Collection[int] = ()) -> None:
        self._seekers = {language: Seeker(language, steps) for language in LANGUAGES}
        self._losses = LossSeeker(self._seekers["fr"], steps, lossy) if lossy else None
        self.lost: NDArray[np.bool_] = np.zeros((_ROWS, 0), dtype=np.bool_)
        self._accented: NDArray[np.bool_] = np.zeros(0, dtype=np.bool_)
        self._remains: NDArray[np.bool_] = np.zeros(0, dtype=np.bool_)
        self._classes: dict[tuple[int, ...], int] = {(): 0}
        self.class_of: NDArray[np.int32] = np.zeros((_ROWS, 0), dtype=np.int32)
        self._of_step: list[list[int]] = [[] for _ in steps]  # a table of steps and classes would be mostly empty
        self._pairs = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))  # steps, and classes that satisfy them
        self._known = 1

    def learn(self, words: Sequence[str], lemmas: Mapping[str, Sequence[str]]) -> None:
        """Take in further words, folded character by character; `lemmas` by language (see words.lemmas)."""
        forms = [fold(word) for word in words]
        whole = [list(seeker.steps(forms, lemmas[language])) for language, seeker in self._seekers.items()]
        whole.append(whole[_FRENCH])
        left = self._left(forms, whole[_FRENCH])
        if self._losses:
            self._accented = np.append(self._accented, [is_accented(form) for form in forms])
            self._remains = np.append(self._remains, [is_remains(form) for form in forms])
        columns = [
            [self._class(steps + more.get(word, ())) for word, steps in enumerate(found)]
            for found, more in zip(whole, left, strict=True)
        ]
        lost = [[word in more for word in range(len(words))] for more in left]
        shape = _ROWS, len(words)
        self.class_of = np.concatenate([self.class_of, np.array(columns, dtype=np.int32).reshape(shape)], axis=1)
        self.lost = np.concatenate([self.lost, np.array(lost, dtype=np.bool_).reshape(shape)], axis=1)
        self._extend()

    def _left(self, forms: Sequence[str], whole: Sequence[Numbers]) -> list[dict[int, Numbers]]:
        """By row and word, the steps that it satisfies as what is left of another word, beside those of the `whole`."""
        rows: list[dict[int, Numbers]] = [{} for _ in range(_ROWS)]
        if self._losses is None:
            return rows
        for row, damaged in ((_FRENCH, False), (DAMAGED, True)):
            for word, form in enumerate(forms):
                steps = self._losses.steps(form, damaged=damaged)
                if more := tuple(step for step in steps if step not in whole[word]):
                    rows[row][word] = more
        return rows

    def rows(self, batch: Batch) -> NDArray[np.uint8]:
        """By sentence, the row that its words are looked up in."""
        if self._losses is None:
            return batch.language
        french = batch.language == _FRENCH
        accented, remains = (french & _any(flags[batch.ids], batch.first) for flags in (self._accented, self._remains))
        # What one sentence shows goes for those around it, up to the next one that has its accents.
        ends = accented | (np.diff(batch.document, prepend=-1) != 0)
        stretch = np.cumsum(ends)
        shown = np.bincount(stretch, remains & ~accented, minlength=1) > 0
        return np.where(french & ~accented & shown[stretch], np.uint8(DAMAGED), batch.language)

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


def _any(flags: NDArray[np.bool_], first: NDArray[np.int64]) -> NDArray[np.bool_]:
    """By sentence, whether one of its words has a flag."""
    before = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(flags)])
    found: NDArray[np.bool_] = before[first[1:]] > before[first[:-1]]
    return found
