"""In-text citations, author and year: (Pirotte, 2021), (cf. Strauss 1978; Brett et al., 1998), Suchman (1995)."""

from __future__ import annotations

import re

from partcode.model import Span
from partcode.segment.abbreviations import PARTICLES, STARTERS

_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_CAPITAL = r"[^\W\d_a-zà-ÿ]"
_PARTICLE = r"(?:(?:de|du|des|di|da|van|von|der|den|el|al|le|la)\s+|d['’])"
_NAME = rf"{_PARTICLE}{{0,2}}{_CAPITAL}[\w’'-]*\w"
_AND = r"\s*,?\s+(?:et|and)\s+|\s*,?\s*&\s*"
_AUTHORS = rf"{_NAME}(?:(?:\s*,\s*|{_AND}|\s+){_NAME})*(?:,?\s+(?:et\s+al|and\s+others|et\s+collègues)\b\.?)?"

_BRACKET = re.compile(r"\([^()]{4,240}\)")
_HAS_YEAR = re.compile(rf"\b{_YEAR}\b")
_AUTHOR_YEAR = re.compile(rf"({_AUTHORS})\s*,?\s+(?:\(?{_YEAR}\b|n\.\s?d\.|s\.\s?d\.)")
_YEARS_ONLY = re.compile(rf"\(\s*{_YEAR}(?:\s*[,;]\s*{_YEAR})*(?:\s*[:,]\s*(?:pp?\.\s*)?\d[\d\s,–-]*)?\s*\)")
_AUTHORS_BEFORE = re.compile(rf"(?<![\w’'-]){_AUTHORS}\s+$")
_AUTHOR_REACH = 90  # characters before a bracketed year in which its authors are looked for

# Capitalised words before a year that wrote nothing.
_NO_AUTHORS = frozenset(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre january february march april"
    " may june july august september october november december printemps été automne hiver spring summer autumn winter"
    " depuis en entre avant après vers dès since in between before after from until by year année agenda horizon vision"
    " objectif odd sdg omd mdg loi law act décret plan programme program paris rome rio kyoto accra busan cotonou lomé"
    " monterrey genève geneva pékin beijing maastricht copenhague copenhagen page rapport report conférence conference"
    " sommet summit déclaration declaration accord convention covid cop".split()
)
# A sentence begins with them, in capitals, before the author's name: Selon Suchman (1995).
_LEADING = (STARTERS - PARTICLES) | frozenset(
    "selon d'après chez voir cf suivant contrairement depuis dès soit tel tels telle following like see while though"
    " although both unlike per via".split()
)


def find_citations(text: str) -> list[Span]:
    """Spans of all in-text citations by author and year, in order; text without brackets costs next to nothing."""
    found = []
    for bracket in _BRACKET.finditer(text):
        if _HAS_YEAR.search(bracket[0]) and (span := _citation(text, bracket.start(), bracket.end())):
            found.append(span)
    return found


def citations(text: str, start: int, end: int) -> tuple[str, ...]:
    """The citations within one stretch of text, as they are written there."""
    return tuple(text[start + span.start : start + span.end] for span in find_citations(text[start:end]))


def _citation(text: str, start: int, end: int) -> Span | None:
    if _YEARS_ONLY.fullmatch(text, start, end):
        reach = max(0, start - _AUTHOR_REACH)
        authors = _AUTHORS_BEFORE.search(text[reach:start])
        return _narrative(text, reach, authors, end) if authors else None
    cited = any(_is_author(author[1]) for author in _AUTHOR_YEAR.finditer(text, start, end))
    return Span(start, end) if cited else None


def _narrative(text: str, reach: int, authors: re.Match[str], end: int) -> Span | None:
    names = authors[0]
    while (word := names.split(None, 1)) and len(word) == 2 and word[0].lower().replace("’", "'") in _LEADING:
        names = word[1]
    return Span(reach + authors.end() - len(names), end) if _is_author(names) else None


def _is_author(names: str) -> bool:
    """Whether the word next to the year may be an author's name."""
    last = re.split(r"[\s,&]+", re.sub(r",?\s+(?:et al\b\.?|and others|et collègues)$", "", names.strip()))[-1]
    return last.lower() not in _NO_AUTHORS
