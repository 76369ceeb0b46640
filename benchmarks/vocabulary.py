"""Words, their forms and how often they come: the raw material of the generated corpora and codebooks.

The inflected forms are those of simplemma's own dictionaries, so no word list has to be kept here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from benchmarks.function_words import ENGLISH, FRENCH, frequencies

TYPES = 40_000  # inflected forms per language
COLLOCATIONS = 700
COLLOCATION_SHARE = 0.018  # of all units of a text
RARE_SHARE = 0.004  # figures and dates
_WORD = {"en": re.compile(r"[a-z]{3,15}(?:-[a-z]{3,10})?"), "fr": re.compile(r"[a-zà-ÿœ]{3,15}(?:-[a-zà-ÿœ]{3,10})?")}
_FUNCTION = {"en": ENGLISH, "fr": FRENCH}


@dataclass(frozen=True, slots=True)
class Collocation:
    """Words that come together more often than chance: `lemmas`, and `surfaces`, the ways they are said.
    `apart` is the most words that stand between the first and the last (0: always adjacent)."""

    lemmas: tuple[str, ...]
    surfaces: tuple[str, ...]
    apart: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that can be said in one language. `forms` has the content lemmas from frequent to rare with their
    inflected forms; `units` are what a text is drawn from (words, collocations, figures) with `shares` that
    sum to 1."""

    language: str
    forms: dict[str, tuple[str, ...]]
    collocations: tuple[Collocation, ...]
    units: tuple[str, ...]
    shares: NDArray[np.float64]


@lru_cache(maxsize=2)
def vocabulary(language: str, seed: int = 7) -> Vocabulary:
    """The vocabulary of one language; the same seed gives the same one."""
    rng = np.random.default_rng([seed, len(language), ord(language[0])])
    function = frequencies(_FUNCTION[language])
    forms = _content_forms(language, rng)
    words, weights = _content_shares(forms, rng)
    collocations = _collocations(tuple(forms), forms, tuple(function), rng)
    surfaces, surface_weights = _collocation_shares(collocations)
    figures = [str(n) for n in (*range(2, 60), *range(100, 1000, 50), *range(1990, 2026))]
    content_share = 1 - sum(function.values()) - COLLOCATION_SHARE - RARE_SHARE
    shares = np.concatenate(
        [
            np.array(list(function.values())),
            weights * content_share,
            surface_weights * COLLOCATION_SHARE,
            np.full(len(figures), RARE_SHARE / len(figures)),
        ]
    )
    return Vocabulary(language, forms, collocations, (*function, *words, *surfaces, *figures), shares / shares.sum())


def _content_forms(language: str, rng: np.random.Generator) -> dict[str, tuple[str, ...]]:
    """Lemmas and forms out of the dictionary, short lemmas first more often than not, as in speech."""
    function = set(frequencies(_FUNCTION[language]))
    groups: dict[str, list[str]] = defaultdict(list)
    for form, lemma in DefaultDictionaryFactory().get_dictionary(language).items():
        if _WORD[language].fullmatch(form) and _WORD[language].fullmatch(lemma) and form not in function:
            groups[lemma].append(form)
    # A base form that has another lemma of its own would make the pattern of one word match another.
    lemmas = sorted(lemma for lemma, found in groups.items() if lemma in found and lemma not in function)
    order = np.argsort(np.array([len(lemma) for lemma in lemmas]) * 0.6 + rng.normal(0, 2, len(lemmas)))
    forms: dict[str, tuple[str, ...]] = {}
    total = 0
    for lemma in (lemmas[i] for i in order):
        forms[lemma] = (lemma, *sorted(form for form in groups[lemma] if form != lemma))
        total += len(forms[lemma])
        if total >= TYPES:
            break
    return forms


def _content_shares(
    forms: dict[str, tuple[str, ...]], rng: np.random.Generator
) -> tuple[list[str], NDArray[np.float64]]:
    """Zipf-Mandelbrot over lemmas, and a harmonic series over the forms of each, the base form first."""
    words, weights = [], []
    for rank, found in enumerate(forms.values()):
        share = 1 / (rank + 12) ** 1.05
        harmonic = 1 / np.arange(1, len(found) + 1)
        others = rng.permutation(len(found) - 1) + 1
        words += [found[0], *(found[i] for i in others)]
        weights.append(share * harmonic / harmonic.sum())
    flat = np.concatenate(weights)
    return words, flat / flat.sum()


def _collocations(
    lemmas: tuple[str, ...], forms: dict[str, tuple[str, ...]], function: tuple[str, ...], rng: np.random.Generator
) -> tuple[Collocation, ...]:
    """Pairs and triples of middling lemmas, every third one with small words between."""
    found: dict[tuple[str, ...], Collocation] = {}
    plain = [lemma for lemma in lemmas[150:4000] if "-" not in lemma]
    while len(found) < COLLOCATIONS:
        apart = int(rng.integers(2, 5)) if len(found) % 3 == 2 else 0
        size = 2 if apart or rng.random() < 0.7 else 3
        chosen = tuple(plain[i] for i in rng.choice(len(plain), size, replace=False))
        surfaces = tuple(dict.fromkeys(_say(chosen, forms, apart, function, rng) for _ in range(4)))
        found.setdefault(chosen, Collocation(chosen, surfaces, apart))
    return tuple(found.values())


def _say(
    lemmas: tuple[str, ...],
    forms: dict[str, tuple[str, ...]],
    apart: int,
    function: tuple[str, ...],
    rng: np.random.Generator,
) -> str:
    inflected = [forms[lemma][int(rng.integers(0, min(3, len(forms[lemma]))))] for lemma in lemmas]
    between = [function[int(i)] for i in rng.integers(0, 40, int(rng.integers(0, apart + 1)))]
    return " ".join([inflected[0], *between, *inflected[1:]])


def _collocation_shares(collocations: tuple[Collocation, ...]) -> tuple[list[str], NDArray[np.float64]]:
    surfaces, weights = [], []
    for rank, collocation in enumerate(collocations):
        for surface in collocation.surfaces:
            surfaces.append(surface)
            weights.append(1 / (rank + 20) / len(collocation.surfaces))
    flat = np.array(weights)
    return surfaces, flat / flat.sum()
