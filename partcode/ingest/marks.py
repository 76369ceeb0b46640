"""The heads of turns where they stand in a text, as columns: few are distinct, and thought is spent on those."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from partcode.ingest.labels import Standing
from partcode.ingest.layouts import Head, Layout, parse


@dataclass(frozen=True, slots=True)
class Marks:
    """Heads in order. `heads` are the distinct ones; by mark, `head` is the index of its own, the label stands
    from `start` and the speech from `end` (int64 code points)."""

    heads: Sequence[Head]
    head: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.head)

    def where(self, which: slice | NDArray[np.bool_]) -> Marks:
        """Some of the marks."""
        return Marks(self.heads, self.head[which], self.start[which], self.end[which])

    def whose(self, wanted: Sequence[bool]) -> Marks:
        """The marks whose head is wanted."""
        return self.where(np.array(wanted, dtype=np.bool_)[self.head])


def key(label: str) -> str:
    """A label as it is compared with those of the metadata."""
    return " ".join(label.split()).casefold()


def find_marks(layout: Layout, lined: str, known: Collection[str]) -> Marks:
    """All heads in one layout that look like a label; `lined` is "\\n" and the text, `known` are keys."""
    parts = layout.expression.split(lined)
    raws = parts[1::2]
    number = {raw: i for i, raw in enumerate(dict.fromkeys(raws))}
    heads = [_known(parse(raw), known) for raw in number]
    widths = np.array([len(raw.lstrip()) for raw in number], dtype=np.int64)
    head = np.fromiter(map(number.__getitem__, raws), np.int64, len(raws))
    end = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)))[1::2] - 1
    return Marks(heads, head, end - widths[head], end).whose([head.standing > Standing.NONE for head in heads])


def _known(head: Head, known: Collection[str]) -> Head:
    return head._replace(standing=Standing.NAME) if known and key(head.speaker) in known else head
