"""Which words stand out in one corpus against another."""

from __future__ import annotations

from math import log, log2


def log_likelihood(here: int, size_here: int, there: int, size_there: int) -> float:
    """G² of a word that occurs `here` times among `size_here` words and `there` times among `size_there`; all four
    cells count. Above 6.63 it is significant at 1 %, above 15.13 at 0.01 %. Unit: none; 0 means no difference.

    Source: Dunning (1993).
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
