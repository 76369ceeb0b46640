"""The words of some segments against those of others, counted as lemmas in the words that the store keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.analysis.facets import facet
from partcode.analysis.keyness import Compared, keywords
from partcode.analysis.selection import Selection, select
from partcode.errors import UsageError, closest
from partcode.model import LANGUAGES
from partcode.model.columns import KINDS
from partcode.model.corpus import Kind
from partcode.model.material import Material
from partcode.pipeline.asking import answer
from partcode.pipeline.lemmas import Lemmas, lemmas_of
from partcode.pipeline.questions.places import NOWHERE, Places, of_codings
from partcode.store import Store
from partcode.table import Cell, Table

COLUMNS = (
    "language", "word", "here", "there", "rate_here", "rate_there", "g2", "log_ratio", "documents", "warning",
)  # fmt: skip
DESCRIPTIVE = "G² is descriptive, no test: words cluster in speakers and documents"

APART, HERE, THERE = 0, 1, 2
_BODY = KINDS.index(Kind.BODY)

Numbers = NDArray[np.int64]
Sides = NDArray[np.int8]


class Wanted(NamedTuple):
    """What a list of keywords has: words that occur `least` times here, the first `limit` of each language (all if
    it is 0), and stop words and numbers only if they are asked for."""

    least: int = 3
    limit: int = 50
    stop_words: bool = False


def keyness(store: Store, selection: Selection, against: Sequence[str] = (), wanted: Wanted | None = None) -> Table:
    """The words of what is selected, with codes only of segments with such codings, against `against` (as
    role=south_ngo or code=core.trust; each adds to it), or against everything else.

    Only body text counts. UsageError when there is nothing else, or for what can't be named.
    """
    whole = store.material(selection.run, selection.unit, selection.certainty)
    others = np.logical_or.reduce([_named(whole, one, selection) for one in against]) if against else None
    counter = _Counter(store, whole)

    def question(material: Material) -> Table:
        here = _among(whole, of_codings(material) if selection.codes else material)
        there = ~here if others is None else others & ~here
        if not there.any():
            raise UsageError(
                "there is nothing to hold these words against",
                hint="name a part, as --role north_funder, or a group for each part: --by role",
            )
        return counter.table(np.where(here, HERE, np.where(there, THERE, APART)).astype(np.int8), wanted or Wanted())

    return answer(select(whole, selection), selection.by, question)


def _among(whole: Material, part: Material) -> NDArray[np.bool_]:
    """By segment of the whole, whether it is in a part of it."""
    there, wanted = ((one.segments.document << 32) + one.segments.start for one in (whole, part))
    return np.isin(there, wanted)


def _named(whole: Material, named: str, selection: Selection) -> NDArray[np.bool_]:
    """By segment of the whole, whether it is in a group that is named as facet=value."""
    name, equals, value = named.partition("=")
    if not equals:
        raise UsageError(f"--against {named}: which of them?", hint="as role=south_ngo, case=lindara, code=core.trust")
    if name == "code":
        return _among(whole, of_codings(select(whole, Selection(codes=(value,), statuses=selection.statuses))))
    groups = facet(whole, name)
    if value not in groups.values:
        near = closest(value, groups.values)
        raise UsageError(
            f"--against {named}: there is none",
            hint=f"did you mean {name}={near}?" if near else f"there are {', '.join(groups.values)}",
        )
    found: NDArray[np.bool_] = groups.of_segments == groups.values.index(value)
    return found


class _Counter:
    """Counts the words of a material's segments."""

    def __init__(self, store: Store, whole: Material) -> None:
        self._store = store
        self._places = Places(whole)
        self._lemmas = lemmas_of(store)

    def table(self, sides: Sides, wanted: Wanted) -> Table:
        """The keywords by language, when `sides` says of each segment where it is."""
        rows: list[tuple[Cell, ...]] = []
        notes = [DESCRIPTIVE]
        compared = self._compared(sides, wanted)
        for language, one in zip(LANGUAGES, compared, strict=True):
            here, there = one.sizes
            if here and not there:
                notes.append(f"no keywords in {language}: there is no such text to hold them against")
            found = keywords(one, wanted.least)
            rows += ((language, *row) for row in found[: wanted.limit or None])
        if not any(one.sizes[0] for one in compared):
            notes.append("no keywords: what is selected has no body text")
        return Table(COLUMNS, rows, "Keywords", tuple(notes))

    def _compared(self, sides: Sides, wanted: Wanted) -> list[Compared]:
        tallies = [_Tally(lemmas, wanted.stop_words) for lemmas in self._lemmas]
        for documents in self._store.streams(self._places.versions):
            for document in documents:
                sentences = document.sentences
                segment = self._places.at(document.version_id, sentences.start.astype(np.int64))
                side = np.where((segment != NOWHERE) & (sentences.kind == _BODY), sides[segment], APART)
                for language, tally in enumerate(tallies):
                    spoken = np.where(sentences.language == language, side, APART)
                    tally.add(document.stream.ids, np.repeat(spoken, sentences.words))
        return [tally.compared() for tally in tallies]


class _Tally:
    """The words of one language, as far as they were counted: content words by lemma, and all of them."""

    def __init__(self, lemmas: Lemmas, stop_words: bool) -> None:
        self._lemmas = lemmas
        self._counted = np.ones_like(lemmas.content) if stop_words else lemmas.content
        self._times = {side: np.zeros(len(lemmas.texts), dtype=np.int64) for side in (HERE, THERE)}
        self._sizes = {HERE: 0, THERE: 0}
        self._documents = np.zeros(len(lemmas.texts), dtype=np.int64)

    def add(self, ids: NDArray[np.uint32], side: Sides) -> None:
        """The words of one document, and by word where it is."""
        for which in (HERE, THERE):
            words = ids[side == which]
            self._sizes[which] += words.size
            lemmas, times = np.unique(self._lemmas.number[words[self._counted[words]]], return_counts=True)
            self._times[which][lemmas] += times
            self._documents[lemmas] += which == HERE

    def compared(self) -> Compared:
        """The two groups."""
        sizes = (self._sizes[HERE], self._sizes[THERE])
        return Compared(self._lemmas.texts, self._times[HERE], self._times[THERE], self._documents, sizes)
