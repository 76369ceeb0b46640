"""A name of the key, and the forms in which texts have it: whole, in part, turned round, with initials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from partcode.pseudonyms.letters import is_common, mark, plain, words

PARTICLES = frozenset(
    "de du des d la le les l van von der den of the et and el al ben bin ibn di da dos y ould mint ag ait".split()
)
TITLES = frozenset(
    """mr mrs ms miss mx dr pr prof professor sir madam m mm mme mmes mlle monsieur madame mademoiselle docteur
    professeur me maitre pere soeur frere el hadj elhadj hajj imam pastor pasteur chief chef mama mzee papa old vieux
    vieille tonton tantie uncle auntie aunt""".split()
)
_SHORTEST = 4  # letters above which words that run together are taken for a name
ELIDED = re.compile(r"^[dl]['’]", re.IGNORECASE)


class Sort(StrEnum):
    """What a name is of; unknown is a word that only looks like a name."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    CONTACT = "contact"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Name:
    """One row of the key. An empty `pseudonym` says that the name stays as it is; `line` is that of the key."""

    name: str
    kind: Sort
    pseudonym: str
    variants: tuple[str, ...] = ()
    line: int = 0


class Chunk(NamedTuple):
    """A part of a name that spaces divide from the others: its `text`, and how many words it has."""

    text: str
    words: int


class Form(NamedTuple):
    """One way to write a name.

    `words` are plain, `marks` what must stand between them; `chunks` are the parts as the key writes them, and
    `others` what takes the place of each, or one text for all of them; `around` is what
    of the name stands before its first word and after its last. `initials` are the indexes of words that
    are initials; `labels` says that only a speaker's label is written so. `name` is the row it comes from.
    """

    name: Name
    words: tuple[str, ...]
    marks: tuple[str, ...]
    chunks: tuple[Chunk, ...]
    others: tuple[str, ...]
    around: tuple[str, str] = ("", "")
    initials: frozenset[int] = frozenset()
    labels: bool = False


def forms_of(name: Name) -> tuple[list[Form], list[Form]]:
    """The forms of a name that the key itself writes, and those derived from it, which others may share."""
    whole = _form(name, _untitled(name, name.name), _untitled(name, name.pseudonym))
    stated = [whole, *(_form(name, variant, _short(name, variant)) for variant in name.variants)]
    return stated, list(_derived(name, whole)) if name.pseudonym else []


def chunks_of(text: str) -> list[str]:
    """The parts of a name that have words, without the title before a person's."""
    parts = [part.strip(",;") for part in text.split() if words(part)]
    while len(parts) > 1 and plain(parts[0]).rstrip(".") in TITLES:
        parts.pop(0)
    return parts


def _untitled(name: Name, text: str) -> str:
    """Without the title, which stays as the text has it."""
    return " ".join(chunks_of(text)) if name.kind is Sort.PERSON else text


def _short(name: Name, variant: str) -> str:
    """What stands for a variant: a nickname is one word, and so is what takes its place."""
    if not name.pseudonym or name.kind is not Sort.PERSON or len(variant.split()) > 1:
        return name.pseudonym
    return chunks_of(name.pseudonym)[0] if len(chunks_of(name.name)) > 1 else name.pseudonym


def _form(name: Name, text: str, pseudonym: str, *, initials: bool = False, labels: bool = False) -> Form:
    found = words(text)
    marks = tuple(mark(text[one.end : other.start]) for one, other in pairwise(found))
    parts, others = [part for part in text.split() if words(part)], pseudonym.split()
    chunks = tuple(Chunk(part, len(words(part))) for part in parts)
    same = len(others) == len(chunks) and all(map(words, others)) and _frame(text) == _frame(pseudonym)
    short = frozenset(i for i, word in enumerate(found) if initials and text[word.start + 1 : word.end + 1] == ".")
    if initials:
        marks = tuple(one.removeprefix(".") if i in short else one for i, one in enumerate(marks))
    spelt = tuple(word.plain for word in found)
    return Form(name, spelt, marks, chunks, _bare(chunks, others) if same else (pseudonym,), edges(text), short, labels)


def _bare(chunks: Sequence[Chunk], others: Sequence[str]) -> tuple[str, ...]:
    """Without the marks that the text itself has around such a part: the stop of an initial, a bracket."""
    found = []
    for chunk, other in zip(chunks, others, strict=True):
        before, after = edges(chunk.text)
        found.append(other.removeprefix(before).removesuffix(after))
    return tuple(found)


def edges(text: str) -> tuple[str, str]:
    """What stands before the first and after the last word."""
    found = words(text)
    return text[: found[0].start], text[found[-1].end :]


def _frame(text: str) -> list[str]:
    """What of a name has no words: the & of Dupont & Fils, and where it stands."""
    return [part if not words(part) else "" for part in text.split()]


def _derived(name: Name, whole: Form) -> Iterator[Form]:
    if name.kind is Sort.CONTACT:
        return
    if name.kind is not Sort.PERSON:
        yield from _parts(name, whole)
        return
    own, other = chunks_of(name.name), chunks_of(name.pseudonym)
    if len(own) < 2:
        return
    pairs = list(zip(own, other, strict=True)) if len(own) == len(other) else [(own[0], other[0]), (own[-1], other[-1])]
    for one, instead in pairs:
        if plain(one) not in (*PARTICLES, plain(instead)) and _is_a_name(one, name.name):
            yield _form(name, one, instead)
    yield from _turned(name, own, other)
    yield from _run_together(name, own, other)
    yield from _with_initials(name, own, other)


def _is_a_name(part: str, whole: str) -> bool:
    """Whether a part can stand for the person: not an initial, nor the "from" of Anna from Accounts."""
    return any(len(word.plain) > 1 for word in words(part)) and (not part.islower() or whole.islower())


def _parts(name: Name, whole: Form) -> Iterator[Form]:
    """Of an organisation or place the words that are its own: Kesho of Kesho Trust."""
    if len(whole.others) < 2:
        return
    for chunk, instead in zip(whole.chunks, whole.others, strict=True):
        one, other = ELIDED.sub("", chunk.text), ELIDED.sub("", instead)
        if plain(one) not in (*PARTICLES, plain(other)) and not all(is_common(word.plain) for word in words(one)):
            yield _form(name, one, other)


def _turned(name: Name, own: list[str], other: list[str]) -> Iterator[Form]:
    """Family name first, with a comma and without."""
    instead = f"{other[-1]} {' '.join(other[:-1])}" if len(other) > 1 else name.pseudonym
    for comma in ("", ","):
        yield _form(name, f"{own[-1]}{comma} {' '.join(own[:-1])}", instead.replace(" ", f"{comma} ", 1))


def _run_together(name: Name, own: list[str], other: list[str]) -> Iterator[Form]:
    """AminaDiallo in handles and names of files; the Diallos; Ndeye for N'Deye. Never where that is a word."""
    single = len(other) == 1
    pairs = [
        ("".join(own), "".join(other)),
        (own[-1] + "".join(own[:-1]), other[-1] + "".join(other[:-1])),
        (f"{own[-1]}s", other[0] if single else f"{other[-1]}s"),
        *(zip(own, other, strict=True) if len(own) == len(other) else ()),
    ]
    for text, instead in pairs:
        joined = "".join(text[word.start : word.end] for word in words(text))
        if joined not in own and len(joined) > _SHORTEST and not is_common(plain(joined)):
            yield _form(name, joined, instead)


def _with_initials(name: Name, own: list[str], other: list[str]) -> Iterator[Form]:
    """A. Diallo, Amina D., A.D., Diallo, A., and AD as a label."""
    first, last = _initials(own[0]), _initials(own[-1])
    begin, end = (_initials(other[0]), _initials(other[-1])) if len(other) > 1 else ("", "")
    for text, instead in (
        (f"{first} {own[-1]}", f"{begin} {other[-1]}" if begin else name.pseudonym),
        (f"{own[0]} {last}", f"{other[0]} {end}" if end else name.pseudonym),
        (f"{first} {last}", f"{begin} {end}" if begin else name.pseudonym),
        (f"{own[-1]} {first}", f"{other[-1]} {begin}" if begin else name.pseudonym),
        (f"{own[-1]}, {first}", f"{other[-1]}, {begin}" if begin else name.pseudonym),
    ):
        yield _form(name, text, instead, initials=True)
    letters = "".join(map(_letters, own))
    yield _form(name, letters, "".join(map(_letters, other)) if begin else name.pseudonym, labels=True)


def _initials(chunk: str) -> str:
    """J.-P. of Jean-Pierre."""
    return "-".join(f"{chunk[word.start]}." for word in words(chunk))


def _letters(chunk: str) -> str:
    return "".join(chunk[word.start] for word in words(chunk))
