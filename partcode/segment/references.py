"""Bibliographies: the headings that open and close them, and the look of a single reference."""

from __future__ import annotations

import re
from collections.abc import Sequence

from partcode.segment.citations import find_citations

_NUMBERING = r"(?:\#{1,6}\s*)?(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+|[IVX]{1,5}[.)]\s+|[A-H][.)]\s+)?\**"
# A lost accent leaves "Rfrences" or "R?f?rences".
_OPENS = re.compile(
    _NUMBERING + r"(?:"
    r"r.?f.?rences?(?:\s+(?:bibliographi(?:ques|es?)|cit.?es|et\s+sources|list|cited|and\s+notes))?"
    r"|(?:notes|sources|repères)(?:\s+et\s+r.?f.?rences)?\s+bibliographiques|notes\s+et\s+r.?f.?rences"
    r"|(?:s.?lected\s+|select\s+|annotated\s+)?bibliograph(?:ie|y)"
    r"(?:\s+(?:s.?lective|indicative|g.?n.?rale|sommaire))?"
    r"|list\s+of\s+references|reference\s+list|works\s+(?:cited|consulted)|literature(?:\s+cited)?"
    r"|sources(?:\s+cit.?es)?|ouvrages\s+(?:cit.?s|consult.?s)|further\s+reading"
    r")(?:\s\([^()]{1,30}\))?\**\s*:?",
    re.IGNORECASE,
)
_NOTES = re.compile(_NUMBERING + r"(?:end|foot)?notes(?:\s+de\s+(?:fin|bas\s+de\s+page))?\**\s*:?", re.IGNORECASE)
_FIRST_NOTE = re.compile(r"[\[(]?[1¹](?!\d)[\]).]?\s*\S")
_POINTS = re.compile(r"[\W\d¹]*(?:see|cf|voir|ibid|op\.\s?cit|sources?)\b", re.IGNORECASE)
_CLOSES = re.compile(
    _NUMBERING + r"(?:annexes?|appendi(?:x|ces)|remerciements|acknowledge?ments|conclusions?|introduction"
    r"|contacts?|notes|à propos.*|about.*|résumé|abstract|glossaire|glossary|l['’]auteur.*|the authors?)"
    r"(?:\s+[A-Z0-9]{1,2})?\**\s*[:.]?",
    re.IGNORECASE,
)
_STRONG_HEADING = re.compile(r"\#{1,6}\s|(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}\.)\s+[^\W\d_][^.,]*$")

_CAPITAL = r"[^\W\d_a-zà-ÿ]"
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_UNDATED = r"\((?:n\.\s?d\.|s\.\s?d\.|à paraître|forthcoming|in press)\)"
_DATE = rf"(?:\({_YEAR}(?:[,/–-][^()]{{1,20}})?\)|{_YEAR}|{_UNDATED})"
_BULLET = r"(?:[-–—*•‣▪●]\s*|\[?\d{1,3}[.)\]]\s*)?"
_NAME = rf"{_CAPITAL}[\w’'-]+(?:\s{_CAPITAL}[\w’'-]+)?"
# Pirotte, G. · Suchman M. C. · NAVARRO-FLORES, Marie-Christine,
_AUTHOR = rf"{_BULLET}(?:{_NAME},?\s+(?:{_CAPITAL}\.[ -]?)+|{_CAPITAL}(?:{_CAPITAL}|[’'-])+,?\s+{_CAPITAL}[\w-]+,)"
_PLAIN_AUTHOR = rf"{_BULLET}{_NAME},\s+{_CAPITAL}[\w-]+"  # Navarro-Flores, Marie-Christine · but Dakar, Marie too
_ORGANISATION = rf"{_BULLET}{_NAME}(?:\s+(?:et|and|&)\s+{_NAME})?\s+"
_MORE_AUTHORS = (
    rf"(?:[\s,;&.]|(?:et|and|al|de|du|la|van|von|der|den|dirs?|éds?|eds?|coords?)\b"
    rf"|{_CAPITAL}[\w’'-]*(?![\w’'-])|\((?:dirs?|éds?|eds?|coords?)\.?\)){{0,80}}"
)
_DATE_TITLE = rf"{_DATE}\s*[.,:]\s*[\"'“«‘*_]?\s*{_CAPITAL}"
_DATED = re.compile(rf"{_AUTHOR}{_MORE_AUTHORS}{_DATE_TITLE}")
_LESS_SURE = re.compile(rf"{_PLAIN_AUTHOR}{_MORE_AUTHORS}{_DATE_TITLE}|{_ORGANISATION}\({_YEAR}\)\s*[.,:]\s*\S")
_DATED_LATER = re.compile(rf"{_AUTHOR}|{_PLAIN_AUTHOR}")
_MAYBE = re.compile(rf"{_AUTHOR}|{_PLAIN_AUTHOR}|{_ORGANISATION}\(")  # quick to fail on what is a sentence
_ANY_DATE = re.compile(rf"\b{_YEAR}\b|{_UNDATED}")
_LINK = re.compile(r"https?://|www\.|\bdoi\b", re.IGNORECASE)
_PRINT_MARKS = re.compile(
    r"\bpp?\.\s?\d|\bvol\.|\bn[°o]\.?\s?\d|\b\d{1,3}\s?\(\d{1,3}\)|[(,]\s?(?:dir|coord|éds?|eds?)\.|«[^»]+»\s?,"
    r"|\b(?:paris|london|londres|new york|québec|montréal|bruxelles|brussels|oxford|cambridge|genève|geneva)\s?[:,]"
    r"|\b(?:harmattan|karthala|la découverte|puf|puq|routledge|isbn|doi|thèse de doctorat|university press)\b"
    r"|https?://|\bin\s+[A-ZÉ]\.",
    re.IGNORECASE,
)
_WORD_MARKS = re.compile(
    r"\b(?:press|presses|universit[éy]|journal|revue|cahiers?|review|publish\w*|éditions?|seuil|sage|thèse"
    r"|dissertation|consulté|retrieved|accessed|rapport|report|working paper)\b",
    re.IGNORECASE,
)
_PROSE_WORDS = 15
_SOON = 3  # paragraphs after its heading in which a bibliography shows that it is one


def opens_references(paragraphs: Sequence[str], index: int) -> bool:
    """Whether this is the heading of a bibliography, with a year or an address in the paragraphs that follow, or that
    of numbered notes which cite."""
    heading = paragraphs[index]
    soon = paragraphs[index + 1 : index + 1 + _SOON]
    if len(heading) > 60:
        return False
    if _NOTES.fullmatch(heading) and soon:
        return _FIRST_NOTE.match(soon[0]) is not None and any(map(_cites, soon))
    return _OPENS.fullmatch(heading) is not None and (
        not soon or any(_ANY_DATE.search(line) or _LINK.search(line) for line in soon)
    )


def closes_references(paragraphs: Sequence[str], index: int) -> bool:
    """Whether this heading ends a bibliography; "Articles" or "Ouvrages" inside one, before a reference, don't."""
    line = paragraphs[index]
    if len(line) > 90 or _ANY_DATE.search(line) or _OPENS.fullmatch(line):
        return False
    if _CLOSES.fullmatch(line):
        return True
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else ""
    if is_reference(following) or line.endswith((".", ",", ";")):
        return False
    strong = _STRONG_HEADING.match(line) or (line.isupper() and "," not in line)
    return bool(strong) or is_prose(following)


def is_reference(paragraph: str) -> bool:
    """Whether a paragraph is one entry of a bibliography, by its own look: authors first, then year and title.

    "Strauss, A. (1978) montre que …" is a sentence; "Strauss, A. (1978). Negotiations. Jossey-Bass." is not.
    """
    if not (20 <= len(paragraph) <= 700 and _MAYBE.match(paragraph) and _ANY_DATE.search(paragraph)):
        return False
    if _DATED.match(paragraph):
        return True
    print_marks = {mark[:3].lower() for mark in _PRINT_MARKS.findall(paragraph)}
    if _LESS_SURE.match(paragraph):
        return bool(print_marks or _WORD_MARKS.search(paragraph))
    return len(print_marks) >= 2 and _DATED_LATER.match(paragraph) is not None


def _cites(note: str) -> bool:
    marks = (_POINTS.match(note), _LINK.search(note), _PRINT_MARKS.search(note))
    return any(marks) or bool(find_citations(note)) or is_reference(note)


def is_prose(paragraph: str) -> bool:
    """Whether a paragraph among references is a note to be read: whole sentences without year, address or pages."""
    ended = paragraph.rstrip('»”" ').endswith((".", "!", "?"))
    if not ended or len(paragraph.split()) < _PROSE_WORDS:
        return False
    return not (_ANY_DATE.search(paragraph) or _PRINT_MARKS.search(paragraph))
