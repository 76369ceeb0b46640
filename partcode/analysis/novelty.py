"""When further interviews bring no new codes: curves of discovery, and the measure of Guest, Namey & Chen."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, nan
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Rule:
    """What counts as saturated: the codes of the first `base` interviews are the measure, and the `run` interviews
    that end with this one have brought at most `threshold` (a share) of their number as new codes."""

    base: int = 4
    run: int = 2
    threshold: float = 0.05


def new_codes(found: Flags, orders: Numbers) -> Numbers:
    """New codes at each place of some orders of interviews, orders x interviews.

    found: interviews x codes, whether a code occurs in an interview; orders: each row has all interviews once.
    """
    many, interviews = orders.shape
    places = np.argsort(orders, axis=1)
    new = np.zeros((many, interviews), np.int64)
    for holders in found.T:
        if holders.any():
            new[np.arange(many), places[:, holders].min(axis=1)] += 1
    return new


def random_orders(interviews: int, orders: int, seed: int) -> Numbers:
    """Some orders of interviews, orders x interviews; the same seed gives the same ones."""
    return np.random.default_rng(seed).permuted(np.tile(np.arange(interviews), (orders, 1)), axis=1)


def ratios(new: Numbers, rule: Rule) -> Floats:
    """New information at each place of some orders: new codes of the run that ends there divided by the codes of the
    base, orders x interviews. NaN where base and run aren't complete, and where the base has no code.

    Source: Guest, Namey & Chen (2020); runs overlap, the first one begins after the base.
    """
    found = np.cumsum(new, axis=1)
    of_base = found[:, rule.base - 1 : rule.base].astype(float)
    result = np.full(new.shape, nan)
    first = rule.base + rule.run - 1
    if new.shape[1] > first:
        in_run = found[:, first:] - found[:, rule.base - 1 : -rule.run]
        result[:, first:] = in_run / np.where(of_base > 0, of_base, nan)
    return result


def saturated(ratio: Floats, rule: Rule) -> Flags:
    """Where the new information is at or below the threshold; never where it is undefined."""
    return ratio <= rule.threshold + _ROUNDING


def reached(ratio: Floats, rule: Rule) -> Floats:
    """The number of interviews in each order with which saturation is first seen, infinite where it never is."""
    flags = saturated(ratio, rule)
    return np.where(flags.any(axis=1), flags.argmax(axis=1) + 1.0, inf)
