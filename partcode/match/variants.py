"""What a written pattern stands for beside itself: contractions, reflexives, open and closed compounds.

A word's inflected forms and spellings are the business of `words.lemmas`; here is what takes another number of words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, product
from math import prod
from typing import Literal

from partcode.model import Atom, Step
from partcode.words.compounds import FUNCTION_WORDS, LINKS, PARTICLES, parts_of
from partcode.words.english import NEGATIONS

Steps = tuple[Step, ...]

MAX_COMPOUNDS = 36  # of the words of two steps
MAX_FILL = 3

_KNOWN = 1 << 16  # steps whose variants are remembered: the same ones come in a codebook again and again

_INFINITIVES = ("er", "ir", "re")
_ARTICLES = ("le", "les", "la", "l'")
_PREPOSITIONS = ("de", "d'", "à")
_REFLEXIVE = ("se", "s'")
_SHORTENED = ("not", "be", "have")  # English words that merge with the one before
_PEOPLE = "it he she that this there here who what where how".split()


def _step(*forms: str, gap: int = 0) -> Step:
    return Step(frozenset(Atom("form", form) for form in forms), gap)


_A_GRAVE = frozenset({Atom("lemma", "à"), Atom("form", "à"), Atom("prefix", "à")})
_SINGULAR = _step("se", "s'", "me", "m'", "te", "t'")
# What stands between a reflexive pronoun and its verb: auxiliaries, other pronouns, adverbs.
_FILL = Step(
    frozenset(
        {
            Atom("lemma", "être"),
            *(
                Atom("form", form)
                for form in (
                    "y en le la les l' leur lui il elle on ils elles pas plus jamais guère rien point bien mal mieux"
                    " déjà encore toujours souvent parfois tous toutes tout enfin vite très trop peu beaucoup aussi"
                    " donc alors ensuite ensemble même vraiment rapidement finalement réellement complètement"
                    " progressivement facilement difficilement mutuellement directement clairement simplement"
                    " également largement totalement collectivement immédiatement seulement pleinement fortement"
                    " parfaitement forcément toutefois cependant quand un deux assez presque pourtant"
                ).split()
            ),
        }
    )
)


def variants(steps: Steps, language: str) -> tuple[Steps, ...]:
    """The steps as written, first, and the other ways to say the same."""
    ways = _french(steps) if language == "fr" else _english(steps)
    others = [*ways, *_compounds(steps)]
    return tuple(dict.fromkeys([steps, *others])) if others else (steps,)


def _french(steps: Steps) -> list[Steps]:
    ways = [steps]
    for number, (one, other) in enumerate(pairwise(steps)):
        if _written(one) == "si" and _written(other) in ("il", "ils") and other.gap == 0:
            # It is elided before these two alone.
            ways.append((*steps[:number], _step("s'", gap=one.gap), *steps[number + 1 :]))
        if _written(other) in _ARTICLES and _written(one) in _PREPOSITIONS and other.gap == 0:
            ways += _articles(steps, number)
    return [way for one in ways for way in [one, *_reflexives(one)]][1:]


def _articles(steps: Steps, number: int) -> Iterator[Steps]:
    """`à le` with the article contracted (au, aux) or indefinite (à une, d'un, des)."""
    preposition, rest = steps[number], steps[number + 2 :]
    contracted = ("au", "aux") if _written(preposition) == "à" else ("du", "des")
    yield (*steps[:number], _step(*contracted, gap=preposition.gap), *rest)
    yield (*steps[: number + 1], _step("un", "une", *(["des"] if contracted[0] == "au" else [])), *rest)


def _reflexives(steps: Steps) -> Iterator[Steps]:
    """`se mettre` in every person, with auxiliaries and adverbs between (nous nous sommes très vite mis)."""
    for number, one in enumerate(steps):
        if _written(one) not in _REFLEXIVE:
            continue
        place = number + 1
        while steps[place : place + 1] and _written(steps[place]) in ("en", "y") and not steps[place].gap:
            place += 1
        if not _is_reflexive_verb(steps[place : place + 1]):
            continue
        before, between, rest = steps[:number], steps[number + 1 : place], steps[place:]
        first = replace(_SINGULAR, gap=one.gap)
        for pronouns in ((first,), *((_step(who, gap=one.gap), _step(who)) for who in ("nous", "vous"))):
            for fill in range(MAX_FILL + 1):
                yield (*before, *pronouns, *between, *(_FILL,) * fill, *rest)
        infinitive = _step(*(atom.text for atom in rest[0].atoms if _is_infinitive(atom)))
        yield (*before, _step("nous", "vous", gap=one.gap), *between, infinitive, *rest[1:])


def _is_reflexive_verb(steps: Steps) -> bool:
    return bool(steps) and not steps[0].gap and any(map(_is_infinitive, steps[0].atoms))


def _is_infinitive(atom: Atom) -> bool:
    return atom.kind == "lemma" and atom.text.endswith(_INFINITIVES)


def _english(steps: Steps) -> list[Steps]:
    """`do not` as don't, `who be` as who's."""
    ways = []
    for number, (one, other) in enumerate(pairwise(steps)):
        if other.gap or _written(other) not in _SHORTENED:
            continue
        before, after = steps[:number], steps[number + 2 :]
        if _written(other) == "not":
            forms = [form for atom in one.atoms if atom.kind == "lemma" for form in NEGATIONS.get(atom.text, ())]
            if forms:
                ways.append((*before, _step(*forms, gap=one.gap), *after))
        elif all(atom.text in _PEOPLE for atom in one.atoms):
            ways.append((*before, one, _step("'s"), *after))
    return ways


def _compounds(steps: Steps) -> Iterator[Steps]:
    """Decision-making as two words, and two words as one; a pair at a time."""
    for number, step in enumerate(steps):
        for opened in _opened(step.atoms):
            yield (*steps[:number], replace(opened[0], gap=step.gap), *opened[1:], *steps[number + 1 :])
    for number, (one, other) in enumerate(pairwise(steps)):
        if other.gap:
            continue
        if atoms := _joined(one.atoms, other.atoms):
            yield (*steps[:number], Step(atoms, one.gap), *steps[number + 2 :])
        third = steps[number + 2 : number + 3]
        if third and not third[0].gap and not LINKS.isdisjoint(_joining(other.atoms)):
            atoms = _joined(one.atoms, other.atoms, third[0].atoms)
            yield from [(*steps[:number], Step(atoms, one.gap), *steps[number + 3 :])] if atoms else []


@lru_cache(maxsize=_KNOWN)
def _opened(atoms: frozenset[Atom]) -> tuple[Steps, ...]:
    """The words that are compounds, each as its parts."""
    parts = [parts_of(atom.text) for atom in sorted(atoms) if atom.kind == "lemma"]
    return tuple(tuple(Step(frozenset({Atom("lemma", part)})) for part in ones) for ones in parts if ones)


@lru_cache(maxsize=_KNOWN)
def _joined(*run: frozenset[Atom]) -> frozenset[Atom]:
    """Every word of each of two or three steps with every word of the others, hyphenated; as an exact form where a
    function word is among them, since it may not be closed (come to, in form)."""
    parts = [_joining(atoms) for atoms in run]
    if prod(map(len, parts)) > MAX_COMPOUNDS:
        return frozenset()
    found = ((words, _kind(words)) for words in product(*parts))
    return frozenset(Atom(kind, "-".join(words)) for words, kind in found if kind)


def _kind(words: tuple[str, ...]) -> Literal["lemma", "form"] | None:
    """The kind of atom as which words can make a compound, None if they can't."""
    content = [word not in FUNCTION_WORDS for word in words]
    if len(words) == 3:
        return "form" if words[1] in LINKS and content[0] and content[2] else None
    if all(content):
        return "lemma"
    return "form" if any(content) and not PARTICLES.isdisjoint(words) else None


@lru_cache(maxsize=_KNOWN)
def _joining(atoms: frozenset[Atom]) -> tuple[str, ...]:
    """The words that may be part of a compound."""
    return tuple(atom.text for atom in atoms if atom.kind == "lemma" and atom.text.isalpha())


def without_accent(steps: Steps) -> Iterator[tuple[Steps, bool]]:
    """What is left of a sequence that names à: its a, or nothing (True). Where nothing is left only the other words
    of the sentence can say that letters were lost: "rapport sur le territoire" would pass for "rapport au
    territoire"."""
    for number, step in enumerate(steps):
        if len(steps) > 1 and not _A_GRAVE.isdisjoint(step.atoms):
            before, after = steps[:number], steps[number + 1 :]
            yield (*before, _step("a", gap=step.gap), *after), False
            if after:
                yield (*before, replace(after[0], gap=step.gap + after[0].gap), *after[1:]), True


def _written(step: Step) -> str:
    """The word of a step that is one written word (not one in quotes), "" for others."""
    if len(step.atoms) != 1:
        return ""
    (atom,) = step.atoms
    return atom.text if atom.kind == "lemma" else ""
