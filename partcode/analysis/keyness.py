"""Which words stand out in one corpus against another."""

from __future__ import annotations

from collections.abc import Sequence
from math import log, log2
from typing import TYPE_CHECKING, NamedTuple

from partcode.analysis.counting import PER, SMALL
from partcode.table import Cell, figure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]


class Compared(NamedTuple):
    """How often words occur in two groups, by word: `here`, `there` and the documents of `here` that have them. `sizes`
    are the words of both groups, those that are not compared included."""

    words: Sequence[str]
    here: Numbers
    there: Numbers
    documents: Numbers
    sizes: tuple[int, int]


def keywords(compared: Compared, least: int = 1) -> list[tuple[Cell, ...]]:
    """Words that are more frequent here than there and occur `least` times here, those that stand out most first: word,
    here, there, rates per 1,000 words, G², log ratio, documents, warning. None when a group has no words."""
    if not all(compared.sizes):
        return []
    size_here, size_there = compared.sizes
    more = (compared.here >= least) & (compared.here * size_there > compared.there * size_here)
    rows = (_row(compared, word) for word in more.nonzero()[0].tolist())
    return sorted(rows, key=lambda row: (-float(str(row[5])), str(row[0])))


def _row(compared: Compared, word: int) -> tuple[Cell, ...]:
    here, there = int(compared.here[word]), int(compared.there[word])
    size_here, size_there = compared.sizes
    counts = (here, size_here, there, size_there)
    expected = min(compared.sizes) * (here + there) / sum(compared.sizes)
    return (
        compared.words[word],
        here,
        there,
        figure(PER * here / size_here),
        figure(PER * there / size_there),
        figure(log_likelihood(*counts)),
        figure(log_ratio(*counts)),
        int(compared.documents[word]),
        f"expected below {SMALL}" if expected < SMALL else "",
    )


def log_likelihood(here: int, size_here: int, there: int, size_there: int) -> float:
    """G² of a word that occurs `here` times among `size_here` words and `there` times among `size_there`; all four
    cells of the table count. Above 6.63 it is significant at 1 %, above 15.13 at 0.01 %. Unit: none; 0 means no
    difference.

    Source: Dunning (1993), whose table of 110, 2442, 111 and 29114 gives 270.72. The variant of corpus linguistics that
    leaves out the other words of both groups, as Rayson & Garside (2000), would give 267.03.
    """
    total, words = here + there, size_here + size_there
    cells = (
        (here, size_here * total / words),
        (there, size_there * total / words),
        (size_here - here, size_here * (words - total) / words),
        (size_there - there, size_there * (words - total) / words),
    )
    return 2 * sum(observed * log(observed / expected) for observed, expected in cells if observed)


def log_ratio(here: int, size_here: int, there: int, size_there: int) -> float:
    """How many times more frequent a word is here than there, as a binary logarithm: 1 is twice as frequent. A word
    that is missing there counts as half an occurrence.

    Source: Hardie (2014).
    """
    return log2((here or 0.5) / size_here) - log2((there or 0.5) / size_there)
