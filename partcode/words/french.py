"""French lemmas: the dictionary's, and by rule what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from partcode.words.adjectives import FEMININES
from partcode.words.conjugation import first_group, guessed, infinitives, is_participle
from partcode.words.dictionary import dictionary
from partcode.words.genders import masculines
from partcode.words.participles import irregular_infinitives
from partcode.words.reform import OTHER_SPELLING, traditional

_PRONOUNS = "lequel laquelle lesquels lesquelles auquel auxquels auxquelles duquel desquels desquelles".split()
_SAVOIR = "saurai sauras saura saurons saurez sauront saurais saurait saurions sauriez sauraient".split()
# Words for persons, by number, gender and elision: the dictionary takes our, your and their for forms of one word.
_PERSONS = (
    "je j'|me m'|moi|tu|te t'|toi|il ils|elle elles|lui|eux|on|nous|vous|se s'|soi|mon ma mes|ton ta tes|son sa ses"
    "|notre nos|votre vos|leur leurs|nôtre nôtres|vôtre vôtres|iel iels"
)

OVERRIDES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_PRONOUNS, ("lequel",)),
    **{form: (forms.split()[0],) for forms in _PERSONS.split("|") for form in forms.split()},
    **dict.fromkeys(_SAVOIR, ("savoir",)),
    # A pattern's d' is no contraction: d'accord is not "des accords".
    "l'": ("le",), "d'": ("d'", "de"), "de": ("de", "d'"), "qu'": ("que",), "n'": ("ne",), "c'": ("ce",),
    "ç'": ("ce",), "jusqu'": ("jusque",), "lorsqu'": ("lorsque",), "puisqu'": ("puisque",), "quoiqu'": ("quoique",),
    "quelqu'": ("quelque",), "presqu'": ("presque",), "du": ("de",), "des": ("de", "un"), "au": ("à",), "aux": ("à",),
    "les": ("le",), "la": ("le",), "fonds": ("fonds", "fond"), "été": ("être", "été"),
    # For one sum, or one that follows, there are a thousand "nous sommes" and "je suis".
    "sommes": ("être",), "suis": ("être",), "avions": ("avoir", "avion"), "null": ("null",),
    "pouvoir": ("pouvoir",), "pouvoirs": ("pouvoir",), "tou": ("tout",), "certains": ("certain",),
    "certaines": ("certain",), "quelques": ("quelque",), "toustes": ("tout",),
    "nuit": ("nuit", "nuire"), "croît": ("croître",), "décroît": ("décroître",), "parais": ("paraître",),
    "comparais": ("comparaître",), "défends": ("défendre",), "vaux": ("valoir",), "sors": ("sortir",),
    "prise": ("prise", "prendre"), "prises": ("prise", "prendre"), "reprise": ("reprise", "reprendre"),
    "reprises": ("reprise", "reprendre"), "nouvelle": ("nouveau", "nouvelle"), "nouvelles": ("nouveau", "nouvelle"),
    "nouvel": ("nouveau",), "vit": ("vivre", "voir"), "vis": ("vivre", "voir"), "due": ("devoir", "dû"),
    "dues": ("devoir", "dû"), "dus": ("devoir", "dû"), "rejoint": ("rejoindre",), "rejoints": ("rejoindre",),
    "mets": ("mettre", "mets"), "lit": ("lire", "lit"), "sort": ("sortir", "sort"), "faille": ("falloir", "faille"),
    "fût": ("être", "fût"), "maintiens": ("maintenir",), "soutiens": ("soutenir",), "savons": ("savoir", "savon"),
    "allons": ("aller",), "avons": ("avoir",),
}  # fmt: skip

# Nouns that look like participles.
_NO_PARTICIPLE = frozenset(
    "marché passé côté traité comité société été député curé clé café pâté résumé procédé santé cité unité thé pré"
    " ami parti midi lundi mardi mercredi jeudi vendredi samedi abri pari avis ainsi aussi merci demi".split()
)
# Nouns, adjectives and other words that end as infinitives do, of which some form looks like one of a verb.
_NO_VERBS = frozenset(
    "cher mer amer archer berger messager mensonger horloger potager oreiller foyer raider tender carter charter"
    " porcher bocager papayer dealer tuner racer blazer cuiller clair pair cuir désir plaisir déplaisir soupir avenir"
    " flair éclair vair blair émir saloir contraire arbitraire tarifaire centre entre contre lettre lèvre mitre pitre"
    " prêtre ventre sucre stature havre hure chantre pâtre".split()
)
_INFINITIVES = {"é": "er", "i": "ir", "u": "re"}  # by the last letter of the masculine participle
_ENDS = ("er", "ir", "re", "ïr")
_CAPITALS = {"e": "éèê", "a": "âà", "i": "î", "o": "ô", "u": "û"}  # what a bare capital may stand for


def french(form: str) -> Iterator[str]:
    """All lemmas of one folded form, the likeliest first, in both spellings, that of 1990 too; some come twice."""
    for one in _found(form):
        yield one
        if one in OTHER_SPELLING:
            yield OTHER_SPELLING[one]


def _found(form: str) -> Iterator[str]:
    if form in OVERRIDES:
        yield from OVERRIDES[form]
    elif not form.replace("-", "").isalpha():
        yield form
    elif "-" in form[1:-1]:
        yield from _compound(form)
    else:
        base = dictionary("fr").lemma(form)
        known = base != form or dictionary("fr").knows(form)
        if not known and (old := next(filter(dictionary("fr").lists, traditional(form)), "")):
            yield from _found(old)
            return
        likely = [*_better(base), base]
        yield from likely
        # Who wants the likeliest alone is spared the rest, which is dear.
        yield from _further(form, base, known, alone=likely == [form])


def _further(form: str, base: str, known: bool, alone: bool) -> list[str]:
    """Lemmas beside the dictionary's `base`, which is `alone` so far where it is the form itself."""
    found = [*_participles(form, base), *_feminines(form, base, known)]
    if not known:
        found += [*_with_accent(form), *guessed(form), *([form[:-1]] if form.endswith("s") and len(form) > 3 else [])]
    elif not _is_infinitive(base):
        found += [one for one in infinitives(form) if _is_verb(one)] or _present_participle(form)
    if alone and not found:
        found += [one for one in first_group(form) if _is_verb(one)]  # "il coupe", "une coupe"
    return found


def _compound(form: str) -> Iterator[str]:
    """états-nations: the compound by its parts, and the closed spelling."""
    if dictionary("fr").knows(form):
        lemma = dictionary("fr").lemma(form)
    else:
        lemma = "-".join(next(french(part)) if part else "" for part in form.split("-"))
    yield lemma
    yield lemma.replace("-", "")


def _is_verb(word: str) -> bool:
    if not word.endswith(_ENDS) or word in _NO_VERBS or not dictionary("fr").is_lemma(word):
        return False
    return not word.endswith("ier") or word.endswith("fier") or dictionary("fr").knows(word[:-1])  # étudie, no chantie


def _is_infinitive(word: str) -> bool:
    return word.endswith(_ENDS)


def _better(base: str) -> list[str]:
    """The dictionary takes ouvrent for a form of the rare ouvrer, and so all of its kind."""
    other = base[:-2] + "ir"
    return [other] if base.endswith(("vrer", "frer")) and dictionary("fr").knows(other) else []


def _participles(form: str, base: str) -> Iterator[str]:
    """coupé → couper, choisi → choisir, rompu → rompre, reprise → reprendre."""
    masculine = form.removesuffix("s").removesuffix("e")
    if len(masculine) > 2 and masculine[-1] in _INFINITIVES and _NO_PARTICIPLE.isdisjoint((masculine, base)):
        yield from _verb_of(masculine)
        if masculine[-1] == "é" and masculine != form and dictionary("fr").is_lemma(masculine):
            yield masculine  # engagée is of engagé too, where that is a word by itself
    if not _is_infinitive(base) or base.endswith("iser"):
        yield from filter(_is_verb, irregular_infinitives(form))


def _verb_of(participle: str) -> list[str]:
    """By the dictionary, else by the ending."""
    base = dictionary("fr").lemma(participle)
    infinitive = participle[:-1] + _INFINITIVES[participle[-1]]
    if base == participle and dictionary("fr").knows(infinitive):
        base = infinitive
    return [base] if _is_infinitive(base) and base not in _NO_VERBS else []


def _present_participle(form: str) -> list[str]:
    """reconnaissant → reconnaître: as reconnaissons is."""
    plural = form.removesuffix("ant") + "ons"
    base = dictionary("fr").lemma(plural)
    return [base] if is_participle(form) and dictionary("fr").knows(plural) and _is_verb(base) else []


def _feminines(form: str, base: str, known: bool) -> Iterator[str]:
    singular = form.removesuffix("s")
    if singular in FEMININES:
        yield FEMININES[singular]
        return
    masculine = singular.removesuffix("e")
    if masculine.endswith("ant") and _is_infinitive(dictionary("fr").lemma(masculine)):
        yield masculine  # dominant is of dominer and a word by itself
    for masculine, sure in masculines(form, known and _is_infinitive(base) and base != form):
        if dictionary("fr").lemma(masculine) == masculine and (
            dictionary("fr").knows(masculine) or (sure and not known)
        ):
            yield masculine


def _with_accent(form: str) -> Iterator[str]:
    """Etat, Eglise, Ecole: capitals often go without their accent."""
    for accented in _CAPITALS.get(form[0], ""):
        if dictionary("fr").knows(accented + form[1:]):
            yield from french(accented + form[1:])
