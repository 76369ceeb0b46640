"""A pattern's parts written out as the linear alternatives that the engine matches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import NamedTuple

from partcode.codebook.syntax import Choice, Gap, ListName, Part, PatternError, Series, Words
from partcode.model.codebook import Step

MAX_ALTERNATIVES = 500
MAX_WORDS = 50

Alternative = tuple[Step, ...]
Lookup = Callable[[ListName], tuple[Alternative, ...]]


class _Way(NamedTuple):
    """One way through the pattern so far, and the gap that its next word stands after."""

    steps: Alternative = ()
    gap: Gap | None = None


def write_out(series: Series, lookup: Lookup) -> tuple[Alternative, ...]:
    """All alternatives of `series`, those of single words merged; lists come from `lookup`.

    Raises PatternError: a gap with nothing on one side, more than 500 alternatives, more than 50 words. An
    alternative is empty where everything in it is optional.
    """
    if len(series) == 1 and isinstance(series[0], Words):
        return (series[0].steps,)  # most alternatives are words side by side
    ways = [_Way()]
    for part in series:
        ways = [_widened(way, part) for way in ways] if isinstance(part, Gap) else _joined(ways, part, lookup)
    for way in ways:
        if way.gap:
            raise _bare_gap(way.gap)
    return merged([way.steps for way in ways]) if len(ways) > 1 else (ways[0].steps,)


def _bare_gap(gap: Gap) -> PatternError:
    return PatternError("PC306", gap.offset, "a gap stands between two words", "withhold ..4 money")


def _widened(way: _Way, gap: Gap) -> _Way:
    if not way.steps:
        raise _bare_gap(gap)
    # Two gaps meet where the optional words between them are left out: together they are as wide as both.
    return _Way(way.steps, Gap(gap.offset, gap.words + (way.gap.words if way.gap else 0)))


def _joined(ways: Sequence[_Way], part: Part, lookup: Lookup) -> list[_Way]:
    options = _options(part, lookup)
    if len(ways) * len(options) > MAX_ALTERNATIVES:
        message = f"this writes out to more than {MAX_ALTERNATIVES} alternatives"
        raise PatternError("PC313", part.offset, message, "split the pattern, or put the words in one list")
    joined = [_then(way, option, part) for way in ways for option in options]
    # Different ways go on differently by one option, and one way by different options.
    return joined if 1 in (len(ways), len(options)) else list(dict.fromkeys(joined))


def _then(way: _Way, option: Alternative, part: Part) -> _Way:
    if not option:
        return way
    first = Step(option[0].atoms, way.gap.words) if way.gap else option[0]
    steps = (*way.steps, first, *option[1:])
    if len(steps) > MAX_WORDS:
        raise PatternError("PC316", part.offset, f"a pattern has at most {MAX_WORDS} words", "split it")
    return _Way(steps)


def _options(part: Part, lookup: Lookup) -> tuple[Alternative, ...]:
    if isinstance(part, Words):
        return (part.steps,)
    if isinstance(part, ListName):
        return lookup(part)
    assert isinstance(part, Choice)
    options = list(chain.from_iterable(write_out(option, lookup) for option in part.options))
    return merged([*options, ()] if part.optional else options)


def merged(alternatives: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """Alternatives without repetition; all single words are one step of many atoms, where the first stood."""
    words = [steps[0].atoms for steps in alternatives if len(steps) == 1]
    single = (Step(frozenset().union(*words)),)
    if len(words) == len(alternatives):
        return (single,) if words else ()
    return tuple(dict.fromkeys(single if len(steps) == 1 else steps for steps in alternatives))
