"""What is put where in a text, in both directions, and where every place of it goes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple


class Edit(NamedTuple):
    """At `start` of the text before, `old` becomes `new`."""

    start: int
    old: str
    new: str

    @property
    def end(self) -> int:
        return self.start + len(self.old)


class Edits:
    """Edits of one text, in order, none over another; all places are code points."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.all: Sequence[Edit] = tuple(edits)
        self._starts = [edit.start for edit in self.all]
        self._moved = [0, *accumulate(len(edit.new) - len(edit.old) for edit in self.all)]

    def turned(self) -> Edits:
        """The edits that undo these."""
        pairs = zip(self.all, self._moved, strict=False)
        return Edits(Edit(edit.start + moved, edit.new, edit.old) for edit, moved in pairs)

    def apply(self, text: str, start: int = 0) -> str:
        """The text after; `text` may be a piece that begins at `start`, and an edit that is cut is put in whole."""
        pieces: list[str] = []
        at = start
        for edit in self._between(start, start + len(text)):
            pieces += [text[at - start : max(edit.start, start) - start], edit.new]
            at = edit.end
        return "".join([*pieces, text[at - start :]])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span goes; one that cuts an edit takes it in whole."""
        return self._place(start, 0), self._place(end, 1)

    def _place(self, place: int, side: int) -> int:
        at = bisect_right(self._starts, place) - 1
        if at < 0 or place >= self.all[at].end:
            return place + self._moved[at + 1]
        edit = self.all[at]
        inside = place > edit.start and side
        return edit.start + self._moved[at] + (len(edit.new) if inside else 0)

    def _between(self, start: int, end: int) -> Sequence[Edit]:
        first = max(0, bisect_right(self._starts, start) - 1)
        return [edit for edit in self.all[first : bisect_right(self._starts, end - 1)] if edit.end > start]
