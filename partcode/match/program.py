"""Patterns as the engine runs them: sequences of steps, where a step is what a word must be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from partcode.match.variants import variants, without_accent
from partcode.match.vocabulary import Wanted
from partcode.model import LANGUAGES, Pattern, Step


@dataclass(frozen=True, slots=True)
class Alternative:
    """One linear sequence of steps: `steps` are indexes into the program's, `gaps` the other words allowed before
    each of them. `owner` is who asked for the pattern; `negator` says that the pattern itself names a negating
    word, which then negates nothing inside the match; `lost` that it is what is left of one that names à."""

    owner: int
    steps: tuple[int, ...]
    gaps: tuple[int, ...]
    negator: bool
    lost: bool = False


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


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the alternatives of one owner in one language."""

    steps: _Steps
    owner: int
    language: str
    negators: frozenset[str]
    lossy: bool

    def make(self, sequence: tuple[Step, ...]) -> Iterator[Alternative]:
        """A written sequence, its variants, and what is left of them without à."""
        # What a variant adds between the words is not the pattern's own.
        negator = any(atom.text in self.negators for step in sequence for atom in step.atoms)
        for variant in variants(sequence, self.language):
            yield self._alternative(variant, negator, lost=False)
            if self.lossy and self.language == "fr":
                yield from (self._alternative(left, negator, lost=True) for left in without_accent(variant))

    def _alternative(self, sequence: tuple[Step, ...], negator: bool, lost: bool) -> Alternative:
        lossy = self.lossy and self.language == "fr"
        numbers = tuple(self.steps.number((self.language, step.atoms), lossy) for step in sequence)
        return Alternative(self.owner, numbers, tuple(step.gap for step in sequence), negator, lost)


def compile_program(
    patterns: Mapping[str, Sequence[tuple[int, Pattern]]],
    negators: Mapping[str, frozenset[str]],
    literals: Iterable[Wanted] = (),
    lossy: Collection[int] = (),
) -> Program:
    """Compile (owner, pattern) pairs by language. `literals` are steps of no pattern that are asked for alike; `lossy`
    are the owners whose French patterns forgive lost accents."""
    steps = _Steps()
    alternatives = [
        alternative
        for language in LANGUAGES
        for owner, pattern in patterns.get(language, ())
        for sequence in pattern.alternatives
        for alternative in _Maker(steps, owner, language, negators[language], owner in lossy).make(sequence)
    ]
    for literal in literals:
        steps.number(literal)
    return Program(steps.exact, steps.lossy, tuple(alternatives))
