"""Furniture of web pages and PDF files: what is there for finding one's way, not for reading."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NETWORK = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|instagram|youtube|telegram|mastodon|bluesky|pinterest|e-?mail|courriel)"
)
_CERTAIN = re.compile(
    r"(?:skip|jump) to (?:main |the )?(?:content|navigation|menu)"
    r"|(?:aller|passer|accéder) (?:directement )?au (?:contenu|menu)(?: principal)?"
    rf"|(?:share|partager|partagez|tweeter|suivez-nous|follow us)(?: this| cette| cet)?(?: page| article)?"
    rf"(?: on| via| by| sur| par)\s+{_NETWORK}(?:\W+{_NETWORK})*"
    r"|(?:(?:read|learn|see|show|load) more|lire (?:la suite|plus)|(?:voir|afficher|en savoir) plus)\b[^.!?]{0,60}"
    r"|(?:back|return) to top|(?:retour en )?haut de (?:la )?page|retour (?:en haut|à l['’]accueil)"
    r"|page \d{1,4} (?:of|sur|de|/) \d{1,4}"
    r"|mentions légales|politique de confidentialité|plan du site"
    r"|privacy policy|cookie policy|terms (?:of use|and conditions)|site ?map",
    re.IGNORECASE,
)
_SIGNS = ("©", "(c)", "(C)", "opyright", "eserved", "servés", "ookies", "OOKIES", "RESERVED")  # of the two below
_FOOTER = re.compile(
    r"^©|(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:19|20)\d\d|\ball rights reserved\b|\btous droits réservés\b", re.IGNORECASE
)
_COOKIES = re.compile(
    r"\b(?:we use|site uses|site (?:web )?utilise|nous utilisons|accept(?:er|ez)?(?: all| tous les| les)?|manage"
    r"|gérer(?: les| mes)?)\s+(?:des |les )?cookies\b|\b(?:poursuivant|continuant|continuing)\b.*\bcookies\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTENTS_LINE = re.compile(r"(?:(?:\.\s?){4,}|…{2,})\s*\d{1,4}$")
_LIKELY = re.compile(
    r"home(?: ?page)?|accueil|contact(?:s| us|ez[- ]nous)?|menu|search|recherche(?:r)?|log ?(?:in|out)|sign (?:in|up)"
    r"|register|se connecter|connexion|inscription|mon compte|my account|s['’]abonner|subscribe|newsletter"
    r"|lettre d['’]information|faire un don|donate(?: now)?|nous soutenir|support us|join us|adhérer"
    r"|about(?: us)?|à propos(?: de nous)?|qui sommes[- ]nous\s?\??|who we are|what we do|our work|get involved"
    r"|agir|s['’]engager|news|actualités?|blog|agenda|events|[ée]v[éè]nements|publications|ressources|resources"
    r"|médias|media|presse|press|careers|jobs|emplois?|recrutement|faq|liens|links|vidéos?|photos?|documents"
    r"|(?:nos |our )?(?:projets|projects|actions|partenaires|partners)|rss|tweet|share|partager|print|imprimer|pdf"
    r"|(?:download|télécharger)(?: (?:the |le )?pdf)?|previous|next|précédent|suivant|en|fr|english|français"
    rf"|fermer|close|{_NETWORK}",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"(?:related (?:pages?|articles?|links?|content|reading)|see also|read (?:also|next)|further reading"
    r"|(?:à )?(?:lire|voir|consulter) (?:aussi|également)|sur le même (?:sujet|thème)"
    r"|(?:articles?|pages?|liens?) (?:liée?s?|associée?s?|similaires)|key ?words?|mots[- ]clé?s|tags?|étiquettes?"
    r"|glossary|glossaire|lexique|(?:table of )?contents|sommaire|table des matières)\s*[:–—]\s*\S.*",
    re.IGNORECASE,
)
# The parts of a guide in one line.
_NUMBERED = re.compile(r"1\s?[.)]\s.+?[–—|·›>]\s*2\s?[.)]\s.+?[–—|·›>]\s*3\s?[.)]\s.+")
_TRAIL = re.compile(r"(?:accueil|home|vous êtes ici|you are here)\s*(?:[>›»→/|]|::?)\s*\S.{0,200}", re.IGNORECASE)
_BAR = re.compile(r"\s*[|·•›»/]\s*")
_EDGES = " \t\u00a0\u202f-–—*•‣▪●·>›»→←«[]()"
_ENDS = (".", "!", "?", "…", ":", ";", ",")
_MENU_LINE, _MENU_WORDS, _MENU_RUN = 30, 4, 3
_LINE, _LONGEST = 160, 400


def navigation(lines: Sequence[str]) -> list[bool]:
    """For each paragraph, whether it is site furniture.

    Some wording is proof alone ("Skip to content", "© 2021"); a menu is a run of very short lines of which at
    least two, and a fifth, are words of menus ("Accueil", "Contact"). Slides without them stay what they are.
    """
    distinct = set(lines)  # menus come back, and so does whatever is written a million times
    worded, listed = set(filter(_is_certain, distinct)), set(filter(_is_likely, distinct))
    certain = [sure or line in worded for sure, line in zip(_signed(lines), lines, strict=True)]
    likely = [sure or line in listed for sure, line in zip(certain, lines, strict=True)]
    found = list(certain)
    for begin, end in _runs([sure or _is_short(line) for sure, line in zip(certain, lines, strict=True)]):
        count = sum(likely[begin:end])
        if end - begin >= _MENU_RUN and count >= max(2, (end - begin) / 5):
            # The last line before the text may be its title.
            last = end if end == len(lines) or likely[end - 1] else end - 1
            found[begin:last] = [True] * (last - begin)
    return found


def _signed(lines: Sequence[str]) -> list[bool]:
    """Which paragraphs are footers or banners of a site; one look tells that most documents have none."""
    whole = "\n".join(lines)
    if not any(sign in whole for sign in _SIGNS):
        return [False] * len(lines)
    return [len(line) <= _LONGEST and bool(_FOOTER.search(line) or _COOKIES.search(line)) for line in lines]


def _is_certain(line: str) -> bool:
    if line[-1:].isdigit() and _CONTENTS_LINE.search(line, max(0, len(line) - _LONGEST)):
        return True
    if len(line) > _LINE or line.endswith(_ENDS):
        return False
    bare = line.strip(_EDGES)
    wordings = (_CERTAIN, _TRAIL, _POINTER, _NUMBERED)
    return any(wording.fullmatch(bare) for wording in wordings) or _is_bar(line)


def _is_bar(line: str) -> bool:
    """Whether a line is a menu written in one line: Accueil | Projets | Contact."""
    parts = [part for part in _BAR.split(line) if part]
    return len(parts) >= 3 and 2 * sum(map(_is_likely, parts)) >= len(parts)


def _is_likely(line: str) -> bool:
    return len(line) <= 40 and _LIKELY.fullmatch(line.strip(_EDGES)) is not None


def _is_short(line: str) -> bool:
    short = len(line) <= _MENU_LINE and len(line.split()) <= _MENU_WORDS
    return short and (not line.endswith(_ENDS) or _is_likely(line))


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Half-open ranges of consecutive true flags."""
    edges = [i for i in range(len(flags) + 1) if (i < len(flags) and flags[i]) != (i > 0 and flags[i - 1])]
    return list(zip(edges[::2], edges[1::2], strict=True))
