"""Turns in other orders: what would come about if it made no difference when something is said.

Only turns of one document, or of one speaker in it, change places. Phipson & Smyth (2010) on p from permutations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from partcode.model.options import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.random import Generator
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Figures = NDArray[np.float64]

_SWEEPS = 10  # swaps for each turn until an order has forgotten where it began


class Shuffled(NamedTuple):
    """By cell the mean count of the shuffles, and p: two-sided, twice the smaller share of shuffles (the observed order
    among them) with so many or more, or with so few or fewer; at most 1."""

    mean: Figures
    p: Figures


def shuffled(
    observed: Numbers, count: Callable[[Numbers], Numbers], orders: Iterable[Numbers], progress: Progress
) -> Shuffled:
    """Hold observed counts against those of the same turns in other orders; NaN where there are no orders."""
    import numpy as np

    many, few, total = np.ones(observed.shape), np.ones(observed.shape), np.zeros(observed.shape)
    times = 0
    for order in orders:
        found = count(order)
        many += found >= observed
        few += found <= observed
        total += found
        times += 1
        progress.advance()
    if not times:
        return Shuffled(np.full(observed.shape, np.nan), np.full(observed.shape, np.nan))
    return Shuffled(total / times, np.minimum(1, 2 * np.minimum(many, few) / (times + 1)))


def orders(group: Numbers, times: int, random: Generator) -> Iterator[Numbers]:
    """Orders of turns, all equally likely, in which each place keeps a turn of its `group`."""
    import numpy as np

    places = np.argsort(group, kind="stable")
    for _ in range(times):
        order = np.empty_like(places)
        order[places] = np.lexsort((random.random(len(group)), group))
        yield order


def orders_without_repeats(document: Numbers, incidence: Any, times: int, random: Generator) -> Iterator[Numbers]:
    """Orders of turns within documents in which no more events follow on themselves than do in the given order; all
    such orders that swaps of two turns lead to are equally likely (a Markov chain for each)."""
    import numpy as np

    found = np.tile(np.arange(len(document)), (times, 1))
    bounds = np.concatenate(([0], np.flatnonzero(np.diff(document)) + 1, [len(document)]))
    for first, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        said = incidence[first:end]
        found[:, first:end] = first + _swapped((said @ said.T).toarray().astype(np.int64), times, random)
    yield from found


def _swapped(shared: Numbers, times: int, random: Generator) -> Numbers:
    """So many orders of some turns, from a table of how many events each two of them share."""
    import numpy as np

    count = len(shared)
    shared = np.pad(shared, (0, 1))  # the turn numbered `count` stands before the first and behind the last one
    order = np.tile(np.concatenate(([count], np.arange(count), [count])), (times, 1))
    room = np.zeros(times, dtype=np.int64)  # repeats that there are fewer of than at the beginning
    chains = np.arange(times)
    for _ in range(_SWEEPS * count if count > 1 else 0):
        one, other = np.sort(random.integers(1, count + 1, (times, 2)), axis=1).T
        before = _repeats(shared, order, one, other)
        _swap(order, chains, one, other)
        more = _repeats(shared, order, one, other) - before
        back = np.flatnonzero(more > room)
        _swap(order, back, one[back], other[back])
        room -= np.where(more > room, 0, more)
    return order[:, 1:-1]


def _swap(order: Numbers, chains: Numbers, one: Numbers, other: Numbers) -> None:
    order[chains, one], order[chains, other] = order[chains, other], order[chains, one]


def _repeats(shared: Numbers, order: Numbers, one: Numbers, other: Numbers) -> Numbers:
    """By chain, the events shared by turns that stand beside each other at two places, `one` before `other`."""
    import numpy as np

    chains = np.arange(len(order))

    def beside(place: Numbers) -> Numbers:
        found: Numbers = shared[order[chains, place], order[chains, place + 1]]
        return found

    # Neighbours have the pair between them in common, one place both.
    inner = np.where(other - one > 1, beside(other - 1), 0)
    return beside(one - 1) + beside(one) + inner + np.where(other > one, beside(other), 0)
