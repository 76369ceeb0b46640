"""What a printed page has beside its text: running heads and feet, page numbers, line numbers in the margin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from partcode.ingest.readers.content import is_page_number
from partcode.ingest.readers.lines import Line

_EDGE = 2  # lines at the top and at the foot of a page that may be running
_SAME_PLACE = 3.0  # points
_APART = 1.6  # heights of a line, from a running head to the text
_MIN_SHARE = 0.1  # of the pages; in a long document a line may recur by chance
_LABELLED = re.compile(r"\[[^\]]+\]|\S[^:]{0,30}\s?:\s")
_NUMBERED = re.compile(r"\d{1,4}\s+(?=\S)")


def set_apart(pages: list[list[Line]]) -> tuple[list[str], list[list[Line]]]:
    """Running heads and feet, each once, and the lines of the pages that are left."""
    pages = _without_line_numbers(pages)
    pages = _without_page_numbers(pages)
    running = [*_running(pages, top=True), *_running(pages, top=False)]
    drop = {line for lines in running for line in lines}
    return [lines[0].text for lines in running], [[line for line in page if line not in drop] for page in pages]


def _without_line_numbers(pages: list[list[Line]]) -> list[list[Line]]:
    columns = [_margin_column(page) for page in pages]
    seen = any(len(column) >= 3 for column in columns)
    kept = []
    for page, column in zip(pages, columns, strict=True):
        drop = set(column) if len(column) >= 3 or (seen and column) else set()
        kept.append(_without_prefixes([line for line in page if line not in drop]))
    return kept


def _margin_column(page: list[Line]) -> list[Line]:
    """Lines that are nothing but rising numbers, and stand beside the text."""
    numbers = [line for line in page if line.text.isdecimal() and len(line.text) <= 5]
    others = [line for line in page if line not in numbers and line.placed and not is_page_number(line.text)]
    if not numbers or not _rising([int(line.text) for line in numbers]):
        return []
    if not all(line.placed for line in numbers) or not others:
        return numbers if len(numbers) >= 5 and page[-len(numbers) :] == numbers else []
    left, right = min(line.left for line in others), max(line.right for line in others)
    beside = all(line.right <= left for line in numbers) or all(line.left >= right for line in numbers)
    return numbers if beside else []


def _rising(numbers: list[int]) -> bool:
    steps = {b - a for a, b in pairwise(numbers)}
    return len(steps) <= 1 and all(step > 0 for step in steps)


def _without_prefixes(page: list[Line]) -> list[Line]:
    """Line numbers that pdfium took for the first word of each line."""
    numbers = [int(m[0]) for line in page if (m := _NUMBERED.match(line.text))]
    if len(numbers) < 5 or len(numbers) < 0.7 * len(page) or not _rising(numbers):
        return page
    return [line._replace(text=_NUMBERED.sub("", line.text, count=1)) for line in page]


def _without_page_numbers(pages: list[list[Line]]) -> list[list[Line]]:
    """Numbers at the edge of a page that count the pages: 3, - 3 -, 3/5, Page 3 of 5."""
    found = [
        (line, int(number[0]) - line.page)
        for page in pages
        for line in (*_edge(page, top=True), *_edge(page, top=False))
        if is_page_number(line.text) and (number := re.search(r"\d{1,5}", line.text))
    ]
    # A page has one number only, and a line of a short page may be at both its edges.
    counts = Counter(offset for _, offset in set(found))
    drop = {
        line for line, offset in found if counts[offset] >= 2 or ("/" in line.text and offset == 1 and len(pages) == 1)
    }
    return [[line for line in page if line not in drop] for page in pages]


def _edge(page: list[Line], *, top: bool) -> list[Line]:
    """The highest or lowest lines; where places are unknown, the first or last."""
    if page and all(line.placed for line in page):
        return sorted(page, key=lambda line: line.bottom, reverse=top)[:_EDGE]
    return page[:_EDGE] if top else page[-_EDGE:]


def _running(pages: list[list[Line]], *, top: bool) -> list[list[Line]]:
    """Groups of lines that recur at one edge of three pages (or of all, if two), in one place but for digits."""
    groups: dict[str, list[Line]] = {}
    for line in _edges(pages, top=top):
        groups.setdefault(re.sub(r"\d+", "#", line.text), []).append(line)
    filled = sum(bool(page) for page in pages)
    least = max(min(3, max(filled, 2)), _MIN_SHARE * filled)
    return [
        same
        for key, lines in groups.items()
        if len(same := _in_one_place(lines)) >= least and not _may_be_speech(key, len(same), filled)
    ]


def _edges(pages: Iterable[list[Line]], *, top: bool) -> Iterator[Line]:
    for page in pages:
        if not all(line.placed for line in page):
            yield from _edge(page, top=top) if len(page) > _EDGE else ()
            continue
        ordered = sorted(page, key=lambda line: line.bottom, reverse=top)
        gaps = [abs(a.bottom - b.bottom) > _APART * max(a.height, b.height) for a, b in pairwise(ordered)]
        if True in gaps[:_EDGE]:
            yield from ordered[: gaps.index(True) + 1]


def _in_one_place(lines: list[Line]) -> list[Line]:
    place = Counter(round(line.bottom / _SAME_PLACE) for line in lines).most_common(1)[0][0]
    return [line for line in lines if abs(line.bottom / _SAME_PLACE - place) <= 1]


def _may_be_speech(text: str, pages: int, of: int) -> bool:
    """`Dan: Okay.` may well begin three pages."""
    return _LABELLED.match(text) is not None and pages < 0.8 * of
