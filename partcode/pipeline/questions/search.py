"""Full-text search: the paragraphs that hold some words, the best first, each as a passage with what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

import numpy as np

from partcode.analysis.selection import Selection
from partcode.model import Span
from partcode.model.material import Material
from partcode.pipeline.asking import ask
from partcode.pipeline.questions.places import NOWHERE, PLACE, Places, of_codings
from partcode.store import Store
from partcode.store.corpus.searching import Paragraph
from partcode.table import Cell, Table

COLUMNS = ("rank", *PLACE, "snippet", "start", "end")

_BEFORE, _LENGTH = 60, 240  # code points of a passage: before what was found, and in all


class Hit(NamedTuple):
    """A paragraph of the text of a version: where it is, and what was found in it, with the segments that hold that."""

    version: int
    whole: Span
    found: Sequence[Span]
    segments: Sequence[int]


def search(
    store: Store, selection: Selection, words: str, *, limit: int = 20, mark: Callable[[str], str] = "[{}]".format
) -> Table:
    """The paragraphs with `words` (words, "phrases", begin*, AND, OR, NOT), the best `limit` of them, all if it is 0;
    with codes in the selection only those in which they stand in a segment with such a coding. `mark` makes what was
    found stand out. UsageError for what can't be searched for."""
    paragraphs = cache(partial(store.full_text.find, words))
    return ask(store, selection, _Search(store, words, paragraphs, bool(selection.codes), limit, mark))


@dataclass(frozen=True, slots=True)
class _Search:
    """The question put to each material; `coded`: only to its segments with a coding."""

    store: Store
    words: str
    paragraphs: Callable[[], list[Paragraph]]
    coded: bool
    limit: int
    mark: Callable[[str], str]

    def __call__(self, material: Material) -> Table:
        """What is found in the segments of a material. start and end are those of the passage."""
        places = Places(of_codings(material) if self.coded else material)
        hits = self._hits(places)
        rows = [self._row(places, rank, hit) for rank, hit in enumerate(islice(hits, self.limit or None), 1)]
        more = next(hits, None) is not None
        notes = (f"there are more than {self.limit} paragraphs; --limit 0 shows all",) if more else ()
        return Table(COLUMNS, rows, self.words, notes)

    def _hits(self, places: Places) -> Iterator[Hit]:
        """The best first; of equal ones in the order of the documents."""
        order = {version: place for place, version in enumerate(places.versions)}
        there = [one for one in self.paragraphs() if one.version in order]
        for one in sorted(there, key=lambda one: (one.score, order[one.version], one.start)):
            whole, found = self.store.full_text.found_in(one, self.words)
            segments = places.at(one.version, np.array([start for start, _ in found], dtype=np.int64)).tolist()
            inside = [pair for pair in zip(found, segments, strict=True) if pair[1] != NOWHERE]
            if inside:
                yield Hit(one.version, whole, *zip(*inside, strict=True))

    def _row(self, places: Places, rank: int, hit: Hit) -> tuple[Cell, ...]:
        text = self.store.text(hit.version)
        passage = _passage(text, hit)
        shown = [span for span in hit.found if passage.start <= span.start and span.end <= passage.end]
        segment = hit.segments[hit.found.index(shown[0])]
        return rank, *places.about(segment), self._snippet(text, hit.whole, passage, shown), *passage

    def _snippet(self, text: str, whole: Span, passage: Span, shown: Sequence[Span]) -> str:
        """The passage on one line, with … where the paragraph goes on."""
        parts, place = ["…" * (passage.start > whole.start)], passage.start
        for start, end in shown:
            parts += [text[place:start], self.mark(text[start:end])]
            place = end
        parts += [text[place : passage.end], "…" * (passage.end < whole.end)]
        return " ".join("".join(parts).split())


def _passage(text: str, hit: Hit) -> Span:
    """Where most was found, in whole words."""
    reach = _LENGTH - _BEFORE
    lead = max(hit.found, key=lambda one: sum(one.start <= other.start < one.start + reach for other in hit.found))
    start, end = max(hit.whole.start, lead.start - _BEFORE), min(hit.whole.end, max(lead.end, lead.start + reach))
    if start > hit.whole.start and (space := text.find(" ", start, lead.start)) >= 0:
        start = space + 1
    if end < hit.whole.end and (space := text.rfind(" ", lead.end, end)) >= 0:
        end = space
    return Span(start, end)
