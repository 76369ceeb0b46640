"""Full stops that end no sentence: abbreviations of English and French, initials, numbers of lists."""

from __future__ import annotations

import re
from functools import lru_cache

# As they are written: a name or a thing always follows, so that a capital letter tells nothing.
NEVER = frozenset(
    "M MM Mme Mmes Mlle Mlles Mr Mrs Ms Mx Dr Drs Dre Pr Prof Profs Mgr Me St Ste Sts Messrs Capt Cpt Lt Sgt Col Gen"
    " Gén Maj Cdt Gov Sen Rep Hon Rev Mt Pdt Av av Bd Bld cf Cf vs Vs viz op e.g E.g i.e I.e c.-à-d C.-à-d c.à.d"
    " c-à-d p.ex par.ex apr.J.-C av.J.-C".split()
)
# Folded: no end before a number; they may well end a sentence.
BEFORE_NUMBERS = frozenset(
    "no nos nr num art arts pp pg vol vols chap chaps ch sect sec fig figs tab tabl al ca env approx etc par para pt"
    " fol janv jan févr fév fevr feb mar avr apr juil jul jun aug sept sep oct nov déc dec ibid id min max tél tel réf"
    " ref éq eq §".split()
)
# Folded: they end a sentence only before a word that begins sentences.
BEFORE_STARTERS = frozenset(
    "inc ltd co corp bros jr sr dept dépt dep univ assoc assn org intl int natl ave blvd boul rd ed eds éd éds dir coll"
    " trad transl rev préf prof conf suppl bull ann apr apt adm admin gouv govt".split()
)
_ROMAN = frozenset("ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split())

# Words with which sentences often begin, and no name does.
STARTERS = frozenset(
    "il elle ils elles on nous vous je j' tu c' ce cela ça cet cette ces mais et donc alors puis ensuite enfin or car"
    " si quand comme pour dans par avec sans sur en à au aux un une le la les l' du des d' oui non voilà bon ben bref"
    " après avant aujourd' qui que qu' quoi où pourquoi comment parce ainsi toutefois cependant pourtant chaque chez"
    " notre nos leur leurs mon ma mes son sa ses moi lui y n' ne"
    " he i she it we you they the an a this that these those there here but and so because if when then now well yes"
    " no yeah okay ok what why how who where in at for from with by to as my our their his her its not some many most"
    " however therefore maybe".split()
)
PARTICLES = frozenset(["le", "la", "les", "l'", "du", "des", "de", "d'", "a", "à"])  # J. Le Goff, W. A. Mozart

_LIST_NUMBER = re.compile(
    r"[\W_]*"
    r"(?:(?:articles?|art\.|chapitre|chapter|section|partie|part|leçon|lesson|annexe|appendix|question|étape|step"
    r"|tableau|table|figure|fig\.|point|axe|module|atelier|thème)\s)?"
    r"(?:n[°o]\s?)?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,6}|[A-Z]\.\d{1,2})",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[\W_]*\d{1,3}[.)]\s")
_INITIALS = re.compile(r"(?:\w{1,2}\.-?)+\w{1,2}")
_INITIAL = re.compile(r"\w\.")
_OPENING = "([{«‹“„\"'‘’*_•-–—"
_WORD = re.compile(r"[^\w$]*([^\W\d_]+['’]?)(\.?)")
_LEGAL = re.compile(r"[IVXLC]{2,}\b|[A-Z]\.?\s?\d")  # vol. II, art. L. 121
_REACH = 24  # characters; no abbreviation with what stands before it is longer


@lru_cache(maxsize=1)
def last_words() -> frozenset[str]:
    """Every run of letters, in lower case, after which a full stop needs `ends_sentence`; single letters,
    numbers and what follows another full stop need it as well."""
    known = NEVER | BEFORE_NUMBERS | BEFORE_STARTERS | _ROMAN
    return frozenset(re.split(r"[\W_]", word)[-1].lower() for word in known) - {""}


def ends_sentence(text: str, start: int, stop: int, following: int) -> bool:
    """Whether the full stop at `stop` may end a sentence, when what begins at `following` may begin one.

    `start` is where the paragraph begins: the number of a list item ends nothing.
    """
    if stop - start < 2 * _REACH and _LIST_NUMBER.fullmatch(text, start, stop):
        return False
    before = text[max(start, stop - _REACH) : stop].split()
    token = before[-1].lstrip(_OPENING) if before else ""
    number = text[following].isdigit()
    if token in NEVER or (token == "ex" and before[-2:-1] in (["p."], ["par"])):
        return False
    if token == "I" and not _INITIAL.fullmatch("".join(before[-2:-1])):
        return True
    if token.isdigit():
        return not (len(token) <= 2 and _numbered(text, start, stop, token))
    return _word_ends_sentence(token.replace("’", "'").rpartition("'")[2], number, text, following)


def _word_ends_sentence(word: str, number: bool, text: str, following: int) -> bool:
    folded = word.lower()
    if folded in BEFORE_STARTERS or ("." in word and _INITIALS.fullmatch(word)):
        return _starts(text, following)
    if word[-1:].isupper() and word[-2:-1] in ("", "-"):
        return _starts(text, following, PARTICLES)
    if folded in BEFORE_NUMBERS or len(word) == 1 or word.endswith("°"):
        return not number and not _LEGAL.match(text, following)
    return True


def _starts(text: str, at: int, barred: frozenset[str] = frozenset()) -> bool:
    """Whether a word that often begins sentences, and is no name, stands at `at`."""
    word = _WORD.match(text, at)
    if word is None or word[2]:
        return False
    folded = word[1].lower().replace("’", "'")
    return folded in STARTERS and folded not in barred


def _numbered(text: str, start: int, stop: int, token: str) -> bool:
    """Whether a number counts the next item of a paragraph that begins with a numbered item."""
    at = stop - len(token)
    before = text[max(start, at - _REACH) : at].rstrip()
    return bool(_ITEM.match(text, start)) and before.endswith((".", ";", "!", "?", ":", "…"))
