"""Patterns as the engine runs them: sequences of steps, where a step is what a word must be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from partcode.match.vocabulary import Wanted
from partcode.model import LANGUAGES, Pattern, Step


@dataclass(frozen=True, slots=True)
class Alternative:
    """One linear sequence of steps: `steps` are indexes into the program's, `gaps` the other words allowed before
    each of them. `owner` is who asked for the pattern; `negator` says that the pattern itself names a negating
    word, which then negates nothing inside the match."""

    owner: int
    steps: tuple[int, ...]
    gaps: tuple[int, ...]
    negator: bool


@dataclass(frozen=True, slots=True)
class Program:
    """Everything that is matched, in all languages at once. `steps` gives each its number."""

    steps: Mapping[Wanted, int]
    alternatives: tuple[Alternative, ...]


def compile_program(
    patterns: Mapping[str, Sequence[tuple[int, Pattern]]],
    negators: Mapping[str, frozenset[str]],
    literals: Iterable[Wanted] = (),
) -> Program:
    """Compile (owner, pattern) pairs by language. `literals` are steps of no pattern that are asked for alike."""
    steps: dict[Wanted, int] = {}
    alternatives = [
        _alternative(owner, sequence, language, steps, negators[language])
        for language in LANGUAGES
        for owner, pattern in patterns.get(language, ())
        for sequence in pattern.alternatives
    ]
    for literal in literals:
        steps.setdefault(literal, len(steps))
    return Program(steps, tuple(alternatives))


def _alternative(
    owner: int,
    sequence: tuple[Step, ...],
    language: str,
    steps: dict[Wanted, int],
    negators: frozenset[str],
) -> Alternative:
    return Alternative(
        owner,
        tuple(steps.setdefault((language, step.atoms), len(steps)) for step in sequence),
        tuple(step.gap for step in sequence),
        any(atom.text in negators for step in sequence for atom in step.atoms),
    )
