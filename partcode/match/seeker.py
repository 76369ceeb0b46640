"""The steps that a word satisfies, by its form, its lemmas and its beginning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from partcode.model import Atom
from partcode.words.compounds import FUNCTION_WORDS
from partcode.words.lemmas import lemma_column, sought
from partcode.words.losses import LEAST, is_word, losses, whole_words
from partcode.words.spelling import other_spelling

Wanted = tuple[str, frozenset[Atom]]  # a language and atoms of which a word must satisfy one
Numbers = tuple[int, ...]


class Seeker:
    """The steps of one language, by what makes a word satisfy them; their numbers are places in `steps`."""

    def __init__(self, language: str, steps: Sequence[Wanted]) -> None:
        self._language = language
        self._by_form: dict[str, list[int]] = defaultdict(list)
        self._by_lemma: dict[str, list[int]] = defaultdict(list)
        self._by_prefix: dict[str, list[int]] = defaultdict(list)
        for atom, numbers in _by_atom(language, enumerate(steps)).items():
            self._add(atom, numbers)
        self._lengths = sorted(set(map(len, self._by_prefix)))

    def _add(self, atom: Atom, steps: list[int]) -> None:
        if atom.kind == "prefix":
            self._by_prefix[atom.text] += steps
            return
        self._by_form[atom.text] += steps
        if atom.kind == "lemma":
            for one in sought(atom.text, self._language):
                self._by_lemma[one] += steps

    def _spellings(self, form: str) -> tuple[str, ...]:
        """How a word can be written that a beginning is held against."""
        other = other_spelling(form) if self._language == "en" and self._lengths else ""
        return (form, other) if other else (form,)

    def steps(self, forms: Iterable[str], lemmas: Iterable[str]) -> Iterator[Numbers]:
        """For every word, the steps that it satisfies."""
        by_form, by_lemma, by_prefix = self._by_form, self._by_lemma, self._by_prefix
        if not (by_form or by_prefix):
            yield from (() for _ in forms)
            return
        for form, column in zip(forms, lemmas, strict=True):
            found = by_form.get(form, [])
            for one in column.split(" "):
                if one in by_lemma:
                    found = found + by_lemma[one]
            for spelling in self._spellings(form):
                for length in self._lengths:
                    if (prefix := spelling[:length]) in by_prefix:
                        found = found + by_prefix[prefix]
            yield tuple(sorted(set(found))) if found else ()


class LossSeeker:
    """The steps of French codebooks with `accents: lossy`, by what is left of the words that satisfy them.

    The words are those that the dictionary has and those that patterns name; what is left of a beginning begins
    what is left of its words. `whole` seeks the steps that whole words satisfy.
    """

    def __init__(self, whole: Seeker, steps: Sequence[Wanted], lossy: Collection[int]) -> None:
        self._whole = whole
        self._lossy = frozenset(number for number in lossy if steps[number][0] == "fr")
        self._by_form: dict[str, list[int]] = defaultdict(list)
        self._by_prefix: dict[str, list[int]] = defaultdict(list)
        for atom, numbers in _by_atom("fr", ((number, steps[number]) for number in self._lossy)).items():
            for left in losses(atom.text):
                (self._by_prefix if atom.kind == "prefix" else self._by_form)[left] += numbers
        self._lengths = sorted(set(map(len, self._by_prefix)))

    def steps(self, form: str, *, damaged: bool = False) -> Numbers:
        """The steps that a word satisfies if it is what is left of another one; none for whole words. In a sentence
        that is known to be `damaged` words of French can be remains too (lus of élus), and short ones (t of été)."""
        if form in FUNCTION_WORDS if damaged else is_word(form):
            return ()
        found = set(self._by_form.get(form, ()))
        for length in self._lengths:
            found.update(self._by_prefix.get(form[:length], ()))
        words = list(whole_words(form, 1 if damaged else LEAST))
        for satisfied in self._whole.steps(words, lemma_column(words, "fr")):
            found.update(self._lossy.intersection(satisfied))
        return tuple(sorted(found))


def _by_atom(language: str, steps: Iterable[tuple[int, Wanted]]) -> dict[Atom, list[int]]:
    """The numbers of the steps of a language that want an atom; most atoms stand in many."""
    found: dict[Atom, list[int]] = defaultdict(list)
    for number, (of, atoms) in steps:
        for atom in atoms if of == language else ():
            found[atom].append(number)
    return found
