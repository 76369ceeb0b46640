"""What each code point is to a word, as lookup tables for numpy. The definitions are those of `words.forms`."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.words.forms import HYPHENS, JOINERS, fold_chars, is_word_char

OTHER, WORD, JOINER, HYPHEN, CLAUSE = range(5)  # a hyphen joins as joiners do, or stands alone as a dash

_LIMIT = 0x20000  # beyond it are only rare ideographs: letters that have no case
_CLAUSE_MARKS = ',;:()[]{}«»"“”„—–?!…'
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Tables(NamedTuple):
    """By code point below the limit: `kind` (uint8) and `code` (uint64, a number for the folded character)."""

    kind: NDArray[np.uint8]
    code: NDArray[np.uint64]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The tables, made once per process."""
    chars = [chr(point) for point in range(_LIMIT)]
    kind = np.array([WORD if is_word_char(char) else OTHER for char in chars], dtype=np.uint8)
    for char in JOINERS:
        kind[ord(char)] = HYPHEN if char in HYPHENS else JOINER
    for char in _CLAUSE_MARKS:
        kind[ord(char)] = CLAUSE
    folded = np.array([ord(fold_chars(char)) for char in chars], dtype=np.uint64)
    return Tables(kind, mix(folded))


def mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread neighbouring numbers over 64 bits (the finaliser of MurmurHash3), so that sums of them don't meet."""
    mixed = values * _MIX
    mixed ^= mixed >> np.uint64(32)
    mixed *= np.uint64(0xD6E8FEB86659FD93)
    mixed ^= mixed >> np.uint64(32)
    return mixed


def kinds_of(chars: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """The kind of every code point."""
    kind = tables().kind
    if chars.size and int(chars.max()) >= _LIMIT:
        return np.where(chars < _LIMIT, kind[np.minimum(chars, _LIMIT - 1)], WORD).astype(np.uint8)
    return kind[chars]


def codes_of(chars: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """The number of every code point's folded character."""
    code = tables().code
    if chars.size and int(chars.max()) >= _LIMIT:
        rare = mix(chars.astype(np.uint64))
        return np.where(chars < _LIMIT, code[np.minimum(chars, _LIMIT - 1)], rare)
    return code[chars]
