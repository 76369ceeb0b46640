"""What a speaker's label looks like, what only looks like one, and the role that a label itself gives away.

All word lists are lower case without accents, so that "Présents :" and "PRESENTS:" are the same word.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

MAX_WORDS = 6


class Standing(IntEnum):
    """How much a string at the head of a line looks like a speaker."""

    NONE = 0  # not a label at all: a sentence, a number
    FALSE = 1  # a label, but of a note, an example, a date, a laugh
    WEAK = 2  # a speaker if it keeps coming back
    NAME = 3  # a speaker even if it comes once among others


UNKNOWN = ""  # the speaker of an unattributed turn

_INTERVIEWER = {
    "int", "i", "q", "inv", "itv", "interviewer", "intervieweur", "intervieweuse", "enqueteur", "enquetrice",
    "enqueteuse", "chercheur", "chercheuse", "chercheure", "researcher", "question",
}  # fmt: skip
_FACILITATOR = {
    "mod", "moderator", "moderateur", "moderatrice", "facilitator", "facilitateur", "facilitatrice", "animateur",
    "animatrice",
}  # fmt: skip
_PEOPLE = set(
    """
    interviewee interviewe interviewes interviewees respondent respondents participant participants participante
    participantes speaker speakers man men woman women male female audience student teacher chair chairman
    chairwoman chairperson host guest translator interpreter person voice farmer villager chief elder answer reponse
    enquete enquetee enquetes repondant repondante locuteur locutrice homme hommes femme femmes monsieur madame
    personne voix public salle traducteur traductrice interprete chef cheffe president presidente directeur
    directrice director responsable agent maire mayor secretaire secretary tresorier tresoriere treasurer membre
    member representant representante representative all everyone tous toutes several plusieurs groupe group
    coordinator coordinateur coordinatrice
    """.split()
)
_PEOPLE |= _INTERVIEWER | _FACILITATOR
_HONORIFIC = {"m", "mr", "mrs", "ms", "mme", "mmes", "mlle", "mm", "dr", "pr", "prof", "me", "sr", "sra", "el", "hadj"}
_PARTICLES = {
    "de", "du", "des", "d", "la", "le", "les", "l", "van", "von", "of", "the", "et", "and", "el", "al", "ben",
    "bin", "di", "da", "dos", "y", "n", "no",
}  # fmt: skip
_UNKNOWN = {
    "unknown", "unknown speaker", "speaker unknown", "unidentified", "unidentified speaker", "inconnu", "inconnue",
    "locuteur inconnu", "locutrice inconnue", "voix inconnue", "non identifie", "non identifiee", "unattributed",
}  # fmt: skip

# A label that is one of these words, with or without a number or letter after it, is a heading.
_HEADING = set(
    """
    note notes nb ps example examples exemple exemples article articles date dates object objet subject sujet re ref
    reference references warning attention caution avertissement duree duration lieu lieux location venue place nom
    name prenom age sexe sex gender genre adresse address tel telephone phone mobile fax email mail courriel site
    website web www http https ftp url link lien source sources figure figures fig table tables tableau tableaux
    graphique photo image carte map box encadre page pages chapter chapters chapitre section sections part parts
    partie parties annex annexe annexes appendix step steps etape etapes phase phases point points item items
    objectif objectifs objective objectives but goal goals aim aims result results resultat resultats conclusion
    conclusions introduction summary resume abstract keyword keywords decision decisions action actions
    recommandation recommandations recommendation recommendations lesson lessons lecon lecons definition definitions
    hint hints tip tips conseil conseils astuce remarque remarques remark remarks comment comments commentaire
    commentaires important remember rappel activity activities activite activites exercise exercises exercice
    exercices material materials materiel time temps heure heures horaire hour hours budget montant amount cost
    costs cout couts total deadline echeance delai status statut owner present presents presente presentes absent
    absents excuse excuses attendee attendees apologies agenda odj aob minutes between entre whereas considerant
    do don't dont pro pros con cons advantage advantages avantage avantages inconvenient inconvenients strengths
    weaknesses forces faiblesses opportunities threats opportunites menaces checklist context contexte challenge
    challenges defi defis solution solutions problem problems probleme problemes method methods methode methodes
    methodology methodologie tool tools outil outils indicator indicators indicateur indicateurs impact output
    outputs outcome outcomes input inputs risk risks risque risques year annee country countries pays region zone
    title titre author authors auteur auteurs auteure autrice version language langue theme themes topic topics
    principle principles principe principes questions to from cc bcc de sent envoye a transcript transcription
    interview entretien recording enregistrement debut fin end start audio video file fichier day jour week semaine
    module session seance yes no oui non ok okay so well and but or then also however therefore bref voila donc
    alors bon ben mais et puis enfin ensuite he she it they we you il elle ils elles on je tu nous vous c'est axe
    option scenario hypothese hypothesis finding findings period periode description type types category categorie
    project projet projects projets programme program contact contacts copyright isbn doi licence license published
    updated created publie tags tag format scope purpose background overview rationale idea idee idees proverb
    proverbe quote citation
    """.split()
)  # fmt: skip
# Whatever comes after such a word, it is no person: "Date of birth", "Durée de l'entretien".
_HEADING_FIRST = set(
    """
    note notes nb ps example examples exemple exemples article articles date dates object objet subject warning duree
    duration lieu nom name adresse address telephone email courriel http https www ftp source sources figure fig
    table tableau annexe appendix chapter chapitre section objectif objectifs objective objectives deadline echeance
    next prochaine prochain key ordre etude case tip total number nombre numero step etape transcription transcript
    transcribed transcrit recorded enregistre ex eg
    """.split()
)
_ANNOTATION = re.compile(
    r"\b(?:laugh\w*|rires?|rient|rit|riant|sourire?s?|sourit|smil(?:e|es|ing)|chuckl\w*|giggl\w*|inaudible\w*"
    r"|unintelligible\w*|inintelligible\w*|incomprehensible\w*|indistinct\w*|unclear|audible|silences?|pauses?"
    r"|overlap\w*|chevauch\w*|cross ?talk|simultan\w*|coughs?|coughing|tousse\w*|toux|sighs?|sighing|soupir\w*"
    r"|noises?|bruits?|music|musique|applaus\w*|applaudi\w*|rings?|ringing|sonne|sonnerie|cr(?:y|ies|ying)|pleure\w*"
    r"|pleurs|sobs?|sobbing|sanglots?|brouhaha|hesit\w*|whisper\w*|chuchot\w*|nods?|nodding|hoche\w*|shrugs?"
    r"|break|coupure|coupe|interrupt\w*|interruption|sic|redacted|anonymi[sz]\w*|removed|supprime\w*|bips?|beeps?"
    r"|gestures?|gestes?|clears|throat|knock\w*|off ?record|foreign|blanks?)\b"
)
# These are never part of a name, however they are written.
_NEVER = set(
    """
    our your their these this that those how why what when where which nos notre vos votre ces cette ce cet comment
    pourquoi quand dont voici following suivant suivants suivante suivantes includes including
    """.split()
)
# Nor are these when they are written small: "The partner said", "Il m'a dit". Accents count here.
_SMALL = set(
    """
    my his her its is are was were be been am has have had do does did will would can could should may might must we
    you they it he she there here who whom whose because but so than then not no include said says say asked i
    leur leurs mon ma mes ton ta tes son sa ses est sont était étaient a ont avait avaient sera fait nous vous ils
    elles on il elle je j' tu qui que qu' où mais car donc alors ainsi si dit disait demande demandé se me te ne pas
    plus c'est c'était n'est m'a t'a s'est
    """.split()
)
# A label doesn't begin with these unless a name follows.
_FIRST_SMALL = _SMALL | set(
    """
    for to with from by as if in on at about into of around until before after since
    pour avec par dans sur sous en au aux à sans chez depuis vers avant après dès jusqu'à
    """.split()
)
_NOT_ALONE = {"at", "around", "until", "before", "after", "since", "vers", "avant", "après", "dès", "à", "où"}
_LAST = {"de", "du", "des", "of", "the", "to", "a", "at", "in", "le", "la", "les", "et", "and", "or", "ou", "en", "au"}

_WORD = re.compile(r"[a-z0-9]+(?:'t\b)?")
_CODE = re.compile(r"[^\W\d_]{1,8}[_-]?\d{1,3}[a-z]?$", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d{1,3}|[ivx]{1,4}|[a-z])$")
_SHAPE = re.compile(
    r"(?P<name>[^\W_][\w'’.·•&/#°º+-]{0,40}(?:(?: & |, ?| )[^\W_][\w'’.·•&/#°º+-]{0,40}){0,9})"
    r"(?: ?\((?P<organisation>[^()]{1,60})\))?(?P<asked> ?\?)?$"
)


@lru_cache(maxsize=4096)
def standing(label: str) -> Standing:
    """How much a cleaned label (see layouts.parse) looks like a speaker."""
    plain = _plain(label)
    if label == UNKNOWN or plain in _UNKNOWN:
        return Standing.NAME
    shape = _SHAPE.match(label)
    if not shape:
        return Standing.FALSE if _ANNOTATION.search(plain) else Standing.NONE
    tokens = shape["name"].replace(",", " ").split()
    words = _WORD.findall(_plain(shape["name"]))
    if not words or len(tokens) > MAX_WORDS or all(word.isdigit() for word in words):
        return Standing.NONE
    if _is_heading(words) or _ANNOTATION.search(plain):
        return Standing.FALSE
    if _is_sentence(tokens):
        return Standing.NONE
    return Standing.NAME if _is_name(tokens) else Standing.WEAK


def is_person(label: str) -> bool:
    """Whether a label begins as nothing but a speaker's does: Interviewer, Mme, P1."""
    first, *_ = label.split() or [""]
    word = _WORD.match(_plain(first))
    return bool(_CODE.match(first) or (word and (word[0].rstrip("0123456789") in _PEOPLE or word[0] in _HONORIFIC)))


def is_unattributed(label: str) -> bool:
    """Whether a label says that nobody knows who speaks: ??, Unknown, Inconnue."""
    return not label.strip("? ") or _plain(label) in _UNKNOWN


def is_annotation(text: str) -> bool:
    """Whether a remark in brackets tells what was heard ("laughs", "inaudible 00:12:03"), not who spoke."""
    return bool(_ANNOTATION.search(_plain(text)))


def guess_role(label: str) -> str:
    """The role that a label itself gives away: interviewer, facilitator or "".

    A name that ends in a question mark is the interviewer's, as in Sonal.
    """
    if label.endswith("?") and not is_unattributed(label):
        return "interviewer"
    words = _WORD.findall(_plain(label))
    if not words:
        return ""
    first = words[0].rstrip("0123456789")
    if len(first) <= 3 and not all(_NUMBER.match(word) for word in words[1:]):
        return ""  # "I" and "Q" are initials when a name follows
    if first in _INTERVIEWER or any(len(word) > 3 and word in _INTERVIEWER for word in words[1:]):
        return "interviewer"
    return "facilitator" if first in _FACILITATOR else ""


def _plain(text: str) -> str:
    """Lower case without accents, typographic apostrophes straight."""
    folded = text.casefold().replace("’", "'")
    if folded.isascii():
        return folded
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


def _is_heading(words: list[str]) -> bool:
    if words[0] in _HEADING_FIRST:
        return True
    heads = words[:-1] if len(words) > 1 and _NUMBER.match(words[-1]) else words
    # A letter alone is a person's initial, whatever word it could be.
    return len(heads) == 1 and len(heads[0]) > 1 and heads[0].rstrip("0123456789") in _HEADING


def _is_sentence(tokens: list[str]) -> bool:
    if any(_plain(token) in _NEVER for token in tokens) or any(token in _SMALL for token in tokens):
        return True
    if any(len(token) > 5 and token.endswith(".") for token in tokens[:-1]):
        return True  # only an abbreviation has its full stop inside a name
    first = tokens[0].casefold()
    if len(tokens) == 1:
        return first in _NOT_ALONE
    return (first in _FIRST_SMALL and not tokens[1][0].isupper()) or tokens[-1] in _LAST


def _is_name(tokens: list[str]) -> bool:
    return is_person(tokens[0]) or (tokens[0][0].isupper() and all(_in_name(token) for token in tokens[1:]))


def _in_name(token: str) -> bool:
    plain = _plain(token).strip(".'")
    return token[0].isupper() or token[0].isdigit() or plain in _PARTICLES or plain in _PEOPLE or "'" in plain[:2]
