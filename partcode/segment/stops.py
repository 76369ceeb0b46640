"""Which full stops may belong to an abbreviation, an initial or a number, decided for all of them at once.

The eight characters before a stop are the bytes of one number, the nearest the lowest: a letter is a byte with
bit 5 set, so that a little arithmetic tells where the word before the stop begins.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from partcode.segment.abbreviations import last_words
from partcode.segment.characters import CASELESS, DIGIT, LIMIT, UPPER, classes

STOP = ord(".")
_REACH = 8  # letters; longer words are no abbreviations
_LETTER_BITS = 0x2020202020202020
_BIT = 5
_IS_STOP, _IS_NUMERAL = 1, 2  # bytes of what is no letter


def doubtful(chars: NDArray[np.uint32], stops: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the full stop at each of these offsets may end no sentence although a capital follows: bool, shape
    (n,). `ends_sentence` is asked about these alone."""
    before = stops[:, None] - np.arange(1, _REACH + 1)
    marks = _bytes(chars.take(before, mode="clip") * (before >= 0))[:, 0]
    others = ~marks & _LETTER_BITS
    nearest = (others & -others) >> _BIT  # lowest bit of the nearest byte that is no letter
    word = marks & (nearest - 1)
    keys = _keys()
    known = keys[np.minimum(np.searchsorted(keys, word), len(keys) - 1)] == word
    initial = (word > 0) & (word < 0x100)
    found: NDArray[np.bool_] = known | initial | ((marks & 0xFF) == _IS_NUMERAL) | ((marks & nearest) != 0)
    return found


def _bytes(codes: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Rows of _REACH code points as numbers: shape (n, 1)."""
    return _table().take(codes, mode="clip").view("<u8")


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint8]:
    codes = np.arange(LIMIT + 1, dtype=np.uint32)
    kinds = classes(codes)
    # Setting bit 5 makes ASCII and Latin-1 capitals small; words that collide are looked at twice, no more.
    table = np.where((kinds >= UPPER) & (kinds <= CASELESS), (codes | (1 << _BIT)) & 0xFF, 0).astype(np.uint8)
    table[kinds == DIGIT] = _IS_NUMERAL
    table[ord("°")] = _IS_NUMERAL
    table[STOP] = _IS_STOP
    return table


@lru_cache(maxsize=1)
def _keys() -> NDArray[np.uint64]:
    words = [word[::-1].ljust(_REACH, "\0") for word in last_words() if len(word) <= _REACH]
    codes = np.array([[ord(char) for char in word] for word in words], dtype=np.uint32)
    return np.unique(_bytes(codes))
