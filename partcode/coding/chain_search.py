"""The search for the chains of one sequence.

Of all ways to go on from one beginning, the one with most steps is taken, then the earliest. Of chains that overlap,
the one with more steps counts, then the earlier one. The segment that ends a chain may begin another one, by another
move: the order of words within a segment says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.model.codebook import Sequence, SequenceStep
from partcode.model.columns import NO_TURN, NOBODY

Numbers = NDArray[np.int64]

_AT_ONCE = 1 << 22  # pairs of events that are looked at together, at most; but for a beginning with more of its own
_FAR = 1 << 31  # further than any turn


class ChainStep(NamedTuple):
    """`step` counts the steps of the sequence from 0, `move` is the row that makes it, `gap` the turns since the step
    before (0 for the first)."""

    step: int
    move: int
    gap: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps in their order, of which `found` out of `needed` must be there in a complete chain."""

    steps: tuple[ChainStep, ...]
    found: int
    needed: int

    @property
    def complete(self) -> bool:
        """Whether no step is missing that must be there."""
        return self.found == self.needed


class Events(NamedTuple):
    """Moves that make some step, columns in order of place. makes: a bit for every step that a move makes; section:
    numbered from 0, no chain leaves one; segment: what is made in one is said at once; move: its row."""

    makes: Numbers
    section: Numbers
    turn: Numbers
    segment: Numbers
    speaker: Numbers
    move: Numbers


class _Way(NamedTuple):
    """Events (by place) with the steps that they make, from one on."""

    found: int
    steps: int
    places: tuple[tuple[int, int], ...]


class Search:
    """Finds the chains of one sequence."""

    def __init__(self, sequence: Sequence) -> None:
        self.sequence = sequence
        self.needed = needed(sequence)
        self.following = [_following(sequence.steps, step) for step in range(len(sequence.steps))]

    def chains(self, events: Events) -> Iterator[Chain]:
        """The chains in order of place."""
        ways = [way for firsts, ends in self._beginnings(events) for way in self._ways(events, firsts, ends)]
        segments = np.cumsum(np.diff(events.segment, prepend=events.segment[:1]) != 0)
        taken = bytearray(len(segments))  # the move at each place
        crossed = bytearray(len(segments))  # the way from each segment to the next one
        kept = []
        for way in sorted(ways, key=lambda way: (-way.found, -way.steps, way.places[0])):
            places = [place for place, _ in way.places]
            first, last = int(segments[places[0]]), int(segments[places[-1]])
            if not any(crossed[first:last]) and not any(taken[place] for place in places):
                crossed[first:last] = b"\1" * (last - first)
                for place in places:
                    taken[place] = 1
                kept.append(way)
        return (self._chain(events, way) for way in sorted(kept, key=lambda way: way.places))

    def _beginnings(self, events: Events) -> Iterator[tuple[Numbers, Numbers]]:
        """The places of first steps, and the ends of the turns that a chain from there may reach, some at a time; only
        those with room for a chain."""
        firsts = np.flatnonzero(events.makes & 1)
        end = np.minimum(events.turn[firsts] + self.sequence.within, _FAR)
        ends = np.searchsorted(_keys(events.section, events.turn), _keys(events.section[firsts], end))
        room = ends - firsts >= min(self.sequence.at_least, self.needed)
        firsts, ends = firsts[room], ends[room]
        batch = np.cumsum((ends - firsts) ** 2) // _AT_ONCE
        bounds = np.flatnonzero(np.diff(batch)) + 1
        yield from zip(np.split(firsts, bounds), np.split(ends, bounds), strict=True)

    def _ways(self, events: Events, firsts: Numbers, ends: Numbers) -> Iterator[_Way]:
        """The best way from each beginning, if it is long enough. Each looks at copies of its own of the events that it
        may reach, side by side, so that all go at once."""
        sizes = ends - firsts
        begin = np.cumsum(sizes) - sizes
        owner, places = np.repeat(np.arange(sizes.size), sizes), _ranges(firsts, sizes)
        copies = Events(*(column[places] for column in events))._replace(section=owner)
        value, onward = self._best(copies)
        count = len(self.sequence.steps)
        found, steps = np.divmod(value[begin, 0], count + 1)
        for number in np.flatnonzero((steps >= self.sequence.at_least) | (found >= self.needed)).tolist():
            way = []
            at = int(begin[number]) * count
            while at >= 0:
                way.append((int(places[at // count]), at % count))
                at = int(onward[at])
            yield _Way(int(found[number]), int(steps[number]), tuple(way))

    def _best(self, events: Events) -> tuple[Numbers, Numbers]:
        """The best way on from each event as each step: its value by event and step, needed steps first, then all; and
        where it goes on, as event * number of steps + step, negative at its end."""
        count = len(self.sequence.steps)
        size = events.makes.size * count
        value, onward = np.zeros((events.makes.size, count), dtype=np.int64), np.full(size, -1)
        made = [np.flatnonzero(events.makes >> step & 1) for step in range(count)]
        for step in reversed(range(count)):
            here = made[step]
            best = np.zeros(here.size, dtype=np.int64)
            for number in self.following[step]:
                index, then = self._pairs(events, here, made[number])
                # Of equal ways the earliest: it has the smallest number.
                np.maximum.at(best, index, (value[then, number] + 1) * size - 1 - (then * count + number))
            goes = best > 0
            onward[here[goes] * count + step] = size - 1 - best[goes] % size
            value[here, step] = best // max(size, 1) + (count + 1) * (not self.sequence.steps[step].optional) + 1
        return value, onward

    def _pairs(self, events: Events, here: Numbers, there: Numbers) -> tuple[Numbers, Numbers]:
        """Each event `here` (by place among them) with each event `there` that may follow on it."""
        first = np.searchsorted(there, here, side="right")
        near = np.minimum(events.turn[here] + self.sequence.gap, _FAR)
        keys = _keys(events.section[there], events.turn[there])
        sizes = np.maximum(np.searchsorted(keys, _keys(events.section[here], near), side="right") - first, 0)
        index, then = np.repeat(np.arange(here.size), sizes), there[_ranges(first, sizes)]
        before = here[index]
        allowed = events.segment[before] != events.segment[then]  # what is said at once is no chain
        if self.sequence.alternating:
            # Another person speaks; of people that nobody knows it can't be said.
            one, other = events.speaker[before], events.speaker[then]
            allowed &= (one != other) & (one != NOBODY) & (other != NOBODY)
        return index[allowed], then[allowed]

    def _chain(self, events: Events, way: _Way) -> Chain:
        turns = [int(events.turn[place]) for place, _ in way.places]
        steps = tuple(
            ChainStep(step, int(events.move[place]), turn - before)
            for (place, step), turn, before in zip(way.places, turns, [turns[0], *turns], strict=False)
        )
        return Chain(steps, way.found, self.needed)


def _keys(section: Numbers, turn: Numbers) -> Numbers:
    """Numbers in order of place; the turn may be NO_TURN."""
    keys: Numbers = (section << 32) + turn - NO_TURN
    return keys


def _ranges(first: Numbers, sizes: Numbers) -> Numbers:
    """So many numbers from each of `first` on, one after another."""
    return np.repeat(first - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())


def _following(steps: tuple[SequenceStep, ...], step: int) -> list[int]:
    """The steps that may come next: the one after, and beyond optional ones."""
    found = []
    for number in range(step + 1, len(steps)):
        found.append(number)
        if not steps[number].optional:
            break
    return found


def needed(sequence: Sequence) -> int:
    """How many steps a complete chain has at least."""
    return sum(not step.optional for step in sequence.steps)
