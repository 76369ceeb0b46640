"""Patterns against a vocabulary: words fall into a few hundred classes, steps become sets of classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from partcode.match.vocabulary import Lexicon
from partcode.model import LANGUAGES, Atom, Pattern, Step


@dataclass(frozen=True, slots=True)
class Alternative:
    """One linear sequence of steps: `steps` are indexes into the program's membership, `gaps` the other words
    allowed before each of them. `owner` is who asked for the pattern; `negator` says that the pattern itself
    names a negating word, which then negates nothing inside the match."""

    owner: int
    steps: tuple[int, ...]
    gaps: tuple[int, ...]
    negator: bool


@dataclass(frozen=True, slots=True)
class Program:
    """Everything that is matched, in all languages at once.

    class_of: int32 of shape (languages, words), the class of each word (0: no rule wants it); classes of
    different languages are disjoint. member: bool of shape (steps, classes).
    """

    class_of: NDArray[np.int32]
    member: NDArray[np.bool_]
    alternatives: tuple[Alternative, ...]


def compile_program(
    patterns: Mapping[str, Sequence[tuple[int, Pattern]]],
    lexicons: Mapping[str, Lexicon],
    words: int,
    negators: Mapping[str, frozenset[str]],
) -> Program:
    """Compile (owner, pattern) pairs by language against a vocabulary of so many `words`."""
    steps: dict[tuple[str, frozenset[Atom]], int] = {}
    alternatives = [
        _alternative(owner, sequence, language, steps, negators[language])
        for language in LANGUAGES
        for owner, pattern in patterns.get(language, ())
        for sequence in pattern.alternatives
    ]
    class_of, member = _classes(steps, lexicons, words)
    return Program(class_of, member, tuple(alternatives))


def _alternative(
    owner: int,
    sequence: tuple[Step, ...],
    language: str,
    steps: dict[tuple[str, frozenset[Atom]], int],
    negators: frozenset[str],
) -> Alternative:
    return Alternative(
        owner,
        tuple(steps.setdefault((language, step.atoms), len(steps)) for step in sequence),
        tuple(step.gap for step in sequence),
        any(atom.text in negators for step in sequence for atom in step.atoms),
    )


def _classes(
    steps: Mapping[tuple[str, frozenset[Atom]], int], lexicons: Mapping[str, Lexicon], words: int
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Words that satisfy the same steps are one class: the engine never looks at words again."""
    signatures: dict[tuple[int, int], list[int]] = defaultdict(list)
    for (language, atoms), step in steps.items():
        for word in lexicons[language].words_for(atoms):
            signatures[LANGUAGES.index(language), word].append(step)
    classes: dict[tuple[int, ...], int] = {}
    class_of = np.zeros((len(LANGUAGES), words), dtype=np.int32)
    for (language_index, word), satisfied in signatures.items():
        # Steps belong to one language, so two languages never share a class.
        class_of[language_index, word] = classes.setdefault(tuple(satisfied), len(classes) + 1)
    member = np.zeros((len(steps), len(classes) + 1), dtype=np.bool_)
    for signature, number in classes.items():
        member[list(signature), number] = True
    return class_of, member
