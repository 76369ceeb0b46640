"""Documents as the store has them on their way to a coder, be it in this process or on another machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.coding.coder import Coder, Codings
from partcode.coding.plan import Plan
from partcode.model import LANGUAGES
from partcode.pipeline.applying import Part, apply, coder_of
from partcode.store import Store, StoredDocument


class Batch(NamedTuple):
    """Documents of the store to be coded side by side, and the segment of every sentence of theirs."""

    documents: Sequence[StoredDocument]
    parts: Sequence[Part]
    segments: NDArray[np.int64]


def coded_here(store: Store, plan: Plan, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Codings]]:
    """Each batch with its codings."""
    automatic = coder_of(store, plan)
    for batch in batches:
        versions = [document.version_id for document in batch.documents]
        text_of = cache(lambda number, versions=versions: store.text(versions[number]))
        yield batch, apply(automatic, batch.parts, batch.segments, text_of)


class Packed(NamedTuple):
    """A batch that needs no store: the words of `parts` are indexes into `words`, which have `lemmas` by language;
    `texts` of the documents, none where the plan reads none."""

    parts: list[Part]
    segments: NDArray[np.int64]
    words: list[str]
    lemmas: tuple[list[str], ...]
    texts: list[str]


class Packer:
    """Packs batches of a store for coding by a plan elsewhere."""

    def __init__(self, store: Store, plan: Plan) -> None:
        self._store = store
        self._with_texts = bool(plan.regexes or plan.tokens)
        self._columns = (store.vocabulary(), *(store.lemmas(language) for language in LANGUAGES))

    def pack(self, batch: Batch) -> Packed:
        """The batch with just the words that it needs."""
        ids = np.concatenate([np.zeros(0, dtype=np.uint32), *(part.stream.ids for part in batch.parts)])
        used = np.unique(ids)
        words, *lemmas = ([column[word] for word in used.tolist()] for column in self._columns)
        return Packed(
            [_renumbered(part, np.searchsorted(used, part.stream.ids).astype(np.uint32)) for part in batch.parts],
            batch.segments,
            words,
            tuple(lemmas),
            [self._store.text(one.version_id) for one in batch.documents] if self._with_texts else [],
        )


class Recoder:
    """A coder that learns the words of packed batches as they come."""

    def __init__(self, plan: Plan) -> None:
        self._coder = Coder(plan)
        self._ids: dict[str, int] = {}

    def work(self, packed: Packed) -> Codings:
        """The codings of a batch."""
        words = packed.words
        new = [place for place, word in enumerate(words) if word not in self._ids]
        learnt = [words[place] for place in new]
        columns = zip(LANGUAGES, packed.lemmas, strict=True)
        self._coder.learn(learnt, {language: [column[place] for place in new] for language, column in columns})
        self._ids.update(zip(learnt, count(len(self._ids))))
        ids = np.fromiter(map(self._ids.__getitem__, words), dtype=np.uint32, count=len(words))
        parts = [_renumbered(part, ids[part.stream.ids]) for part in packed.parts]
        return apply(self._coder, parts, packed.segments, packed.texts.__getitem__)


def _renumbered(part: Part, ids: NDArray[np.uint32]) -> Part:
    return part._replace(stream=replace(part.stream, ids=ids))
