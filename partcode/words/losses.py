"""French words as they are left in texts that lost their accented letters: dveloppement, developpement, uvre."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from unicodedata import normalize

from partcode.words.dictionary import dictionary

LEAST = 3  # letters that must be left of a word: "t" may be anything, unless the sentence is known to be damaged
MOST = 4  # lost letters, all of whose ways to be lost are tried; of more only all dropped and all bared

_LOST = re.compile(r"oe(?=[iu])|[à-öø-ÿ]")
_ACCENTED = re.compile(r"[à-öø-ÿ]")


def losses(word: str, least: int = LEAST) -> frozenset[str]:
    """What may be left of a folded word whose accented letters are each dropped or bared, if that is `least` letters;
    none if it has none."""
    pieces = _LOST.split(word)
    bare = [_bare(letter) for letter in _LOST.findall(word)]
    if not bare:
        return frozenset()
    ways = product(*zip([""] * len(bare), bare, strict=True)) if len(bare) <= MOST else [[""] * len(bare), bare]
    left = (pieces[0] + "".join(map("".join, zip(way, pieces[1:], strict=True))) for way in ways)
    return frozenset(form for form in left if len(form) >= least and form != word)


def is_word(form: str) -> bool:
    """Whether a form is a word of French as it stands, and so no other one's remains.

    English words are not asked for: siege, decide and general are what is left of French ones in a French sentence.
    Measured on the examples of the shipped codebooks, that takes recall from 0.88 to 0.96 at precision 0.99.
    """
    return dictionary("fr").knows(form)


def is_remains(form: str) -> bool:
    """Whether a form is no word, but what is left of one: where it stands, letters have been lost."""
    return not is_word(form) and any(True for _ in whole_words(form))


def is_accented(form: str) -> bool:
    """Whether a folded form has an accented letter: where it stands, not all have been lost."""
    return _ACCENTED.search(form) is not None


def whole_words(form: str, least: int = LEAST) -> Iterator[str]:
    """The words of the dictionary of which a folded form of at least so many letters may be left."""
    for begin, end, word in _by_frame().get(_CHANGING.sub("", form), ()):
        # Cheap noes come first: there are ten times as many words of this frame as words that leave the form.
        if form.startswith(begin) and form.endswith(end) and len(form) <= len(word) and form in losses(word, least):
            yield word


@cache
def _by_frame() -> Mapping[str, list[tuple[str, str, str]]]:
    """The forms of the dictionary that have something to lose, each with what stands before and behind all of that,
    by the letters that no loss can change. To work out what is left of a hundred thousand words would take a second.
    """
    found = defaultdict(list)
    for form in dictionary("fr").marked_forms():
        begin, *rest = _LOST.split(form)
        if rest and form.replace("-", "").isalpha():
            found[_CHANGING.sub("", form)].append((begin, rest[-1], form))
    return dict(found)


def _bare(letter: str) -> str:
    return normalize("NFD", letter)[0] if letter != "oe" else letter


# Every letter that can be lost, and all that it can become.
_LETTERS = _LOST.findall("".join(map(chr, range(0xE0, 0x100))))
_CHANGING = re.compile(f"[oe{''.join({*_LETTERS, *map(_bare, _LETTERS)})}]+")
