"""Codebooks applied to what is stored, and nothing written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.coding.coder import Coder, Codings
from partcode.errors import StoreError
from partcode.model import Unit
from partcode.model.columns import NO_TURN, Sentences
from partcode.model.options import Progress
from partcode.pipeline.applying import apply, as_stored
from partcode.store import Store, StoredDocument
from partcode.store.corpus.units import group


class Rehearsal(NamedTuple):
    """A batch of documents, and what each coder makes of them. `segments` are those of each document, in the unit
    asked for; the segment of a coding counts them through the batch, and `first` has where each document's begin.
    `text` gives the text of a document of the batch."""

    documents: Sequence[StoredDocument]
    segments: Sequence[Sentences]
    first: NDArray[np.int64]
    codings: Sequence[Codings]
    text: Callable[[int], str]

    def role(self, document: int, segment: int) -> str:
        """The role of who says a segment (counted in its document), "" where unknown."""
        one = self.documents[document]
        turn = int(self.segments[document].turn[segment])
        return one.voice_role if turn == NO_TURN else one.roles[turn]


def rehearse(
    store: Store,
    coders: Sequence[Coder],
    progress: Progress,
    unit: Unit = Unit.SENTENCE,
    only: Collection[int] | None = None,
) -> Iterator[Rehearsal]:
    """The current versions of all documents, or `only` those, in batches. StoreError when there are none at all."""
    versions = store.versions()
    if not versions:
        raise StoreError("no documents to code", hint="read some first with: partcode ingest FOLDER")
    wanted = [version.id for version in versions if only is None or version.id in only]
    progress.stage("coding", len(wanted))
    for documents in store.streams(wanted):
        yield _rehearsal(store, coders, documents, unit)
        progress.advance(len(documents))


def _rehearsal(store: Store, coders: Sequence[Coder], documents: Sequence[StoredDocument], unit: Unit) -> Rehearsal:
    @cache
    def text_of(document: int) -> str:
        return store.text(documents[document].version_id)

    parts = list(map(as_stored, documents))
    segments = [one.sentences if unit is Unit.SENTENCE else group(one.sentences, {}, unit)[0] for one in documents]
    first = np.cumsum([0, *(columns.start.size for columns in segments)])[:-1]
    enclosing = np.concatenate(
        [
            base + np.searchsorted(columns.start, one.sentences.start, side="right") - 1
            for base, columns, one in zip(first.tolist(), segments, documents, strict=True)
        ]
    )
    return Rehearsal(documents, segments, first, [apply(one, parts, enclosing, text_of) for one in coders], text_of)
