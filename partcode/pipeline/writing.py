"""What the workers bring, into the store: a chunk of documents in one transaction, their codings with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.coding.coder import Codings
from partcode.coding.plan import Plan, make_plan
from partcode.model import Codebook, Unit
from partcode.model.columns import Prepared
from partcode.pipeline.applying import add_applications, assumed_roles, coding_rows, coding_settings, just_read
from partcode.pipeline.chaining import chain_rows
from partcode.pipeline.engines.workers import Chunk
from partcode.pipeline.prepare import Outcome, Task, Unchanged
from partcode.store import Known, Store, Stored
from partcode.words.growing import Growing


class Written(NamedTuple):
    """A file that has been dealt with; `same` says that the store had it already, read in the same way."""

    task: Task
    outcome: Outcome
    same: bool


class Writer:
    """Writes documents, with the word ids of each worker turned into those of the store, and the codings that
    were made of them on the way."""

    def __init__(self, store: Store, known: Mapping[str, Known], settings: str, codebooks: Sequence[Codebook]) -> None:
        self._store = store
        self._known = known
        self._settings = settings
        self._codebooks = codebooks
        self._of_worker: dict[int, Growing] = defaultdict(Growing)
        self.coded = 0  # documents that were coded on the way
        self.moved = 0  # decisions and codings of people, into corrected texts

    @cached_property
    def _plan(self) -> Plan:
        return make_plan(self._codebooks)

    def write(self, tasks: Sequence[Task], chunk: Chunk) -> Iterator[Written]:
        """Write a chunk of files in one transaction; what became of each."""
        with self._store.transaction():
            stored = iter(self._write(tasks, chunk))
        for task, outcome in zip(tasks, chunk.outcomes, strict=True):
            yield Written(task, outcome, isinstance(outcome, Prepared) and not next(stored).is_new)

    def leave(self, tasks: Sequence[Task]) -> Iterator[Written]:
        """Files whose bytes the store has: only what is said of them may have changed."""
        with self._store.transaction():
            for task in tasks:
                self._update(task)
        return (Written(task, Unchanged(), True) for task in tasks)

    def _write(self, tasks: Sequence[Task], chunk: Chunk) -> list[Stored]:
        """What the documents that were read became."""
        ids = self._store_ids(chunk)
        read = [
            replace(outcome, stream=replace(outcome.stream, ids=ids[outcome.stream.ids]))
            for outcome in chunk.outcomes
            if isinstance(outcome, Prepared)
        ]
        stored = self._store.add_versions(read, self._settings)
        self.moved += sum(one.moved for one in stored)
        for task, outcome in zip(tasks, chunk.outcomes, strict=True):
            if isinstance(outcome, Unchanged):
                self._update(task)
        if chunk.codings:
            self._write_codings(chunk.codings, read, stored)
        return stored

    def _write_codings(self, codings: Codings, read: Sequence[Prepared], stored: Sequence[Stored]) -> None:
        """Codings of new versions whose speakers the store knows as the worker did. Others are coded later."""
        plan = self._plan
        rows = [self._store.add_codebook(codebook) for codebook in plan.codebooks]
        settings = [
            (kept.version, coding_settings(kept.roles, Unit.SENTENCE))
            if kept.is_new and kept.roles == assumed_roles(one)
            else None
            for one, kept in zip(read, stored, strict=True)
        ]
        segments = codings.segment + _shift(read, stored)[codings.document]
        applications = add_applications(self._store, rows[: plan.applied], settings)
        self._store.add_codings(
            coding_rows(plan, rows, codings, segments, applications),
            chain_rows(plan, rows, [just_read(one) for one in read], codings, segments, applications),
        )
        self.coded += len(settings) - settings.count(None)

    def _store_ids(self, chunk: Chunk) -> NDArray[np.uint32]:
        """The store's id of every word of the chunk, or of the worker that it comes from."""
        new = self._store.add_words(chunk.new.words, *chunk.new.lemmas)
        if chunk.worker is None:
            return new.astype(np.uint32)
        self._of_worker[chunk.worker].extend(new)
        return self._of_worker[chunk.worker].values.astype(np.uint32)

    def _update(self, task: Task) -> None:
        """The bytes are the same; the metadata files may say something new."""
        stored = self._known[task.relative]
        info = task.metadata.info(task.relative, stored.front_matter, stored.labels)
        self._store.update_info(stored.document_id, info, task.folder)


def _shift(read: Sequence[Prepared], stored: Sequence[Stored]) -> NDArray[np.int64]:
    """By document, what makes segment ids of its sentences' numbers in the chunk."""
    counts = np.array([one.sentences.start.size for one in read], dtype=np.int64)
    first = np.array([kept.first_segment for kept in stored], dtype=np.int64)
    return first - (np.cumsum(counts) - counts)
