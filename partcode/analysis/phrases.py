"""Single words and phrases of two or three content words in running text, as numbers that can be counted.

The words of a phrase follow each other with at most MAX_GAP other words between them, none of which is a content
word: what is said in one breath, whatever small words stand in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MAX_GAP = 3

Column = NDArray[np.int64]


class Phrases(NamedTuple):
    """Phrases in order of length and place: key, the first and the last word, and the other words before the second
    and the third word of the phrase, 0 where it is shorter."""

    key: Column
    first: Column
    last: Column
    gap_two: Column
    gap_three: Column


def phrases(lemma: Column, content: NDArray[np.bool_], sentence: Column, lemmas: int) -> Phrases:
    """All phrases of a text, by word: its lemma (below `lemmas`), whether it may be part of a phrase, its sentence."""
    place = np.flatnonzero(content).astype(np.int64)
    word, where = lemma[place], sentence[place]
    gap = np.diff(place) - 1
    pair = np.flatnonzero((gap <= MAX_GAP) & (where[1:] == where[:-1]))
    triple = pair[:-1][np.diff(pair) == 1]
    none = np.zeros(place.size, dtype=np.int64)
    return Phrases(
        key=np.concatenate(
            [
                word,
                _key((word[pair], word[pair + 1]), lemmas),
                _key((word[triple], word[triple + 1], word[triple + 2]), lemmas),
            ]
        ),
        first=np.concatenate([place, place[pair], place[triple]]),
        last=np.concatenate([place, place[pair + 1], place[triple + 2]]),
        gap_two=np.concatenate([none, gap[pair], gap[triple]]),
        gap_three=np.concatenate([none, none[pair], gap[triple + 1]]),
    )


def _key(words: Sequence[Column], lemmas: int) -> Column:
    """Phrases of one length as numbers above those of all shorter ones; two million lemmas fit into 64 bits."""
    key = np.full_like(words[0], sum(lemmas**length for length in range(1, len(words))))
    for power, word in enumerate(reversed(words)):
        key += word * lemmas**power
    return key


def words_of(key: int, lemmas: int) -> tuple[int, ...]:
    """The lemmas of a phrase."""
    length = 1
    while key >= lemmas**length:
        key -= lemmas**length
        length += 1
    return tuple(key // lemmas**power % lemmas for power in range(length - 1, -1, -1))
