"""What readers make: paragraphs or utterances, and the text, blocks and turns composed of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from partcode.model import Block, Kind, Span, Turn
from partcode.text import normalise


@dataclass(frozen=True, slots=True)
class Content:
    """A document without what only its file knows (path, hash, size). `text` is normalised already."""

    text: str
    extractor: str
    encoding: str = ""
    blocks: tuple[Block, ...] = ()
    turns: tuple[Turn, ...] = ()
    meta: Mapping[str, object] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


class Paragraph(NamedTuple):
    """One paragraph; its text may hold line breaks. `level` is that of a heading, 1 the highest, 0 for none."""

    text: str
    kind: Kind = Kind.BODY
    level: int = 0


class Utterance(NamedTuple):
    """What a format says one speaker said; `speaker` is "" when it doesn't say who, times are in seconds."""

    text: str
    speaker: str = ""
    begin: float | None = None
    end: float | None = None


_REFERENCES = re.compile(
    r"\W*(?:[\dIVX]+[.)]?\s+)?(?:references?(?: list)?(?: cited)?|bibliograph(?:y|ie)|works cited|literature(?: cited)?"
    r"|r[ée]f[ée]rences?(?: (?:bibliographiques?|cit[ée]es))?|sources? cit[ée]es?|ouvrages cit[ée]s)\W*",
    re.IGNORECASE,
)


_PAGE_NUMBER = re.compile(r"\W*+(?:page|p)?\W*+\d*+\W*+(?:of|sur|de)?\W*+\d*+\W*+", re.IGNORECASE)


def is_page_number(text: str) -> bool:
    """Whether a page header or footer is empty but for a page number: 3, - 3 -, 1/5, Page 2 of 10."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def is_reference_heading(text: str) -> bool:
    """Whether a heading announces a list of references, in English or French."""
    return _REFERENCES.fullmatch(text) is not None


def mark_references(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Body paragraphs under a heading "References" are references, down to the next heading as high."""
    under = 0
    for paragraph in paragraphs:
        if paragraph.kind is Kind.HEADING:
            if not under or paragraph.level <= under:
                under = max(paragraph.level, 1) if is_reference_heading(paragraph.text) else 0
        elif under and paragraph.kind is Kind.BODY and paragraph.text.strip():
            paragraph = paragraph._replace(kind=Kind.REFERENCE)
        yield paragraph


def table_row(cells: Sequence[Sequence[Paragraph]]) -> list[Paragraph]:
    """A row of one-paragraph cells is one line with tabs; in any other, the cells follow one another."""
    filled = [[paragraph for paragraph in cell if paragraph.text.strip()] for cell in cells]
    if any(len(cell) > 1 or (cell and cell[0].kind is not Kind.BODY) for cell in filled):
        return [paragraph for cell in filled for paragraph in cell]
    line = "\t".join(cell[0].text.strip() if cell else "" for cell in filled).rstrip("\t")
    return [Paragraph(line)] if line.strip() else []


def compose(paragraphs: Iterable[Paragraph]) -> tuple[str, tuple[Block, ...]]:
    """Paragraphs joined by LF, and a block over each that is not body. Empty ones stay empty lines, but not
    at either end."""
    kept = [paragraph._replace(text=normalise(paragraph.text).strip("\n")) for paragraph in paragraphs]
    while kept and not kept[-1].text.strip():
        kept.pop()
    first = next((i for i, paragraph in enumerate(kept) if paragraph.text.strip()), 0)
    blocks, at = [], 0
    for paragraph in kept[first:]:
        end = at + len(paragraph.text)
        if paragraph.kind is not Kind.BODY and paragraph.text.strip():
            blocks.append(Block(Span(at, end), paragraph.kind))
        at = end + 1
    return "\n".join(paragraph.text for paragraph in kept[first:]), tuple(blocks)


def paragraphs_content(paragraphs: Iterable[Paragraph], extractor: str, *, encoding: str = "") -> Content:
    """Content of a document that names no speakers."""
    text, blocks = compose(mark_references(paragraphs))
    return Content(text, extractor, encoding, blocks)


_PAUSE = 2.0  # seconds; where nobody is named, a silence is the only sign of a new paragraph


def merged(utterances: Iterable[Utterance]) -> Iterator[Utterance]:
    """Utterances in a row by one speaker as one; by nobody named, until a pause."""
    group: list[Utterance] = []
    for utterance in utterances:
        if group and not _goes_on(group[-1], utterance):
            yield _as_one(group)
            group = []
        group.append(utterance)
    if group:
        yield _as_one(group)


def _goes_on(one: Utterance, other: Utterance) -> bool:
    if one.speaker or other.speaker:
        return one.speaker == other.speaker
    return one.end is None or other.begin is None or other.begin - one.end < _PAUSE


def _as_one(group: list[Utterance]) -> Utterance:
    return Utterance(" ".join(u.text for u in group), group[0].speaker, group[0].begin, group[-1].end)


def utterances_content(utterances: Iterable[Utterance], extractor: str, *, encoding: str = "") -> Content:
    """One paragraph per utterance and one turn per run of utterances of the same named speaker.

    When nobody is named there are no turns: the text may still have labels that a turn finder knows.
    """
    spoken = []
    for utterance in utterances:
        if text := normalise(utterance.text).strip():
            spoken.append(utterance._replace(text=text, speaker=normalise(utterance.speaker).strip()))
    turns: list[Turn] = []
    at = 0
    for utterance in spoken:
        end = at + len(utterance.text)
        if turns and utterance.speaker and turns[-1].speaker == utterance.speaker:
            begun = turns.pop()
            stop = begun.end if utterance.end is None else utterance.end
            turns.append(Turn(Span(begun.span.start, end), begun.speaker, None, begun.begin, stop))
        else:
            turns.append(Turn(Span(at, end), utterance.speaker, None, utterance.begin, utterance.end))
        at = end + 1
    named = any(turn.speaker for turn in turns)
    text = "\n".join(utterance.text for utterance in spoken)
    return Content(text, extractor, encoding, turns=tuple(turns) if named else ())
