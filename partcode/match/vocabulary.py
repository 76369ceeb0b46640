"""Which words of a corpus satisfy which conditions: worked out once per distinct word."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from partcode.model import Atom
from partcode.words.forms import fold
from partcode.words.lemmas import lemma


class Lexicon:
    """The vocabulary seen from one language. `lemmas` holds, for every word, its lemmas separated by spaces."""

    def __init__(self, language: str, words: Sequence[str], lemmas: Sequence[str]) -> None:
        self.language = language
        self._words = words
        self._lemmas = lemmas

    def words_for(self, atoms: Iterable[Atom]) -> set[int]:
        """Ids of the words that satisfy any of the atoms."""
        found: set[int] = set()
        for atom in atoms:
            if atom.kind == "form":
                found.update(self._by_form.get(atom.text, ()))
            elif atom.kind == "prefix":
                found.update(self._with_prefix(atom.text))
            else:
                found.update(self._by_form.get(atom.text, ()))
                found.update(self._by_lemma.get(atom.text, ()))
                found.update(self._by_lemma.get(lemma(atom.text, self.language), ()))
        return found

    def _with_prefix(self, prefix: str) -> Iterable[int]:
        forms = self._sorted_forms
        for position in range(bisect_left(forms, prefix), len(forms)):
            if not forms[position].startswith(prefix):
                break
            yield from self._by_form[forms[position]]

    @cached_property
    def _by_form(self) -> dict[str, list[int]]:
        index = defaultdict(list)
        for number, word in enumerate(self._words):
            index[fold(word)].append(number)
        return index

    @cached_property
    def _sorted_forms(self) -> list[str]:
        return sorted(self._by_form)

    @cached_property
    def _by_lemma(self) -> dict[str, list[int]]:
        index = defaultdict(list)
        for number, lemmas in enumerate(self._lemmas):
            for one in lemmas.split(" "):
                index[one].append(number)
        return index
