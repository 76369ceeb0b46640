"""How like two rows of words are: the stretch of the second that answers best to the first."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

_SAME, _GAP, _OTHER = 2.0, -0.6, -0.8
_LIKE = 0.7  # ratio of words of which one may be a correction of the other
_LONG = 120  # words: of longer quotes only whole words are compared


class Alike(NamedTuple):
    """The likeness, from 0 to 1, and the numbers of the words of the second row that it is about."""

    likeness: float
    words: range


class _Cell(NamedTuple):
    score: float
    start: int


def alike(quote: Sequence[str], words: Sequence[str]) -> Alike:
    """The best local alignment of a quote with a stretch of `words` (Smith and Waterman).

    The likeness is 1 for the same words, less for each one that is changed, missing or put between.
    """
    if len(quote) > _LONG:
        return _roughly(quote, words)
    best, end = _Cell(0, 0), 0
    above = [_Cell(0, column) for column in range(len(words) + 1)]
    for word in quote:
        row = [_Cell(0, 0)]
        for column, other in enumerate(words, 1):
            score, start = above[column - 1]
            cell = max(
                _Cell(score + _likeness(word, other), start),
                _Cell(above[column].score + _GAP, above[column].start),
                _Cell(row[-1].score + _GAP, row[-1].start),
                _Cell(0, column),
            )
            row.append(cell)
            if cell.score > best.score:
                best, end = cell, column
        above = row
    return Alike(best.score / (_SAME * len(quote)), range(best.start, end))


def _roughly(quote: Sequence[str], words: Sequence[str]) -> Alike:
    blocks = SequenceMatcher(None, quote, words, autojunk=False).get_matching_blocks()
    kept = [block for block in blocks if block.size > 1]
    if not kept:
        return Alike(0, range(0))
    return Alike(sum(block.size for block in kept) / len(quote), range(kept[0].b, kept[-1].b + kept[-1].size))


@lru_cache(maxsize=65_536)
def _likeness(one: str, other: str) -> float:
    if one == other:
        return _SAME
    if one[:1] != other[:1] and one[-1:] != other[-1:]:
        return _OTHER
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return _SAME * ratio if ratio >= _LIKE else _OTHER
