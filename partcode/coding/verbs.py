"""Which words may be finite verbs, by form and lemma alone: they tell where another clause goes on or begins."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal

# verb: a finite form, and nothing else as a rule; maybe: it may as well be a noun; unchanged: a past that looks like
# the infinitive; light: an adverb or object that may stand before a verb.
Role = Literal["verb", "maybe", "unchanged", "light"]

_PAST = frozenset(
    "became began bought broke brought built came chose did drew drove fell felt forgot fought froze gave got had heard"
    " held kept knew laid learnt left lent lost made meant met paid ran rose said sat saw sent sold spent spoke stood"
    " stuck struck taught threw thought told took tore understood undid went withdrew withheld won wore wrote".split()
)
_UNCHANGED = frozenset("cut put set let hit shut split spread quit shed cost hurt beat reset".split())
_LIGHT = {
    "en": frozenset("then also ever even just once still yet often always simply instead really soon now".split()),
    "fr": frozenset("y en se s' lui leur me m' donc aussi même encore toujours bien plutôt surtout tout après".split()),
}
_NO_ADVERBS = frozenset("apply supply reply rely comply imply multiply family ally assembly".split())
_ADVERB = {"en": "ly", "fr": "ment"}
_INFINITIVE = ("er", "ir", "re", "oir")
# Participles end in -é, -i, -u, and as excluded here; in -e, only verbs in -er and those like offrir are finite.
_FRENCH_FINITE = re.compile(r"\w+(?:ent|ons|ez|ait|aient|ra|ront|[aâî]t|[^aeious]t|e|d|ds)")
_PARTICIPLE = re.compile(r"\w*(?:fait|dit|crit|uit|ert|eint|aint|oint|mort|clos)e?s?")
_PREPOSITIONS = frozenset("contre entre outre sauf comme presque quelque".split())


def roles(form: str, lemmas: Collection[str], language: str) -> Iterator[Role]:
    """The roles of one folded form that has these lemmas, the likeliest first. Languages: en, fr."""
    if form in _LIGHT[language] or (form.endswith(_ADVERB[language]) and form not in _NO_ADVERBS):
        yield "light"
    elif language == "en":
        yield from _english(form, lemmas)
    elif form not in _PREPOSITIONS and _FRENCH_FINITE.fullmatch(form) and not _PARTICIPLE.fullmatch(form):
        verbs = [lemma.endswith(_INFINITIVE) and _is_of(form, lemma) for lemma in lemmas]
        if any(verbs):
            yield "verb" if verbs[0] else "maybe"


def _english(form: str, lemmas: Collection[str]) -> Iterator[Role]:
    if form in _UNCHANGED:
        yield "unchanged"
    elif form in _PAST or (form.endswith("ed") and form not in lemmas):
        yield "verb"
    elif (form.endswith("s") and form[:-1] in lemmas) or (form.endswith("es") and form[:-2] in lemmas):
        yield "maybe"


def _is_of(form: str, infinitive: str) -> bool:
    """Whether a form in -e isn't the feminine of a participle (prise, mise); others are what they look like."""
    return form != infinitive and (not form.endswith("e") or infinitive.endswith(("er", "rir", "llir")))
