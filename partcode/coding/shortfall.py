"""How far a pattern that doesn't match gets in a sentence: its longest part that is there, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from partcode.codebook.syntax import Gap, Part, Words, read
from partcode.coding.layout import Layout
from partcode.match.variants import variants
from partcode.model import Pattern, Span, Step

LISTED = 6  # words that are named where a step has many


class Shortfall(NamedTuple):
    """A pattern that doesn't match: the part of it that was found, and what is missing beside it.

    `span` is of the found part; `within` says how many words may stand between the two; `steps` is how much of the
    pattern was found, from 0 to 1.
    """

    pattern: Pattern
    found: str
    span: Span
    missing: str
    within: int
    steps: float


def nearness(shortfall: Shortfall) -> tuple[float, int]:
    """By how much a pattern was found, to compare it with others."""
    return shortfall.steps, len(shortfall.found)


class Sentence:
    """One sentence of a layout, as patterns are held against it."""

    def __init__(self, layout: Layout, number: int) -> None:
        self._layout = layout
        self._language = layout.trials[number].language
        first, end = layout.batch.first[number : number + 2].tolist()
        self.text = layout.text(number)
        self.words = range(first, end)
        self._ids = layout.batch.ids[first:end]
        self._known: dict[Step, frozenset[int]] = {}

    def span(self, first: int, last: int) -> Span:
        """The code points from one word of the batch to another."""
        return Span(int(self._layout.batch.start[first]), self._layout.ends[last])

    def holds(self, pattern: Pattern, first: int, last: int) -> bool:
        """Whether a pattern of words matches from one word of the batch to another."""
        for steps in chain.from_iterable(variants(steps, self._language) for steps in pattern.alternatives):
            ends = frozenset({first}) & self._places(steps[0])
            for step in steps[1:]:
                ends = frozenset(self._next(ends, step))
            if last in ends:
                return True
        return False

    def shortfall(self, pattern: Pattern) -> Shortfall | None:
        """How far a pattern gets; None where less than half of it is there, and for regular expressions."""
        runs = [(run, steps) for steps in pattern.alternatives if (run := self._longest(steps))]
        run, steps = max(runs, key=lambda one: (one[0].steps, -len(one[1])), default=(None, ()))
        if run is None or 2 * run.steps < len(steps):
            return None
        span = self.span(run.first, run.last)
        # What comes before it is asked for only where nothing is left behind.
        missing = run.step + run.steps if run.step + run.steps < len(steps) else run.step - 1
        gap = steps[max(missing, run.step)].gap
        share = run.steps / len(steps)
        return Shortfall(pattern, self.text[span.start : span.end], span, _name(pattern, steps, missing), gap, share)

    def _longest(self, steps: Sequence[Step]) -> _Run | None:
        """The longest run of neighbouring steps that is there, None for none."""
        runs = [run for start in range(len(steps)) for run in self._runs(steps, start)]
        return max(runs, key=lambda run: run.steps, default=None)

    def _runs(self, steps: Sequence[Step], start: int) -> Iterator[_Run]:
        for first in sorted(self._places(steps[start])):
            ends, last, count = frozenset({first}), first, 1
            while start + count < len(steps) and (ends := frozenset(self._next(ends, steps[start + count]))):
                last, count = min(ends), count + 1
            yield _Run(start, count, first, last)

    def _next(self, ends: Iterable[int], step: Step) -> Iterator[int]:
        places = self._places(step)
        return (word for end in ends for word in range(end + 1, end + step.gap + 2) if word in places)

    def _places(self, step: Step) -> frozenset[int]:
        """The words of the sentence that satisfy a step."""
        if step not in self._known:
            satisfying = self._layout.coder.satisfying((self._language, step.atoms))
            self._known[step] = frozenset((self.words.start + np.flatnonzero(satisfying[self._ids])).tolist())
        return self._known[step]


class _Run(NamedTuple):
    """`steps` steps of an alternative from `step` on, found from the word `first` to `last`."""

    step: int
    steps: int
    first: int
    last: int


def _name(pattern: Pattern, steps: Sequence[Step], number: int) -> str:
    """A step as the pattern says it; where its parts don't tell, by its words."""
    names = list(_part_names(pattern.source))
    if len(names) == len(steps):
        return names[number]
    words = sorted({atom.text + "*" * (atom.kind == "prefix") for atom in steps[number].atoms})
    return ", ".join(words[:LISTED]) + (" …" if len(words) > LISTED else "")


def _part_names(source: str) -> Iterator[str]:
    """The words, lists and choices of a pattern, as if each were one step."""
    parts: list[Part | None] = [*read(source), None]
    for part, after in pairwise(parts):
        if isinstance(part, Words):
            for step in part.steps:
                yield from sorted(atom.text + "*" * (atom.kind == "prefix") for atom in step.atoms)
        elif part is not None and not isinstance(part, Gap):
            yield source[part.offset : after.offset if after else len(source)].strip()
