"""Plain text and Markdown: the stored text is the file's own, and blocks mark what in it is not body."""

from __future__ import annotations

import re

from partcode.ingest.encoding import decode
from partcode.ingest.readers.content import Content, is_reference_heading
from partcode.ingest.readers.frontmatter import front_matter
from partcode.ingest.source import Source
from partcode.model import Block, Kind, Span
from partcode.text import normalise

EXTRACTOR = "plain 1"

# Literal first characters let the regex engine skip to candidates; the text gets a newline in front for them.
_MARKS = re.compile(r"\n(?:(#{1,6})[ \t]+(\S[^\n]*)|(```|~~~))")
_IRAMUTEQ = re.compile(r"\n(?:\*\*\*\*[ \t]|-\*)[^\n]*")
_VARIABLE = re.compile(r"\s\*([^\s_*]+)(?:_(\S+))?")


def read_text(source: Source) -> Content:
    """A .txt file, with front matter and IRaMuTeQ header lines where it has them."""
    return _read(source, markdown=False)


def read_markdown(source: Source) -> Content:
    """A .md file, as it is written: headings keep their marks."""
    return _read(source, markdown=True)


def _read(source: Source, *, markdown: bool) -> Content:
    raw, encoding = decode(source)
    text = normalise(raw)
    front = front_matter(text)
    blocks = [Block(Span(0, front.end), Kind.HEADER)] if front.end else []
    iramuteq = _iramuteq(text, front.end)
    blocks += [Block(span, Kind.HEADER) for span in iramuteq]
    meta = dict(front.meta)
    if iramuteq:
        meta |= dict(_VARIABLE.findall(text[slice(*iramuteq[0])]))
    if markdown:
        blocks += _markdown_blocks(text, front.end)
    blocks.sort(key=lambda block: block.span)
    return Content(text, EXTRACTOR, encoding, tuple(blocks), meta=meta, warnings=front.warnings)


def _iramuteq(text: str, start: int) -> list[Span]:
    """Lines such as `**** *ent_01 *sex_f` and `-*theme`; a file may hold many texts, each with its own."""
    if "*" not in text or not (text.startswith("**** ", start) or "\n**** " in text):
        return []  # one character is found ten times as fast as five
    padded = "\n" + text
    return [Span(m.start(), m.end() - 1) for m in _IRAMUTEQ.finditer(padded, start)]


def _markdown_blocks(text: str, start: int) -> list[Block]:
    """Headings outside fenced code, and the lists of references under headings that announce them."""
    blocks: list[Block] = []
    fence, references, level = "", -1, 0
    for match in _MARKS.finditer("\n" + text, start):
        at, end = match.start(), match.end() - 1
        if match[3]:
            fence = "" if fence == match[3] else fence or match[3]
        elif not fence:
            if references >= 0 and len(match[1]) <= level:
                blocks += _body_of(text, references, at)
                references = -1
            blocks.append(Block(Span(at, end), Kind.HEADING))
            if references < 0 and is_reference_heading(match[2]):
                references, level = end, len(match[1])
    return blocks + (_body_of(text, references, len(text)) if references >= 0 else [])


def _body_of(text: str, start: int, end: int) -> list[Block]:
    """The lines of a list of references, without the subheadings that have blocks of their own."""
    return [
        Block(Span(start + m.start(), start + m.end()), Kind.REFERENCE)
        for m in re.finditer(r"^(?!#{1,6}[ \t])[^\n]*\S[^\n]*", text[start:end], re.MULTILINE)
    ]
