"""Lines of pages made paragraphs again.

A line break is a paragraph's end when the layout says so: a wider gap, another size, a line so short that the
next word would have fitted, a first line indented, a speaker's label or a bullet at the start.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from partcode.ingest.readers.content import Paragraph
from partcode.ingest.readers.hyphens import joined
from partcode.ingest.readers.lines import Line
from partcode.model import Kind

_LABEL = re.compile(
    r"(\[[^\]]{1,40}\]|[^\W\d_][\w.'’-]*(?: [\w.'’&-]+){0,3}(?: ?\((?!\d)[^()]{1,20}\))?[ \u00a0\u202f]?:)(?=\s|$)"
)
_TIMESTAMP = re.compile(r"[\[(#]?\d{1,2}:\d{2}(?::\d{2})?\b")
_BULLET = re.compile(r"[•◦▪●○■□◻➢➔→✓\uf0b7\uf0a7]\s?")
_WEAK_BULLET = re.compile(r"(?:[-–—*]|\(?(?:\d{1,3}|[a-z])[.)]|\d+(?:\.\d+)+\.?)\s")
_SENTENCE_END = re.compile(r"""[.!?…:;](?:[»”"’')\]]|\s»)*$""")
_DOTTED = re.compile(r"(?:\.\s?){5,}\s*\d+$")
_BIGGER = 1.15  # a heading's letters against those of the body
_BODY_SHARE = 0.2  # of the characters
_WIDER = 1.35  # a gap between paragraphs against the distance of lines
_INDENT = 8.0  # points
_LONG_HEADING = 200  # characters


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is usual in a document: heights in points, and the labels that recur at the start of lines."""

    height: float
    distance: float
    labels: frozenset[str]
    longest: int


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line and the edges of the column it stands in."""

    line: Line
    left: float
    right: float


def reflow(pages: list[list[Line]]) -> Iterator[Paragraph]:
    """Paragraphs and headings; those that go on over a page or column stay whole."""
    columns = [column for page in pages for column in _columns(page)]
    placed = [entry for column in columns for entry in column]
    if not placed:
        return
    layout = _layout([entry.line for entry in placed])
    group = [placed[0]]
    for entry in placed[1:]:
        if _breaks(group[-1], entry, layout):
            yield _paragraph([e.line for e in group], layout)
            group = []
        group.append(entry)
    yield _paragraph([e.line for e in group], layout)


def _columns(page: list[Line]) -> Iterator[list[_Placed]]:
    """Lines until one stands higher than the last; narrow ones are measured by the page."""
    column: list[Line] = []
    for line in page:
        if column and line.placed and line.bottom > column[-1].top:
            yield _measured(column, page)
            column = []
        column.append(line)
    if column:
        yield _measured(column, page)


def _measured(column: list[Line], page: list[Line]) -> list[_Placed]:
    model = column if len(column) >= 4 else page
    left, right = min(line.left for line in model), max(line.right for line in model)
    return [_Placed(line, left, right) for line in column]


def _layout(lines: list[Line]) -> _Layout:
    heights: Counter[float] = Counter()
    for line in lines:
        heights[round(line.height, 1)] += len(line.text)
    distances = [
        a.bottom - b.bottom
        for a, b in pairwise(lines)
        if a.page == b.page and 0 < a.bottom - b.bottom < 4 * max(a.height, 1)
    ]
    # Most lines of an interview may be paragraphs of their own, so the usual distance is a low quantile.
    distance = quantiles(distances, n=5)[0] if len(distances) > 1 else 0.0
    labels = Counter(match[1] for line in lines if (match := _LABEL.match(line.text)))
    recurring = frozenset(label for label, count in labels.items() if count > 1)
    return _Layout(_body_height(heights), distance, recurring, max(len(line.text) for line in lines))


def _body_height(heights: Counter[float]) -> float:
    """The greatest height in which a good part is set: there may be more fine print than text."""
    return max(
        (height for height, count in heights.items() if count >= _BODY_SHARE * heights.total()),
        default=heights.most_common(1)[0][0],
    )


def _breaks(above: _Placed, below: _Placed, layout: _Layout) -> bool:
    a, b = above.line, below.line
    if a.hyphen:
        return False
    if _starts(b.text, layout) or _DOTTED.search(a.text):
        return True
    ended = _SENTENCE_END.search(a.text) is not None
    if not a.placed or not b.placed:
        return ended and len(a.text) < 0.8 * layout.longest
    if _resized(a, b) or _gap(a, b, layout):
        return True
    slack, width = above.right - a.right, max(above.right - above.left, 1.0)
    fits = slack > b.first + 0.3 * b.height + 0.01 * width
    if fits and (ended or slack > 0.25 * width):
        return True
    if _WEAK_BULLET.match(b.text) and (ended or fits):
        return True
    return ended and _INDENT < b.left - below.left < 60 and b.left - below.left > a.left - above.left + _INDENT / 2


def _starts(text: str, layout: _Layout) -> bool:
    if _BULLET.match(text) or _TIMESTAMP.match(text):
        return True
    label = _LABEL.match(text)
    return label is not None and label[1] in layout.labels


def _resized(a: Line, b: Line) -> bool:
    small, big = sorted((a.height, b.height))
    return big > _BIGGER * small > 0


def _gap(a: Line, b: Line, layout: _Layout) -> bool:
    distance = a.bottom - b.bottom
    return a.page == b.page and layout.distance > 0 and distance > _WIDER * max(layout.distance, 0.9 * b.height)


def _paragraph(lines: list[Line], layout: _Layout) -> Paragraph:
    text = joined([(line.text, line.hyphen) for line in lines])
    if _DOTTED.search(text):
        return Paragraph(text, Kind.NAVIGATION)
    height = max(line.height for line in lines)
    if _is_heading(text, height, layout):
        return Paragraph(text, Kind.HEADING, 1 if height > 1.5 * layout.height else 2)
    return Paragraph(text)


def _is_heading(text: str, height: float, layout: _Layout) -> bool:
    if not _BIGGER * layout.height < height or layout.height == 0:
        return False
    return len(text) < _LONG_HEADING and any(c.isalpha() for c in text) and text[-1] not in ".;,"
