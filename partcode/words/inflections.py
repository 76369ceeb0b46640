"""Forms that a word may have by rule, for those that no dictionary lists: bailleuses, maitre, mutualisaient.

They are only proposed here: what counts as a form of a word, `words.lemmas` says.
"""

from __future__ import annotations

from collections.abc import Iterator

from partcode.words.adjectives import FEMININES
from partcode.words.conjugation import FIRST_GROUP
from partcode.words.dictionary import dictionary
from partcode.words.genders import feminines
from partcode.words.reform import reformed
from partcode.words.spelling import other_spelling

_ENGLISH = ("s", "es", "ed", "ing")
_ENDS_OF_VERBS = ("er", "ir", "re")


def inflections(word: str, language: str) -> Iterator[str]:
    """Forms that a folded word may have; not all that comes is a word."""
    yield from _english(word) if language == "en" else _french(word)


def _english(word: str) -> Iterator[str]:
    yield from filter(None, [other_spelling(word)])
    if not dictionary("en").knows(word):
        for stem in (word, word.removesuffix("e")):
            yield from (stem + ending for ending in _ENGLISH)


def _french(word: str) -> Iterator[str]:
    yield from reformed(word)
    if not word.endswith(_ENDS_OF_VERBS):
        for form in (word, *_feminines(word)):
            yield from (form, form.removesuffix("l") + "ux" if form.endswith("al") else form + "s")
    elif not dictionary("fr").knows(word):
        yield from (word[:-2] + ending for ending in FIRST_GROUP if word.endswith("er"))


def _feminines(word: str) -> Iterator[str]:
    """The likeliest feminine, where the dictionary has none (acheteuse, not achetrice), and irregular ones."""
    regular = list(feminines(word))
    if not any(map(dictionary("fr").knows, regular)):
        yield from regular[:1]
    yield from (feminine for feminine, masculine in FEMININES.items() if masculine == word)
