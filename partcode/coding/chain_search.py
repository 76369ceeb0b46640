"""The search for chains among moves that stand near each other: of one sequence, in one stretch of a conversation.

Of all ways to go on from one beginning, the one with most steps is taken, then the earliest. Of chains that overlap,
the one with more steps counts, then the earlier one. The segment that ends a chain may begin another one, by another
move: the order of words within a segment says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from partcode.model.codebook import Sequence, SequenceStep
from partcode.model.columns import NOBODY


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


class Event(NamedTuple):
    """A move that makes some step; `makes` holds a bit for every step that it makes."""

    makes: int
    turn: int
    segment: int
    speaker: int
    move: int


class _Way(NamedTuple):
    """Events (by place) with the steps that they make, from one on; ways are compared by their first two numbers."""

    found: int
    steps: int
    places: tuple[tuple[int, int], ...]


_NOWHERE = _Way(0, 0, ())


class Search:
    """Finds the chains of one sequence among events that stand near each other."""

    def __init__(self, sequence: Sequence) -> None:
        self.sequence = sequence
        self.needed = needed(sequence)
        self.following = [_following(sequence.steps, step) for step in range(len(sequence.steps))]

    def chains(self, events: list[Event]) -> Iterator[Chain]:
        """The chains in order of place."""
        ways = [self._from(events, first) for first, event in enumerate(events) if event.makes & 1]
        segments = list(accumulate((one.segment != other.segment for one, other in pairwise(events)), initial=0))
        taken = bytearray(len(events))  # the move at each place
        crossed = bytearray(len(events))  # the way from each segment to the next one
        kept = []
        for way in sorted(ways, key=lambda way: (-way.found, -way.steps, way.places[0])):
            places = [place for place, _ in way.places]
            first, last = segments[places[0]], segments[places[-1]]
            if way.steps < self.sequence.at_least and way.found < self.needed:
                continue
            if not any(crossed[first:last]) and not any(taken[place] for place in places):
                crossed[first:last] = b"\1" * (last - first)
                for place in places:
                    taken[place] = 1
                kept.append(way)
        return (self._chain(events, way) for way in sorted(kept, key=lambda way: way.places))

    def _from(self, events: list[Event], first: int) -> _Way:
        """The best way that begins with an event."""
        end = first
        while end < len(events) and events[end].turn < events[first].turn + self.sequence.within:
            end += 1
        known: dict[tuple[int, int], _Way] = {}

        def onward(place: int, step: int) -> _Way:
            if (place, step) not in known:
                best = _NOWHERE
                for then in self._next(events, place, end):
                    for number in self.following[step]:
                        if events[then].makes >> number & 1:
                            best = max(best, onward(then, number), key=lambda way: way[:2])
                optional = self.sequence.steps[step].optional
                known[place, step] = _Way(best.found + (not optional), best.steps + 1, ((place, step), *best.places))
            return known[place, step]

        return onward(first, 0)

    def _next(self, events: list[Event], place: int, end: int) -> Iterator[int]:
        """Places of events that may follow on the one at `place`."""
        event = events[place]
        for then in range(place + 1, end):
            other = events[then]
            if other.turn - event.turn > self.sequence.gap:
                return
            if other.segment == event.segment:
                continue  # what is said at once is no chain
            if not self.sequence.alternating or _answers(event, other):
                yield then

    def _chain(self, events: list[Event], way: _Way) -> Chain:
        turns = [events[place].turn for place, _ in way.places]
        steps = tuple(
            ChainStep(step, events[place].move, turn - before)
            for (place, step), turn, before in zip(way.places, turns, [turns[0], *turns], strict=False)
        )
        return Chain(steps, way.found, self.needed)


def _answers(event: Event, other: Event) -> bool:
    """Whether another person speaks; of people that nobody knows it can't be said."""
    return NOBODY not in (event.speaker, other.speaker) and event.speaker != other.speaker


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
