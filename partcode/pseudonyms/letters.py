"""Letters and words as names are compared: small, without accents, one character for one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from partcode.model import LANGUAGES

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens, and marks without width
_RUN = re.compile(rf"[^\W\d_]+(?:[{_UNSEEN}]+[^\W\d_]+)*|\d+")
_NO_UNSEEN = dict.fromkeys(map(ord, _UNSEEN))
_APOSTROPHES = str.maketrans("’ʼ‘`´", "'''''")
_BETWEEN = re.compile(r"[\s\-‐‑_]+")  # what may stand between two words of a name without meaning anything
VOWELS = frozenset("aeiouœæ")
EITHER = frozenset("hy")  # before which some names are elided and some are not


class Word(NamedTuple):
    """A run of letters, or of digits: where it stands, and how it compares, without what nobody sees."""

    start: int
    end: int
    plain: str


def plain(text: str) -> str:
    """The text in small letters without accents, with straight apostrophes; as long as before."""
    if text.isascii():
        return text.lower()
    letters = {character: _plain_letter(character) for character in set(text)}
    return "".join(map(letters.__getitem__, text))


@cache
def _plain_letter(character: str) -> str:
    small = character.lower().translate(_APOSTROPHES)
    base = unicodedata.normalize("NFD", small)[:1]
    return base if len(base) == 1 else character


def words(text: str) -> list[Word]:
    """The words of a text, in order; letters and digits that touch are two words."""
    compared = plain(text)
    if compared.isascii():
        return [Word(run.start(), run.end(), run[0]) for run in _RUN.finditer(compared)]
    return [Word(run.start(), run.end(), run[0].translate(_NO_UNSEEN)) for run in _RUN.finditer(compared)]


def mark(between: str) -> str:
    """What stands between two words of a name, without spaces, hyphens and underscores."""
    return _BETWEEN.sub("", between).translate(_APOSTROPHES)


@cache
def is_common(word: str) -> bool:
    """Whether a plain word is also an ordinary one, of English or French."""
    from partcode.words.dictionary import dictionary

    return word in _marked() or any(dictionary(language).lists(word) for language in LANGUAGES)


@cache
def _marked() -> frozenset[str]:
    """French words that have accents, without them."""
    from partcode.words.dictionary import dictionary

    return frozenset(map(plain, dictionary("fr").marked_forms()))
