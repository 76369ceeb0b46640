"""What in a corpus may be a name: speakers and metadata say it, titles and capitals suggest it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from partcode.ingest.labels import guess_role, is_person
from partcode.model import Case, DocumentInfo
from partcode.pseudonyms.letters import is_common, plain, words
from partcode.pseudonyms.names import PARTICLES, TITLES, Sort, chunks_of

_CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w’'-]*"
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Pr|Prof|M|MM|Mme|Mmes|Mlle|Monsieur|Madame|Mademoiselle|Docteur|Professor|Professeur)\b"
    rf"\.?[^\S\n]+({_CAPITAL}(?:[^\S\n]+(?:(?:de|du|van|el|ben)[^\S\n]+)?{_CAPITAL}){{0,2}})"
)
_INSIDE = re.compile(rf"(?<=[a-zà-ÿ,;)][ \u00a0])(?:[dlD]['’])?({_CAPITAL}(?:[ \u00a0-]{_CAPITAL}){{0,3}})")
_NEXT = re.compile(rf"[ \u00a0]({_CAPITAL})")
_CONTACTS = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?:https?://|www\.)[^\s<>\"«»]+[\w/]"),
    re.compile(r"(?<![\w+])\+?\(?\d{2,4}\)?(?:[ .\u00a0-]?\d{2,4}){3,5}(?!\w)"),
)
_ELISION = re.compile(r"^(?:[dljnsc]|qu|jusqu|lorsqu|puisqu)['’]")
_POSSESSIVE = re.compile(r"['’]s?$")
_REMARK = re.compile(r"\s*\(([^()]*)\)\s*$")
_PEOPLE = ("author", "auteur", "autrice", "interviewee", "interviewer", "participant", "participants", "name", "nom")
_SEVERAL = 2  # times that a capitalised word must be there


class Candidate(NamedTuple):
    """What may be a name, and where it comes from. `family` is a single word after a title."""

    name: str
    kind: Sort
    source: str
    family: bool = False


def of_speakers(info: DocumentInfo, labels: Iterable[str]) -> Iterator[Candidate]:
    """Labels, and what the metadata say of who speaks or writes."""
    for label in labels:
        yield from _person(label, "speaker label")
    for speaker in (*info.speakers.values(), *filter(None, [info.voice])):
        yield from _person(speaker.name, "speaker name")
        yield from _organisation(speaker.organisation, "organisation")
    for key, value in info.attributes.items():
        if key.casefold() in _PEOPLE:
            for part in re.split(r"[;,]", value):
                yield from _person(part.strip(), key)


def of_cases(cases: Mapping[str, Case]) -> Iterator[Candidate]:
    """The names of cases, which are organisations as long as nobody says otherwise."""
    for case in cases.values():
        yield from _organisation(case.name, "case")


def of_text(text: str) -> Iterator[Candidate]:
    """Names after titles; addresses of mail and web, and numbers of telephones."""
    for found in _TITLED.finditer(text):
        name = _trimmed(found[1])
        yield Candidate(name, Sort.PERSON, "title", family=len(name.split()) == 1)
    for expression in _CONTACTS:
        for found in expression.finditer(text):
            if sum(map(str.isdigit, found[0])) >= 9 or any(map(str.isalpha, found[0])):
                yield Candidate(found[0].strip("+()"), Sort.CONTACT, "address")


def of_entity(text: str, kind: Sort, model: str) -> Iterator[Candidate]:
    """A name that a model found, without what it often takes along: a label's colon and what comes after, d', 's,
    small words at either end, a title. Words of one letter are what somebody blackened."""
    parts = _trimmed(_ELISION.sub("", text.partition(":")[0].strip())).split()
    while parts and parts[0][:1].islower():
        parts.pop(0)
    while parts and parts[-1][:1].islower():
        parts.pop()
    own = chunks_of(" ".join(parts))
    titled = bool(own) and plain(parts[0]).rstrip(".") in TITLES
    name = _trimmed(" ".join(own if titled or kind is Sort.PERSON else parts))
    if (
        len(name) > 2
        and any(len(set(word.plain)) > 1 for word in words(name))
        and not (is_person(name) or guess_role(name) or plain(name) in TITLES)
    ):
        yield Candidate(name, Sort.PERSON if titled else kind, model, family=titled and len(own) == 1)


def neighbours(text: str, ends: Iterable[tuple[int, int]]) -> Iterator[Candidate]:
    """Capitalised words after known first names, which stand at these spans: Amina, and then Diallo."""
    for start, end in ends:
        if (found := _NEXT.match(text, end)) and not is_common(plain(_trimmed(found[1]))):
            yield Candidate(f"{text[start:end]} {_trimmed(found[1])}", Sort.PERSON, "next to a name")


def capitalised(texts: Sequence[str]) -> list[Candidate]:
    """Words with a capital inside sentences, several times, that are no ordinary words: for a person to look at."""
    counts = Counter(_trimmed(found[1]) for text in texts for found in _INSIDE.finditer(text))
    return [
        Candidate(name, Sort.UNKNOWN, "capital letter")
        for name, count in counts.items()
        if count >= _SEVERAL and len(name) > 2 and not all(is_common(word.plain) for word in words(name))
    ]


class Writing:
    """How a corpus writes its words, which tells names from words that begin a sentence."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._capital: Counter[str] = Counter()
        self._small: Counter[str] = Counter()
        self._inside: set[str] = set()
        for text in texts:
            for word in words(text):
                (self._capital if text[word.start].isupper() else self._small)[word.plain] += 1
            self._inside.update(word.plain for found in _INSIDE.finditer(text) for word in words(found[1]))

    @property
    def words(self) -> set[str]:
        """All plain words."""
        return {*self._capital, *self._small}

    def judged(self, found: Iterable[Candidate]) -> Iterator[Candidate]:
        """What a model found. An ordinary word is a person where the corpus has its capital inside a sentence and never
        has it small; unknown where only one of these holds; and else left out: it begins sentences."""
        for one in found:
            own = [word.plain for word in words(one.name)]
            if not all(is_common(word) or self._small[word] > self._capital[word] for word in own):
                yield one
                continue
            person = one.kind is Sort.PERSON and not any(self._small[word] for word in own)
            inside = self._inside.issuperset(own)
            if person or inside:
                yield one if person and inside else one._replace(kind=Sort.UNKNOWN)


def _person(text: str, source: str) -> Iterator[Candidate]:
    """A person whom a label or a field names, and the organisation in brackets after the name."""
    if remark := _REMARK.search(text):
        text = text[: remark.start()]
        yield from _organisation(remark[1] if remark[1][:1].isupper() else "", source)
    parts = chunks_of(text)
    name = " ".join(parts)
    titled = plain(text.split()[0]).rstrip(".") in TITLES if text.split() else False
    if parts and _looks_like_a_person(name, parts):
        yield Candidate(name, Sort.PERSON, source, family=titled and len(parts) == 1)


def _looks_like_a_person(name: str, parts: Sequence[str]) -> bool:
    if (
        guess_role(name)
        or is_person(name)
        or any(map(str.isdigit, name))
        or (len(name) < 3 or (name.isupper() and len(name) < 4))
    ):
        return False
    return all(part[0].isupper() or plain(part) in PARTICLES for part in parts)


def _organisation(text: str, source: str) -> Iterator[Candidate]:
    if words(text) and any(map(str.isupper, text)):
        yield Candidate(" ".join(text.split()), Sort.ORGANISATION, source)


def _trimmed(name: str) -> str:
    """Without the 's of a possessive."""
    return _POSSESSIVE.sub("", name).rstrip("-")
