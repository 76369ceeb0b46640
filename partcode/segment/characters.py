"""What a code point is to someone who splits text: one table, looked up only where a split may be."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

OTHER, UPPER, LOWER, CASELESS, DIGIT, SPACE, TERMINATOR, CLOSER, OPENER, FAR = range(10)

NEWLINE = 10
TERMINATORS = ".?!…"
CLOSERS = "\"'’”»›)]}\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"  # superscripts are notes
OPENERS = "([{«‹“„‘"

LIMIT = 0x3001  # every whitespace character is below; what is above needs thought (FAR)
_ROUNDS = 3  # runs of whitespace are short; the few longer ones are measured one by one
_SPACES = re.compile(r"\s*")
_CATEGORIES = {"Lu": UPPER, "Lt": UPPER, "Ll": LOWER, "Lo": CASELESS, "Lm": CASELESS, "Nd": DIGIT}


def _class_of(char: str) -> int:
    if char.isspace():
        return SPACE
    for chars, number in ((TERMINATORS, TERMINATOR), (CLOSERS, CLOSER), (OPENERS, OPENER)):
        if char in chars:
            return number
    return _CATEGORIES.get(unicodedata.category(char), OTHER)


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint8]:
    return np.array([*(_class_of(chr(code)) for code in range(LIMIT)), FAR], np.uint8)


def classes(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """The class (OTHER, UPPER …) of each code point, in the shape of `codes`."""
    return _table().take(codes, mode="clip")


def classes_at(chars: NDArray[np.uint32], at: NDArray[np.int64]) -> NDArray[np.uint8]:
    """The classes at these offsets; an offset past the end is taken for the last one."""
    return classes(chars.take(at, mode="clip"))


def skip_spaces(
    text: str, chars: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.int64]:
    """For each span the offset of its first character that is no whitespace, or its end."""
    at = starts.copy()
    rest = np.flatnonzero((at < ends) & (classes_at(chars, at) == SPACE))
    for _ in range(_ROUNDS):
        if not rest.size:
            return at
        at[rest] += 1
        moved = at[rest]
        rest = rest[(moved < ends[rest]) & (classes_at(chars, moved) == SPACE)]
    for index in rest.tolist():
        run = _SPACES.match(text, int(at[index]), int(ends[index]))
        at[index] = run.end() if run else at[index]
    return at


def drop_spaces(
    text: str, chars: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.int64]:
    """For each span the offset after its last character that is no whitespace, or its start."""
    at = ends.copy()
    rest = np.flatnonzero((at > starts) & (classes_at(chars, at - 1) == SPACE))
    for _ in range(_ROUNDS):
        if not rest.size:
            return at
        at[rest] -= 1
        moved = at[rest]
        rest = rest[(moved > starts[rest]) & (classes_at(chars, moved - 1) == SPACE)]
    for index in rest.tolist():
        start = int(starts[index])
        at[index] = start + len(text[start : int(at[index])].rstrip())
    return at
