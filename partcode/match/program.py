"""Patterns as the engine runs them: sequences of steps, where a step is what a word must be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from partcode.match.variants import variants, without_accent
from partcode.match.vocabulary import Wanted
from partcode.model import LANGUAGES, Atom, Pattern, Step

_KINDS: tuple[Literal["lemma", "form", "prefix"], ...] = ("lemma", "form", "prefix")


class Alternative(NamedTuple):
    """One linear sequence of steps: `steps` are indexes into the program's, `gaps` the other words allowed before
    each of them. `owner` is who asked for the pattern; `negator` says that the pattern itself names a negating
    word, which then negates nothing inside the match; `lost` that it is what is left of one that names à, `gone` that
    nothing is left of it."""

    owner: int
    steps: tuple[int, ...]
    gaps: tuple[int, ...]
    negator: bool
    lost: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Program:
    """Everything that is matched, in all languages at once. `steps` gives each its number; those in `lossy` also want
    what is left of words without their accented letters."""

    steps: Mapping[Wanted, int]
    lossy: Mapping[Wanted, int]
    alternatives: tuple[Alternative, ...]

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """All steps in the order of their numbers."""
        numbered = {number: wanted for steps in (self.steps, self.lossy) for wanted, number in steps.items()}
        return tuple(numbered[number] for number in range(len(numbered)))


class _Steps:
    """Gives steps their numbers as they come; a lossy one is another than the exact one that wants the same."""

    def __init__(self) -> None:
        self.exact: dict[Wanted, int] = {}
        self.lossy: dict[Wanted, int] = {}

    def number(self, wanted: Wanted, lossy: bool = False) -> int:
        """The number of a step."""
        return (self.lossy if lossy else self.exact).setdefault(wanted, len(self.exact) + len(self.lossy))


class _Maker:
    """Makes the alternatives of one language."""

    def __init__(self, steps: _Steps, language: str, negators: frozenset[str]) -> None:
        self._steps = steps
        self._language = language
        self._negators = frozenset(Atom(kind, word) for kind in _KINDS for word in negators)

    def make(self, sequence: tuple[Step, ...], owner: int, lossy: bool) -> Iterator[Alternative]:
        """A written sequence of an owner, its variants, and what is left of them without à."""
        # What a variant adds between the words is not the pattern's own.
        negator = not all(self._negators.isdisjoint(step.atoms) for step in sequence)
        for variant in variants(sequence, self._language):
            yield Alternative(owner, *self._numbers(variant, lossy), negator, lost=False)
            for left, gone in without_accent(variant) if lossy else ():
                yield Alternative(owner, *self._numbers(left, lossy), negator, lost=True, gone=gone)

    def _numbers(self, sequence: tuple[Step, ...], lossy: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The numbers of the steps, and the gaps before them."""
        numbers = [self._steps.number((self._language, step.atoms), lossy) for step in sequence]
        return tuple(numbers), tuple([step.gap for step in sequence])


def compile_program(
    patterns: Mapping[str, Sequence[tuple[int, Pattern]]],
    negators: Mapping[str, frozenset[str]],
    literals: Iterable[Wanted] = (),
    lossy: Collection[int] = (),
) -> Program:
    """Compile (owner, pattern) pairs by language. `literals` are steps of no pattern that are asked for alike; `lossy`
    are the owners whose French patterns forgive lost accents."""
    steps = _Steps()
    makers = {language: _Maker(steps, language, negators[language]) for language in LANGUAGES}
    alternatives = [
        alternative
        for language, maker in makers.items()
        for owner, pattern in patterns.get(language, ())
        for sequence in pattern.alternatives
        for alternative in maker.make(sequence, owner, lossy=language == "fr" and owner in lossy)
    ]
    for literal in literals:
        steps.number(literal)
    return Program(steps.exact, steps.lossy, tuple(alternatives))
