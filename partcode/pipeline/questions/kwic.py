"""Keyword in context: every place of a pattern, or every coding of some codes, with the words around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

import numpy as np

from partcode.analysis.selection import Selection
from partcode.codebook.collection import with_lists
from partcode.codebook.findings import meant
from partcode.model import LANGUAGES, Unit
from partcode.model.material import Material
from partcode.pipeline.asking import ask
from partcode.pipeline.questions.patterns import Finder
from partcode.pipeline.questions.places import NOWHERE, PLACE, Places, of_codings
from partcode.store import Store, StoredDocument
from partcode.store.corpus.units import group
from partcode.table import Cell, Table
from partcode.words.forms import fold_chars

Order = Literal["document", "left", "keyword", "right"]
COLUMNS = (*PLACE, "language", "pre", "keyword", "post", "start", "end")
OF_CODES = ("code", "rule")

_LONGEST = 60  # code points of a word of the context, on average


class Keyword(NamedTuple):
    """What is shown between its context, in code points of its text; `why` are the cells of OF_CODES, if it is a
    coding."""

    start: int
    end: int
    why: tuple[str, ...] = ()


class Line(NamedTuple):
    """A line of a concordance: `pre` and `post` are on one line, `keyword` is as the text has it."""

    place: tuple[Cell, ...]
    language: str
    pre: str
    keyword: str
    post: str
    found: Keyword

    def cells(self) -> tuple[Cell, ...]:
        """The row of the table."""
        start, end, why = self.found
        return (*self.place, self.language, self.pre, self.keyword, self.post, start, end, *why)


def kwic(
    store: Store,
    selection: Selection,
    wanted: str,
    *,
    codebook: str = "",
    context: int = 8,
    order: Order = "document",
) -> Table:
    """The concordance of what is `wanted`: a code of the run (its id, or its beginning with a dot at the end), else a
    pattern, read in the languages of the selection, which may name the lists of `codebook`; with codes in the selection
    only what stands in segments with such codings. `context` is in words.

    UsageError for what can't be read as a pattern, and for a codebook that isn't there.
    """
    loaded = with_lists(codebook) if codebook else None

    @cache
    def finder() -> Finder:
        if loaded is None:
            return Finder(store, wanted, selection.languages)
        return Finder(store, wanted, selection.languages, loaded.lists, loaded.codebook.accents)

    return ask(store, selection, _Kwic(store, wanted, finder, bool(selection.codes), context, order))


@dataclass(frozen=True, slots=True)
class _Kwic:
    """The question put to each material; `coded`: only to its segments with a coding."""

    store: Store
    wanted: str
    finder: Callable[[], Finder]
    coded: bool
    context: int
    order: Order

    def __call__(self, material: Material) -> Table:
        """Its lines in the segments of a material."""
        material = of_codings(material) if self.coded else material
        places = Places(material)
        codes = _codes(material, self.wanted)
        found = self._codings(material, codes) if codes else self._matches(places)
        lines = [line for document, keywords in found for line in self._lines(places, document, keywords)]
        lines.sort(key=_BY[self.order])  # which leaves those that are equal in the order of the documents
        notes = () if codes or lines else _missed(material, self.wanted)
        return Table((*COLUMNS, *OF_CODES[: 2 * bool(codes)]), [one.cells() for one in lines], self.wanted, notes)

    def _matches(self, places: Places) -> Iterator[tuple[StoredDocument, Sequence[Keyword]]]:
        finder = self.finder()  # what can't be read is an error, also where nothing is to be searched
        for documents in self.store.streams(places.versions):
            for document, start, end in finder.find(documents):
                yield document, list(map(Keyword, start.tolist(), end.tolist()))

    def _codings(
        self, material: Material, codes: Collection[str]
    ) -> Iterator[tuple[StoredDocument, Sequence[Keyword]]]:
        keywords = _keywords(self.store, material, codes)
        for documents in self.store.streams(list(keywords)):
            yield from ((document, keywords[document.version_id]) for document in documents)

    def _lines(self, places: Places, document: StoredDocument, keywords: Sequence[Keyword]) -> Iterator[Line]:
        """The keywords that stand in segments of the material; their context ends with the turn, or outside of turns
        with the paragraph."""
        start = np.array([one.start for one in keywords], dtype=np.int64)
        segment = places.at(document.version_id, start)
        if not (segment != NOWHERE).any():
            return
        text = self.store.text(document.version_id)
        turns, _ = group(document.sentences, {}, Unit.TURN)
        turn = np.searchsorted(turns.start, start, side="right") - 1
        sentence = np.searchsorted(document.sentences.start, start, side="right") - 1
        language = document.sentences.language[sentence].tolist()
        bounds = zip(turns.start[turn].tolist(), turns.end[turn].tolist(), strict=True)
        for one, place, spoken, (first, last) in zip(keywords, segment.tolist(), language, bounds, strict=True):
            if place != NOWHERE:
                pre, post = self._around(text, one, first, last)
                name = LANGUAGES[spoken] if spoken < len(LANGUAGES) else ""
                yield Line(places.about(place), name, pre, text[one.start : one.end], post, one)

    def _around(self, text: str, found: Keyword, first: int, last: int) -> tuple[str, str]:
        """The words before and after, no further than `first` and `last`."""
        words, reach = self.context, self.context * _LONGEST
        before = text[max(first, found.start - reach) : found.start].split()
        after = text[found.end : min(last, found.end + reach)].split()
        return " ".join(before[-words:]), " ".join(after[:words])


def _codes(material: Material, name: str) -> frozenset[str]:
    ids = [one.id for one in material.codes]
    return frozenset(id for id in ids if id == name or (name.endswith(".") and id.startswith(name)))


def _missed(material: Material, name: str) -> tuple[str, ...]:
    """What may have been meant by a pattern that is nowhere."""
    guess = meant(name, [one.id for one in material.codes]) if "." in name else ""
    return (f"no code is called {name}{guess}",) if guess else ()


def _keywords(store: Store, material: Material, codes: Collection[str]) -> dict[int, list[Keyword]]:
    """By version the codings of the material that are of `codes`, each as the match that leads it, a person's as its
    segment, in order of place."""
    codings = material.codings
    columns = (codings.document, codings.start, codings.end, codings.code, codings.coder)
    wanted = {
        (material.documents[document].version, start, end, material.codes[code].id, material.coders[coder])
        for document, start, end, code, coder in zip(*(column.tolist() for column in columns), strict=True)
        if material.codes[code].id in codes
    }
    found: dict[int, list[Keyword]] = {}
    for document in store.coded_documents(material.run):
        for one in document.codings:
            if (document.version, one.start, one.end, one.code, one.coder) in wanted:
                evidence = document.matches.get(one.coding)
                span = (evidence[0].start, evidence[0].end) if evidence else (one.start, one.end)
                keyword = Keyword(*span, (one.code, evidence[0].rule if evidence else ""))
                found.setdefault(document.version, []).append(keyword)
    return {version: sorted(keywords) for version, keywords in found.items()}


def _collated(text: str) -> list[str]:
    """The words of a text as they are sorted: without regard to case, accents and signs."""
    letters = unicodedata.normalize("NFD", fold_chars(text))
    return re.findall(r"\w+", "".join(char for char in letters if not unicodedata.combining(char)))


_BY: dict[Order, Callable[[Line], list[list[str]]]] = {
    "document": lambda line: [],
    "left": lambda line: [_collated(line.pre)[::-1], _collated(line.keyword)],
    "keyword": lambda line: [_collated(line.keyword), _collated(line.post)],
    "right": lambda line: [_collated(line.post), _collated(line.keyword)],
}
