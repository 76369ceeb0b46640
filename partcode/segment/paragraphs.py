"""Paragraphs: lines, or, where a text was wrapped by hand or by a printer, the lines that belong together."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from partcode.segment.characters import NEWLINE, drop_spaces, skip_spaces
from partcode.segment.wrapping import continued

Offsets = NDArray[np.int64]


def paragraphs(text: str, chars: NDArray[np.uint32], cuts: ArrayLike = (), gaps: ArrayLike = ()) -> NDArray[np.int32]:
    """Spans of the paragraphs of `text`, in order, without the whitespace around them: int32, shape (n, 2).

    `chars` holds the code points of `text`. A paragraph begins at every offset of `cuts` (n); the spans of `gaps`
    (n, 2), speaker labels, belong to no paragraph. Neither needs to be sorted.
    """
    if not len(chars):
        return np.empty((0, 2), np.int32)
    newlines = np.flatnonzero(chars == NEWLINE)
    holes = np.asarray(gaps, np.int64).reshape(-1, 2)
    forced = np.sort(np.concatenate([np.asarray(cuts, np.int64), holes.ravel()]))
    starts, ends = _pieces(newlines, forced, len(chars))
    starts = skip_spaces(text, chars, starts, ends)
    ends = drop_spaces(text, chars, starts, ends)
    keep = (starts < ends) & ~_in_holes(starts, holes)
    starts, ends = starts[keep], ends[keep]
    line_starts = np.append(-1, newlines)[np.searchsorted(newlines, starts)] + 1
    adjacent = _adjacent(starts, ends, newlines, forced)
    goes_on = continued(text, chars, starts, ends, ends - line_starts, adjacent)
    if goes_on.any():
        starts, ends = starts[np.append(True, ~goes_on)], ends[np.append(~goes_on, True)]
    return np.stack([starts, ends], axis=1).astype(np.int32)


def _pieces(newlines: Offsets, forced: Offsets, size: int) -> tuple[Offsets, Offsets]:
    """The lines, cut at `forced`; where two cuts meet a piece is empty."""
    inside = forced[(forced > 0) & (forced < size)]
    starts = np.sort(np.concatenate([np.zeros(1, np.int64), newlines + 1, inside]))
    return starts, np.append(starts[1:], size)


def _in_holes(starts: Offsets, holes: Offsets) -> NDArray[np.bool_]:
    if not holes.size:
        return np.zeros(len(starts), np.bool_)
    holes = holes[np.argsort(holes[:, 0], kind="stable")]
    reach = np.maximum.accumulate(holes[:, 1])
    last = np.searchsorted(holes[:, 0], starts, "right") - 1
    return (last >= 0) & (starts < reach[np.maximum(last, 0)])


def _adjacent(starts: Offsets, ends: Offsets, newlines: Offsets, forced: Offsets) -> NDArray[np.bool_]:
    """Whether one newline, and no cut, is all that stands between a line and the next: shape (n - 1,)."""
    below, above = ends[:-1], starts[1:]
    breaks = np.searchsorted(newlines, above) - np.searchsorted(newlines, below)
    together: NDArray[np.bool_] = breaks == 1
    if forced.size:
        together &= np.searchsorted(forced, above, "right") == np.searchsorted(forced, below, "left")
    return together
