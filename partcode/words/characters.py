"""What each code point is to a word, as a lookup table for numpy. The definitions are those of `words.forms`."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

from partcode.words.forms import APOSTROPHES, ENCLOSERS, HYPHENS, JOINERS, fold_chars

# Kinds; a hyphen is two of them: it joins as joiners do, or stands alone as a dash; so are round brackets.
WORD, JOINER, MARK = 1, 2, 4
_KINDS = WORD | JOINER | MARK

_LIMIT = 0x20000  # beyond it are only rare ideographs: letters that have no case
_CLAUSE_MARKS = ',;:()[]{}«»"“”„—–?!…'
_LETTERS = re.compile(r"[^\W_]+")
_SURROGATES = slice(0xD800, 0xE000)  # not in any text that can be encoded
_SINGLE = re.compile(f"[İΣ{re.escape(APOSTROPHES + HYPHENS)}]")  # they make `fold_chars` go by character
_MIX = np.uint64(0x9E3779B97F4A7C15)


def codes_of(chars: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """A number for every code point's folded character, with its kind in the low bits, so that each character of a
    corpus is looked up only once."""
    table = _table()
    if chars.size and int(chars.max()) >= _LIMIT:
        return np.where(chars < _LIMIT, table.take(chars, mode="clip"), _codes(chars, np.uint64(WORD)))
    return table.take(chars)


def kinds_of(codes: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """The kind of every character, by its code."""
    return codes.astype(np.uint8) & np.uint8(_KINDS)


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint64]:
    """The code of every code point below the limit, made once per process."""
    points = np.arange(_LIMIT, dtype="<u4")
    points[_SURROGATES] = ord(" ")
    every = points.tobytes().decode("utf-32-le")
    return _codes(_folded(every), _kinds(every))


def _kinds(every: str) -> NDArray[np.uint64]:
    """`is_word_char` of all characters, asked of stretches of them at once."""
    kinds = np.zeros(len(every), dtype=np.uint64)
    for letters in _LETTERS.finditer(every):
        kinds[letters.start() : letters.end()] = WORD
    others = np.flatnonzero(kinds == 0).tolist()
    kinds[[point for point in others if category(every[point])[0] == "M"]] = WORD
    for char in JOINERS + ENCLOSERS:
        kinds[ord(char)] = JOINER
    for char in _CLAUSE_MARKS + HYPHENS:
        kinds[ord(char)] |= MARK
    return kinds


def _folded(every: str) -> NDArray[np.uint32]:
    points = np.frombuffer(fold_chars(_SINGLE.sub(" ", every)).encode("utf-32-le"), dtype="<u4").copy()
    for char in _SINGLE.findall(every):
        points[ord(char)] = ord(fold_chars(char))
    return points


def _codes(folded: NDArray[np.uint32], kinds: NDArray[np.uint64] | np.uint64) -> NDArray[np.uint64]:
    """Neighbouring numbers spread over 64 bits (the finaliser of MurmurHash3), so that sums of them don't meet."""
    mixed = folded * _MIX
    mixed ^= mixed >> np.uint64(32)
    mixed *= np.uint64(0xD6E8FEB86659FD93)
    mixed ^= mixed >> np.uint64(32)
    return (mixed & ~np.uint64(_KINDS)) | kinds
