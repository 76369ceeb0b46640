"""Hard-wrapped text: which lines are only the next line of the paragraph before."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from partcode.segment.characters import LOWER, TERMINATOR, classes

MIN_WIDTH, MAX_WIDTH = 45, 135  # of wrapped text, in characters
_SHORT_LINE = 30  # shorter lines say nothing of the width
_MIN_EVIDENCE = 3  # lines that stop in mid-sentence and go on in lower case
_FULL = 0.75  # of the width; proportional fonts make full lines of unequal length
_FITS = 0.8  # a first word that would have fitted in here was put on its own line on purpose

_PAGE = r"\d{1,4}(?:\s?/\s?\d{1,4})?$"
_OWN_START = re.compile(
    r"[-–—*•‣▪●◦·►➢✓✔]\s"  # bullets and dialogue
    r"|\(?(?:\d{1,3}(?:\.\d{1,3})*[.)]|[a-z][.)]|[A-Z]\)|[ivxIVX]{2,5}[.)])\s"  # 1.  2.3.  a)  (iv), not J. Dupont
    r"|\d{1,2}(?:\.\d{1,2})+\s+[^\W\d_a-zà-ÿ]"  # 2.1 Title
    r"|\#{1,6}\s|>\s|\|"  # Markdown
    r"|\[[^\]\n]{1,40}\]"  # [Name]
    r"|[\[(\#]?\d{1,2}:\d\d\b"  # times
    rf"|[^\W\d_a-zà-ÿ][\w.'’ -]{{0,30}}\s?:(?:\s|$)"  # Name:
    rf"|{_PAGE}"
)
_PAGE_LINE = re.compile(_PAGE)
_ENDED = re.compile(r"[.?!…:;][\"'’”»)\]]*$")


def continued(
    text: str,
    chars: NDArray[np.uint32],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    lengths: NDArray[np.int64],
    adjacent: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """For each line but the last, whether its paragraph goes on in the next line: bool, shape (n - 1,).

    Spans are of lines without surrounding whitespace (and without a speaker's label, which `lengths` counts
    in); `adjacent` says where nothing but one newline stands between a line and the next. All False unless
    the document as a whole is hard-wrapped.
    """
    joined = np.zeros(max(len(starts) - 1, 0), np.bool_)
    width = _width(chars, starts, ends, lengths, adjacent)
    if not width:
        return joined
    lines = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    together = [*adjacent.tolist(), False]
    for index in np.flatnonzero(adjacent).tolist():
        after = lines[index + 2] if together[index + 1] else ""
        joined[index] = _goes_on(lines[index], int(lengths[index]), lines[index + 1], after, width)
    return joined


def _width(
    chars: NDArray[np.uint32],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    lengths: NDArray[np.int64],
    adjacent: NDArray[np.bool_],
) -> int:
    """The width in characters to which most lines were wrapped, 0 for text that was not."""
    telling = np.sort(lengths[lengths >= _SHORT_LINE])
    if telling.size <= _MIN_EVIDENCE:
        return 0
    width = int(telling[int(0.9 * (telling.size - 1))])
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return 0
    full = lengths[:-1] >= _FULL * width
    broken = adjacent & (classes(chars[starts[1:]]) == LOWER) & (classes(chars[ends[:-1] - 1]) != TERMINATOR)
    evidence = int((broken & full).sum())
    # A list of lower-case items is broken as well, but its lines are of any length.
    enough = max(_MIN_EVIDENCE, 0.4 * int((adjacent & full).sum()), 0.7 * int(broken.sum()))
    return width if evidence >= enough else 0


def _goes_on(line: str, length: int, following: str, after: str, width: int) -> bool:
    """Whether `following` continues the paragraph of `line`; `after` is the line after it, "" at a blank."""
    if length > 1.25 * width or _OWN_START.match(following) or _PAGE_LINE.match(line):
        return False
    ended = _ENDED.search(line) is not None
    first_word = following.split(None, 1)[0]
    fitted = length + 1 + len(first_word) <= _FITS * width
    if following[0].islower():
        return not (ended and fitted)
    return not (fitted or (ended and _heads(following, after, width)))


def _heads(line: str, after: str, width: int) -> bool:
    """Whether a line looks like a heading: short, not ended, and not continued in lower case."""
    return len(line) <= 0.6 * width and not _ENDED.search(line) and not after[:1].islower()
