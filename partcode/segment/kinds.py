"""What each paragraph is for its reader: body, heading, reference, navigation or header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from partcode.model import Block, Kind
from partcode.model.columns import KINDS
from partcode.segment.characters import CLOSERS
from partcode.segment.furniture import navigation
from partcode.segment.references import closes_references, is_prose, is_reference, opens_references

_INDEX = {kind: number for number, kind in enumerate(KINDS)}
_REPEATS = 3  # an identical line so often is a slide's or a page's
_HEADER_LENGTH = 80
_NUMBER_RUN = 5  # so many bare numbers in a row are line numbers, not answers
_PAGE = re.compile(
    r"\W*(?:(?:page|p\.|slide|diapo(?:sitive)?)\s*)?\d{1,4}\W*|\W*\d{1,4}\s*/\s*\d{1,4}\W*", re.IGNORECASE
)
_PAGE_MARK = re.compile(r"^\d{1,4}\s*[-–—|·]\s*(?=\D)|\s*[-–—|·]\s*(?:p(?:age|\.)\s*)?\d{1,4}$", re.IGNORECASE)
_OF_TOTAL = re.compile(r"\d{1,4}\s*/\s*(\d{1,4})")
_BULLET = re.compile(r"[-–—*•‣▪●◦·►➢✓✔]\s|\(?[a-z\d]\)\s")
_MARKDOWN = re.compile(r"\#{1,6}\s+\S")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)])\s+[^\W\d_a-zà-ÿ]")
_HEADING_LENGTH, _HEADING_WORDS = 100, 14


def kinds(text: str, paragraphs: NDArray[np.int32], blocks: tuple[Block, ...], spoken: bool) -> NDArray[np.uint8]:
    """The kind of each paragraph, as an index into `KINDS`: uint8, shape (n,).

    What the reader knew (`blocks`) comes first. In a `spoken` document all else is body but numbers of lines
    and pages; in a written one, the wording and the neighbours decide.
    """
    claimed = _claimed(paragraphs, blocks)
    found = np.where(claimed < 0, _INDEX[Kind.BODY], claimed).astype(np.uint8)
    if spoken:
        found[_numbering(text, paragraphs) & (claimed < 0)] = _INDEX[Kind.HEADER]
        return found
    lines = [text[start:end] for start, end in paragraphs.tolist()]
    given = [KINDS[index] if index >= 0 else None for index in claimed.tolist()]
    return np.array([_INDEX[kind] for kind in _judge(lines, given)], np.uint8)


def _claimed(paragraphs: NDArray[np.int32], blocks: tuple[Block, ...]) -> NDArray[np.int16]:
    """The index of the kind of the block that covers most, and over half, of each paragraph; -1 without one."""
    starts, ends = np.ascontiguousarray(paragraphs.T)
    kind = np.full(len(paragraphs), -1, np.int16)
    best = (ends - starts) // 2
    # All at once: a search by itself would make new arrays of its needle and of the hay.
    lows = np.searchsorted(ends, np.array([block.span.start for block in blocks], np.int32), "right").tolist()
    highs = np.searchsorted(starts, np.array([block.span.end for block in blocks], np.int32), "left").tolist()
    for block, low, high in zip(blocks, lows, highs, strict=True):
        overlap = np.minimum(ends[low:high], block.span.end) - np.maximum(starts[low:high], block.span.start)
        wider = overlap > best[low:high]
        kind[low:high][wider] = _INDEX[block.kind]
        best[low:high][wider] = overlap[wider]
    return kind


def _numbering(text: str, paragraphs: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which paragraphs of a transcript are numbers of lines (1, 2, 3 …) or of pages (3/12, 4/12)."""
    found = np.zeros(len(paragraphs), np.bool_)
    short = np.flatnonzero(paragraphs[:, 1] - paragraphs[:, 0] <= 9)
    words = {index: text[slice(*paragraphs[index].tolist())] for index in short.tolist()}
    totals = Counter(total for word in words.values() if (total := _pages(word)))
    run: list[int] = []
    for index, word in words.items():
        found[index] = totals[_pages(word)] > 1
        if not word.isdigit() or (run and run[-1] != index - 1):
            run = []
        if word.isdigit():
            run.append(index)
            if len(run) >= _NUMBER_RUN:
                found[run] = True
    return found


def _pages(word: str) -> str:
    page = _OF_TOTAL.fullmatch(word)
    return page[1] if page else ""


def _judge(lines: Sequence[str], given: Sequence[Kind | None]) -> list[Kind]:
    decided = [
        kind or (Kind.HEADER if header else Kind.NAVIGATION if furniture else None)
        for kind, header, furniture in zip(given, _headers(lines), navigation(lines), strict=True)
    ]
    decided = _with_references(lines, decided)
    return [kind or _heading_or_body(lines, decided, index) for index, kind in enumerate(decided)]


def _headers(lines: Sequence[str]) -> list[bool]:
    """For each paragraph, whether it is a number of a page or a line that comes back, its number left out.

    Beside a number of a page, twice is often enough.
    """
    pages = [len(line) <= _HEADER_LENGTH and _PAGE.fullmatch(line) is not None for line in lines]
    unmarked = [_unmarked(line) for line in lines]
    counts = Counter(unmarked)
    beside = Counter(
        line
        for line, before, after in zip(unmarked, [False, *pages], [*pages[1:], False], strict=False)
        if before or after
    )
    return [
        page or (line != "" and (counts[line] >= _REPEATS or counts[line] == beside[line] == _REPEATS - 1))
        for page, line in zip(pages, unmarked, strict=True)
    ]


def _unmarked(line: str) -> str:
    """A line that may be a header without the number of its page, "" for what can't be one."""
    if len(line) > _HEADER_LENGTH or line.endswith((".", "!", "?", "…")):
        return ""
    return _PAGE_MARK.sub("", line) if line[0].isdigit() or line[-1].isdigit() else line


def _with_references(lines: Sequence[str], decided: Sequence[Kind | None]) -> list[Kind | None]:
    """Bibliographies, their headings included: from such a heading to the next that is another's."""
    kinds: list[Kind | None] = []
    inside = False
    for index, (line, kind) in enumerate(zip(lines, decided, strict=True)):
        if kind in (None, Kind.HEADING) and opens_references(lines, index):
            inside, kind = True, Kind.REFERENCE
        elif kind is Kind.HEADING:
            inside = inside and is_reference(_next(lines, index))
        elif kind is None and inside and closes_references(lines, index):
            inside = False
        elif kind is None and (is_reference(line) or (inside and not is_prose(line))):
            kind = Kind.REFERENCE
        kinds.append(kind)
    return kinds


def _heading_or_body(lines: Sequence[str], decided: Sequence[Kind | None], index: int) -> Kind:
    line = lines[index]
    if _MARKDOWN.match(line):
        return Kind.HEADING
    if len(line) > _HEADING_LENGTH or "\t" in line or _is_ended(line) or len(line.split()) > _HEADING_WORDS:
        return Kind.BODY
    letters = sum(map(str.isalpha, line))
    if letters > 3 and (line.isupper() or _NUMBERED.match(line)):
        return Kind.HEADING
    if not letters or line[0].islower() or _BULLET.match(line):
        return Kind.BODY
    following = _next(lines, index)
    if following and decided[index + 1] is not None:
        return Kind.BODY
    if _BULLET.match(following):
        return Kind.HEADING
    reads_on = len(following) > _HEADING_LENGTH or _is_ended(following)
    return Kind.HEADING if reads_on and len(following) > 1.5 * len(line) else Kind.BODY


def _next(lines: Sequence[str], index: int) -> str:
    return lines[index + 1] if index + 1 < len(lines) else ""


def _is_ended(line: str) -> bool:
    return line.rstrip(CLOSERS).endswith((".", "!", "?", "…", ";", ":", ","))
