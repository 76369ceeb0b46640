"""Which words satisfy which steps of a program: worked out once per distinct word, as the corpus grows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from partcode.model import LANGUAGES, Atom
from partcode.words.forms import fold
from partcode.words.lemmas import lemma

Wanted = tuple[str, frozenset[Atom]]  # a language and atoms of which a word must satisfy one


class WordClasses:
    """The vocabulary as the engine sees it: words that satisfy the same steps are one class.

    `class_of`: int32 of shape (languages, words), the class of each word (0: no step wants it); `member`: bool of
    shape (steps, classes). Steps belong to one language, so two languages never share a class.
    """

    def __init__(self, steps: Sequence[Wanted]) -> None:
        self._seekers = [_Seeker(language, steps) for language in LANGUAGES]
        self._classes: dict[tuple[int, ...], int] = {(): 0}
        self.class_of: NDArray[np.int32] = np.zeros((len(LANGUAGES), 0), dtype=np.int32)
        self.member: NDArray[np.bool_] = np.zeros((len(steps), 1), dtype=np.bool_)
        self._pairs = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))  # steps, and classes that satisfy them

    def learn(self, words: Sequence[str], lemmas: Mapping[str, Sequence[str]]) -> None:
        """Take in further words, folded character by character; `lemmas` by language (see words.lemmas)."""
        forms = [fold(word) for word in words]
        columns = [
            [self._classes.setdefault(steps, len(self._classes)) for steps in seeker.steps(forms, lemmas[language])]
            for language, seeker in zip(LANGUAGES, self._seekers, strict=True)
        ]
        new = np.array(columns, dtype=np.int32).reshape(len(LANGUAGES), len(words))
        self.class_of = np.concatenate([self.class_of, new], axis=1)
        self._extend()

    def _extend(self) -> None:
        """Note the steps of the classes that are new."""
        known, count = self.member.shape[1], len(self._classes)
        new = [(step, number) for steps, number in self._classes.items() if number >= known for step in steps]
        steps, classes = np.array(new, dtype=np.int64).reshape(-1, 2).T
        self._pairs = (np.append(self._pairs[0], steps), np.append(self._pairs[1], classes))
        self.member = np.concatenate([self.member, np.zeros((len(self.member), count - known), dtype=np.bool_)], axis=1)
        self.member[steps, classes] = True

    def frequency(self, sizes: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many words satisfy each step, when `sizes` are those of the classes."""
        steps, classes = self._pairs
        return np.bincount(steps, sizes[classes], minlength=len(self.member)).astype(np.int64)

    @property
    def count(self) -> int:
        """How many classes there are."""
        return len(self._classes)

    def words(self, step: int, language: str) -> NDArray[np.bool_]:
        """By word, whether it satisfies a step of that language."""
        satisfies: NDArray[np.bool_] = self.member[step][self.class_of[LANGUAGES.index(language)]]
        return satisfies


class _Seeker:
    """The steps of one language, by what makes a word satisfy them."""

    def __init__(self, language: str, steps: Iterable[Wanted]) -> None:
        self._by_form: dict[str, list[int]] = defaultdict(list)
        self._by_lemma: dict[str, list[int]] = defaultdict(list)
        self._by_prefix: dict[str, list[int]] = defaultdict(list)
        for number, (of, atoms) in enumerate(steps):
            for atom in atoms if of == language else ():
                self._add(atom, language, number)
        self._lengths = sorted({len(prefix) for prefix in self._by_prefix})

    def _add(self, atom: Atom, language: str, step: int) -> None:
        if atom.kind == "prefix":
            self._by_prefix[atom.text].append(step)
            return
        self._by_form[atom.text].append(step)
        if atom.kind == "lemma":
            for one in {atom.text, lemma(atom.text, language)}:
                self._by_lemma[one].append(step)

    def steps(self, forms: Iterable[str], lemmas: Iterable[str]) -> Iterator[tuple[int, ...]]:
        """For every word, the steps that it satisfies."""
        by_form, by_lemma, by_prefix = dict(self._by_form), dict(self._by_lemma), dict(self._by_prefix)
        for form, column in zip(forms, lemmas, strict=True):
            found = by_form.get(form, [])
            for one in column.split(" "):
                if one in by_lemma:
                    found = found + by_lemma[one]
            for length in self._lengths:
                if (prefix := form[:length]) in by_prefix:
                    found = found + by_prefix[prefix]
            yield tuple(sorted(set(found))) if found else ()
