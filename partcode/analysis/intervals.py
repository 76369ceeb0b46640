"""Confidence intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from typing import NamedTuple, TypeVar

import numpy as np

Z95 = 1.959963984540054  # two-sided 95 %, standard normal
REPLICATES = 1000
_SEED = 20100  # any number: the same data give the same interval

_Unit = TypeVar("_Unit")


class Interval(NamedTuple):
    """Both ends, inclusive."""

    low: float
    high: float


def wilson(successes: int, trials: int, z: float = Z95) -> Interval | None:
    """The score interval of a proportion, without continuity correction; None without trials.

    Source: Wilson (1927); Newcombe (1998), method 3.
    """
    if not trials:
        return None
    rate = successes / trials
    width = 1 + z * z / trials
    centre = (rate + z * z / (2 * trials)) / width
    half = z * sqrt(rate * (1 - rate) / trials + z * z / (4 * trials * trials)) / width
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def bootstrap(units: Sequence[_Unit], statistic: Callable[[Sequence[_Unit]], float | None]) -> Interval | None:
    """The 95 % percentile interval of a statistic when `units` (documents: turns and sentences of one are no
    independent observations) are drawn again with replacement; None where there are too few to draw from.

    Source: Efron & Tibshirani (1993), chapter 13.
    """
    if len(units) < 3:
        return None
    draws = np.random.default_rng(_SEED).integers(0, len(units), (REPLICATES, len(units)))
    values = [found for draw in draws.tolist() if (found := statistic([units[one] for one in draw])) is not None]
    return Interval(*np.quantile(values, (0.025, 0.975)).tolist()) if values else None
