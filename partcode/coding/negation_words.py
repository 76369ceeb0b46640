"""What negates in English and French, and what only looks like it: single words by kind, and phrases as patterns.

What is negated here is grammar. Words that say by themselves that something is missing or can't be (lack, refuse,
impossible, manquer) are no negators, since rules name them where they matter; under a negator they undo it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from partcode.codebook.patterns import parse
from partcode.errors import Location
from partcode.model import LANGUAGES, Pattern

Cue = Literal["harmless", "only", "claim", "closing", "absent"]


class Words(NamedTuple):
    """Sets of folded words, by what they do to a negation."""

    negator: frozenset[str]  # negates what follows
    nominal: frozenset[str]  # a negator that is of a noun: relative clauses after it are negated too
    without: frozenset[str]  # a negator whose clause ends where a new subject begins; undoes one before it
    brief: frozenset[str]  # a negator of the next few words only
    reply: frozenset[str]  # a negator, or an answer where a new clause follows
    backward: frozenset[str]  # a negator of the word before it as well (on impose pas, they trust nobody)
    skipped: frozenset[str]  # may stand between a backward negator and its word
    noun: frozenset[str]  # no negator after an article (un pas, une personne)
    article: frozenset[str]
    context: frozenset[str]  # before a word, it shows a noun, which backward negators leave alone
    ne: frozenset[str]
    partner: frozenset[str]  # completes ne
    restrictive: frozenset[str]  # between ne and its partner, it makes "ne … que"
    barrier: frozenset[str]  # ends a scope
    relative: frozenset[str]  # ends it unless the negator is of the noun before
    indefinite: frozenset[str]  # straight after a negator, it makes it one of a noun (pas de bailleur qui …)
    cleft: frozenset[str]  # before a negator: it is not X who …
    joining: frozenset[str]  # ends a scope where a new clause follows
    condition: frozenset[str]  # likewise, also before an article (si le bailleur …)
    subject: frozenset[str]
    nominative: frozenset[str]  # subjects that are never objects
    auxiliary: frozenset[str]
    complement: frozenset[str]  # between two negators, the second undoes the first (not that … not)
    doubling: frozenset[str]  # straight after a negator, undoes it (can't not)
    bare: frozenset[str]  # a negator, or an auxiliary before one, that infinitives follow, and no past or participle
    past: frozenset[str]  # one of these for the past


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NT = (
    "ain't aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mightn't mustn't needn't shan't"
    " shouldn't wasn't weren't won't wouldn't dont didnt doesnt wont cant isnt wasnt arent werent havent hasnt hadnt"
    " couldnt wouldnt shouldnt"
)
_EN_NOMINAL = "no none nobody nothing nowhere neither nor no-one"
_EN_AUXILIARY = "have has had is are was were am will would can could do does did should must may 'll 've 're 'd"
_EN_BARE = (
    "do does did can could will would shall should may might must cannot don't doesn't didn't can't couldn't won't"
    " wouldn't shouldn't mustn't dont doesnt didnt cant couldnt wont wouldnt shouldnt"
)
_FR_NOMINAL = "aucun aucune nul nulle rien personne ni"
_FR_NEGATORS = f"pas jamais guère sans non nan rarement {_FR_NOMINAL}"
_EN_NOTS = f"({_NT.replace(' ', '|')}|not|never|cannot)"

LEXICONS: Mapping[str, Words] = {
    "en": Words(
        negator=_set(f"not never without hardly scarcely barely rarely seldom cannot {_EN_NOMINAL} {_NT}"),
        nominal=_set(_EN_NOMINAL),
        without=_set("without"),
        brief=frozenset(),
        reply=_set("no"),
        backward=_set("no nobody nothing none no-one"),
        skipped=_set("in on to upon us them him her me absolutely really"),
        noun=frozenset(),
        article=_set("the a an this that these those my your his her its our their some"),
        context=_set(
            "the a an this that these those my your his its our their some any each every of in with by for from at"
            " is are was were be been being more much little"
        ),
        ne=frozenset(),
        partner=frozenset(),
        restrictive=frozenset(),
        barrier=_set(
            "but because although though whereas while unless however except if whether when until till what why how"
            " since then therefore instead otherwise"
        ),
        relative=_set("who whom whose which where what"),
        indefinite=_set("a an any"),
        cleft=_set("it"),
        joining=_set("and or so yet"),
        condition=_set("before after as"),
        subject=_set("i you he she it we they there this that"),
        nominative=_set("i he she we they"),
        auxiliary=_set(_EN_AUXILIARY),
        complement=_set("that there"),
        doubling=_set("not"),
        bare=_set(_EN_BARE),
        past=_set("did didn't didnt"),
    ),
    "fr": Words(
        negator=_set(_FR_NEGATORS),
        nominal=_set(_FR_NOMINAL),
        without=_set("sans"),
        brief=_set("non nan"),
        reply=_set("non nan"),
        backward=_set("pas jamais guère rarement rien personne aucun aucune"),
        skipped=_set("à en de sur vraiment même toujours surtout certainement presque donc bien absolument"),
        noun=_set("pas point plus personne rien"),
        article=_set(
            "un une le la les l' ce cet cette ces chaque premier première grand petit nouveau deux trois au du son sa"
            " ses leur leurs notre nos votre vos mon ma quelque quelques autre seule toute"
        ),
        context=_set(
            "un une le la les l' des du de d' ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos"
            " leurs quelques plusieurs chaque avec par pour en dans sur entre est sont était étaient"
        ),
        ne=_set("ne n'"),
        partner=_set(f"pas plus jamais guère point nullement aucunement saurait sauraient {_FR_NOMINAL}"),
        restrictive=_set("que qu'"),
        barrier=_set(
            "mais car parce puisque puisqu' quoique quoiqu' alors donc or avant après pourtant cependant tandis sauf"
            " sinon comment pourquoi quand lorsque lorsqu' combien quel quelle quels quelles puis ensuite"
        ),
        relative=_set("qui dont où lequel laquelle lesquels lesquelles"),
        indefinite=_set("de d' un une"),
        cleft=_set("ce c'"),
        joining=_set("et ou"),
        condition=_set("si s'"),
        subject=_set("je j' tu il ils elle elles on nous vous ça cela ce c'"),
        nominative=_set("je j' tu il ils on"),
        auxiliary=_set("ai as a avons avez ont avait avaient est sont était étaient sera seront va vont"),
        complement=_set("que qu'"),
        doubling=frozenset(),
        bare=_set(f"pas jamais guère plus point rarement {_FR_NOMINAL}"),  # no finite verb follows
        past=frozenset(),
    ),
}
NEGATORS: Mapping[str, frozenset[str]] = {language: words.negator | words.ne for language, words in LEXICONS.items()}

# To say that such a thing isn't so is to say that what follows is, or may be.
_EN_LITOTES = (
    "(uncommon|unusual|unlikely|unreasonable|impossible|inconceivable|unthinkable|unheard of|rare|exceptional|abnormal"
    "|surprising|astonishing|excluded)"
)
_FR_LITOTES = (
    "(rare|impossible|inhabituel|inconcevable|impensable|improbable|invraisemblable|exclu|exceptionnel|anormal|étonnant"
    "|surprenant|inutile|normal|juste|logique|anodin|innocent)"
)
_FR_CLAIMS = (
    "penser|croire|dire|savoir|vouloir|falloir|voir|trouver|accepter|souhaiter|demander|comprendre|admettre|supporter"
    "|aimer|espérer|imaginer|sembler|paraître|signifier|garantir|prouver|montrer|assurer|affirmer|prétendre|suffire"
    "|empêcher|permettre|attendre|tolérer|exiger|oublier|nier|douter|reconnaître|considérer|estimer|supposer|expliquer"
    "|annoncer|promettre|décider|pouvoir|préciser|prévoir|entendre|sentir|apprendre|remarquer|constater|concevoir"
    "|apprécier|craindre|mériter|répondre|écrire|convenir|indiquer|rappeler|confirmer|proposer|recommander|changer"
    "|sûr|certain|vrai|possible|normal|juste|bon|bien|évident|clair|acceptable|nécessaire|important|utile|convaincu"
    "|question|besoin|envie|moyen|peur|impression|exclu|rare|impossible|étonnant|heureux|content|pareil|égal|meilleur"
    "|pire|plus|moins|aussi|autant|tant|même|avant|parce|pour|tel|assez|si|trop|tout|alors|tandis|depuis"
)
_MADE = "built|rebuilt|established|restored|achieved|created|earned|won"
_FAITE = "construire|reconstruire|bâtir|établir|rétablir|instaurer|restaurer|créer|installer|gagner"
_FR_NOTS = "(pas|plus|jamais|guère)"

# Harmless: a negator inside of it negates nothing. Closing: it is negated itself, and nothing behind it is. Absent:
# what stands before it is its subject, and isn't there.
_PHRASES: Mapping[str, Mapping[Cue, tuple[str, ...]]] = {
    "en": {
        "harmless": (
            f"{_EN_NOTS} (only|merely|solely|purely)",
            '("not"|"isn\'t"|"aren\'t"|"wasn\'t"|"weren\'t"|"don\'t"|"doesn\'t"|"didn\'t") (just|simply)',
            "never ..2 ((so|as) much|been so|been as)",
            "no (matter|wonder|problem|worry|sooner|accident|coincidence|secret)",
            "no question (that|about)",
            "no (more|less|fewer|later) than",
            "in no time",
            '(not|never) ("least"|to mention|until|unlike|infrequently|rarely|seldom)',
            f"({_EN_NOTS}|hardly|scarcely) [at all|so|that|really] {_EN_LITOTES}",
            "not (content|satisfied) (with|to)",
            "not (by|a) (chance|accident|coincidence)",
            "not for nothing",
            "never mind",
            "none the less",
            "none other than",
            "nothing (but|other than|less than|short of|wrong)",
            "or not",
            "than not",
            "if not (all|most|more|the)",
            'why "not"',  # "why don't they" is a question
            "(can't|cannot|couldn't|cant) help",
            "i (don't|dont) know (they|we|he|she|it)",
            "without (question|fail|exception|hesitation|delay|border)",
        ),
        "only": (),
        "claim": (),
        "closing": (
            "(doubt|deny|dispute|contest|refuse|decline|reject|hesitate|cease|prevent|forget|fail|hide|regret|mind"
            "|oppose|object|exclude|avoid|lack|lose|neglect|underestimate|stop|rule out|give up)",
            "(nobody|no one) ..1 question",
        ),
        "absent": (
            f"{_EN_NOTS} ..2 (exist|present)",
            f"(be|have|do|will|would|can|could) {_EN_NOTS} ..2 (exist|there|present)",
            f"({_NT.replace(' ', '|')}) [really|even] there",
            "no longer ..1 (exist|there|present)",
            f'("was"|"were"|"been") (not|never) ..1 ({_MADE})',
            f'("wasn\'t"|"weren\'t") ..1 ({_MADE})',
            f'(not|never|"hasn\'t"|"haven\'t"|"hadn\'t") [really|fully|ever] "been" ..1 ({_MADE})',
            '"never" (came|existed|grew|developed|returned)',
        ),
    },
    "fr": {
        "harmless": (
            "(pas|non) ..2 (seulement|uniquement|exclusivement)",
            "(pas|non) simplement",
            "pas juste (un|le|de|pour|en|à)",
            "pas mal",
            "pas (de|un) (souci|problème|hasard)",
            "pas (rien|pour rien|par hasard|moins|faux)",
            "non (plus|moins)",
            "ne être ce pas",
            "(si|que|à|pour) jamais",
            "à tout jamais",
            "jamais (autant|aussi|tant)",
            "pas plus tard",
            "sans (doute|cesse|arrêt|relâche|faute|exception|conteste|hésiter|hésitation|compter|parler|équivoque"
            "|précédent|délai|frontière|tarder|attendre|surprise)",
            "ne importer (qui|quel|quoi|où|comment|quand|lequel)",
            "ou (pas|non)",
            "pourquoi [ne] pas",
            f"pas [du tout|si|très|vraiment] {_FR_LITOTES}",
            "non content (de|que)",
            "comment ne pas",
            "pas à pas",
            "pas (en avant|vers)",
            "(faire|avoir) pas que",
            "être pas que (le|un|de|mon|ton|son|notre|votre|leur)",
            "(rester|avoir|être|faire) plus que",
            "(être|avoir) jamais que",
            "rien (que|d'autre que|de mal|d'étonnant)",
            "pas (d'autre|autre chose) que",
            "(de|en|au|beaucoup|encore|bien|peu|autant|fois) plus",
            "(en|par) personne",
            "ni plus ni moins",
            "je savoir pas (on|ils|il|je|ça|c')",
        ),
        "only": (f"{_FR_NOTS} ..1 que (le|un|ce|mon|ton|son|notre|votre|leur|de|à|en|par|pour|dans|sur|avec|chez)",),
        "claim": (f"({_FR_CLAIMS}) {_FR_NOTS} que", f"{_FR_NOTS} ({_FR_CLAIMS}) que", f"être {_FR_NOTS} ..1 que"),
        "closing": (
            "(douter|doute|nier|contester|manquer|refuser|rejeter|hésiter|cesser|arrêter|empêcher|oublier|ignorer"
            "|cacher|renoncer|regretter|exclure|éviter|perdre|négliger|minimiser|sous-estimer)",
            "se opposer",
            "remettre ..1 en (cause|question)",
            "ce (que|qui|dont)",
        ),
        "absent": (
            f"exister {_FR_NOTS}",
            f"être {_FR_NOTS} [vraiment|encore|même] (là|présent)",
            f"avoir {_FR_NOTS} [vraiment|encore] (exister|venir|été ..1 ({_FAITE}))",
            f"se être {_FR_NOTS} [vraiment|encore] ({_FAITE})",
            f"être {_FR_NOTS} [vraiment|encore] (venir|revenir)",
        ),
    },
}


class Phrase(NamedTuple):
    """A phrase as the engine looks for it."""

    cue: Cue
    language: str
    pattern: Pattern


@lru_cache(maxsize=1)
def phrases() -> tuple[Phrase, ...]:
    """All phrases of all languages."""
    where = Location("the phrases around negations")
    return tuple(
        Phrase(cue, language, parse(source, where, {}, language))
        for language in LANGUAGES
        for cue, sources in _PHRASES[language].items()
        for source in sources
    )
