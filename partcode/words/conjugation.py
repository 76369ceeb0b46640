"""French verbs by the endings of their forms: what may be the infinitive of a form that the dictionary misses.

Checked against the conjugations of 1,192 verbs (Verbiste's templates). Left out are the endings that are mostly those
of nouns: -es (formes, places) and -ions (actions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FUTURE = "ai as a ons ez ont ais ait ions iez aient".split()
_ER = {
    "": ["ons", "ez", "ais", "ait", "aient", "iez", "ant", *("er" + ending for ending in _FUTURE)],
    "s": [*"issons issez issais issait issaient issent issant".split(), *("ir" + ending for ending in _FUTURE)],
}
_GUESSED = ["e", "es", "ent", "ions", "é", "ée", "és", "ées", "èrent", "a"]
FIRST_GROUP = (*_ER[""], *_GUESSED)  # endings of verbs in -er
_REGULAR = re.compile(rf"(?P<stem>\w{{2,}}?)(?:{'|'.join(sorted(_ER[''], key=len, reverse=True))})$")
_ISSONS = re.compile(rf"(?P<stem>\w{{2,}}?)(?:{'|'.join(sorted(_ER['s'], key=len, reverse=True))})$")
_UNKNOWN = re.compile(rf"(?P<stem>\w{{3,}}?)(?:{'|'.join(sorted(FIRST_GROUP, key=len, reverse=True))})$")
_BEFORE_RE = "cdptuv"  # vendons, rompons, suivons, concluons; but lions is not of lire

# Nouns and adjectives that are far more frequent than the form of the verb.
_NOUNS = frozenset(
    "assez chez nez prisons boutons jetons salons talons ballons bâtons saisons raisons patrons dons pardons important"
    " représentant participant habitant enseignant étudiant commerçant dirigeant intervenant consultant militant"
    " assistant suivant maintenant pendant devant avant cependant autant enfant courant montant gérant correspondant"
    " fabricant manifestant passant restaurant versant exploitant migrant exposant combattant débutant négociant"
    " croyant savant gouvernant opposant sortant puissant constant distant instant volant aimant gagnant relais essais"
    " souhait souhaits permanent jamais mais palais marais délais".split()
)
_NOUNS_IN_E = frozenset("règle élève siège modèle monnaie".split())


def infinitives(form: str) -> Iterator[str]:
    """What may be the infinitive of a form that is a word of its own too (menons); not all that comes is a word."""
    if form in _NOUNS:
        return
    if found := _ISSONS.match(form):
        yield found["stem"] + "ir"
    if found := _REGULAR.match(form):
        for stem in _stems(found["stem"]):
            yield stem + "er"
            yield stem + "ir"
            if stem[-1] in _BEFORE_RE or stem in ("ri", "souri"):
                yield stem + "re"


def guessed(form: str) -> Iterator[str]:
    """Infinitives of which an unknown form may be (mutualisent, déconstruisent), though no dictionary has them."""
    if not form.endswith("ement") and (found := _UNKNOWN.match(form)):
        for stem in _stems(found["stem"]):
            yield stem[:-1] + "re" if stem.endswith("uis") else stem + "er"


def first_group(form: str) -> Iterator[str]:
    """The infinitives of which "il relève" may be a form, with those in -ir that go as ouvrir does; a noun in -e is
    often one."""
    if form.endswith("e") and form not in _NOUNS_IN_E:
        for stem in _stems(form[:-1]):
            yield stem + "er"
            if stem.endswith(("ffr", "vr")):
                yield stem + "ir"


def is_participle(form: str) -> bool:
    """Whether a word in -ant may be the present participle of a verb."""
    return form.endswith("ant") and form not in _NOUNS


def _stems(stem: str) -> Iterator[str]:
    """lanç(ons) → lanc(er), transfèr(erai) → transfér(er), mange(ait) → mang(er), pai(erai) → pay(er)."""
    yield stem
    if stem.endswith("ç"):
        yield stem[:-1] + "c"
    if stem.endswith("ge"):
        yield stem[:-1]
    if stem.endswith(("ai", "oi", "ui")):
        yield stem[:-1] + "y"
    if "è" in stem[-3:]:
        yield "é".join(stem.rsplit("è", 1))
        yield "e".join(stem.rsplit("è", 1))
