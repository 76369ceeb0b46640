"""From the store to codings: what was coded with the same codebooks and settings before is not coded again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from partcode import __version__
from partcode.codebook.collection import collect, shipped_paths
from partcode.coding.coder import Codings
from partcode.coding.plan import Plan, make_plan
from partcode.coding.references import Portion
from partcode.errors import StoreError
from partcode.model import Codebook, Unit
from partcode.model.options import CodeReport, Options, Progress
from partcode.pipeline.applying import (
    CODED_KINDS,
    NOT_APPLIED,
    add_applications,
    as_stored,
    coding_rows,
    coding_settings,
    library_versions,
)
from partcode.pipeline.chaining import chain_rows
from partcode.pipeline.engines.engine import Engine, engine_of
from partcode.pipeline.engines.recoding import Batch
from partcode.pipeline.pending import Pending, Stored, add_codebooks, pending
from partcode.store import RunRow, Store, StoredDocument, VersionRow, open_store

AT_ONCE = 500  # documents of one transaction, where nothing of them is read


def codebooks_of(options: Options) -> tuple[Codebook, ...]:
    """The codebooks asked for, or the shipped ones; CodebookError with all their findings."""
    return collect(options.codebooks or shipped_paths())


def code(
    options: Options, progress: Progress, codebooks: Sequence[Codebook] = (), *, coded_on_the_way: int = 0
) -> CodeReport:
    """Apply `codebooks` (or those of the options) to the current version of every document; record the run.

    `coded_on_the_way` documents were coded a moment ago, while they were read: they don't count as reused.
    """
    codebooks = codebooks or codebooks_of(options)
    with open_store(options.db, create=False) as store:
        versions = store.versions()
        if not versions:
            raise StoreError("no documents to code", hint="read some first with: partcode ingest FOLDER")
        settings = {version.id: coding_settings(version.roles, options.unit) for version in versions}
        todo = pending(store, codebooks, settings)
        progress.stage("coding", sum(len(work.versions) for work in todo))
        partly = _Partly()
        if todo:
            with engine_of(options) as engine:
                for work in todo:
                    _apply(store, engine, work, settings, options.unit, progress, partly)
        recoded = sum(len(work.versions) for work in todo)
        reused = len(versions) - recoded - coded_on_the_way
        return _record(store, options, codebooks, versions, settings, reused, partly)


class _Partly:
    """What of the documents was taken over from earlier versions of their codebooks."""

    def __init__(self) -> None:
        self.documents = 0
        self.matched: set[tuple[str, str]] = set()  # codebook and code

    def add(self, work: Pending, changed: Mapping[str, Portion]) -> None:
        """Note what some documents are coded with, if it is part of their codebooks only."""
        if changed:
            self.documents += len(work.versions)
            for book in work.codebooks:
                portion = changed.get(book.sha256) or Portion.whole(book)
                self.matched.update((book.id, code) for code in portion.codes)


def _apply(
    store: Store,
    engine: Engine,
    work: Pending,
    settings: Mapping[int, str],
    unit: Unit,
    progress: Progress,
    partly: _Partly,
) -> None:
    stored = add_codebooks(store, work)
    partly.add(work, stored.changed)
    if _is_all_there(work, stored):
        for begin in range(0, len(work.versions), AT_ONCE):
            versions = work.versions[begin : begin + AT_ONCE]
            with store.transaction():
                _take_over(store, work, stored, versions, settings)
            progress.advance(len(versions))
        return
    plan = make_plan(work.codebooks, stored.changed)
    batches = (_batch(store, documents, unit) for documents in store.streams(work.versions, batch_words=engine.words))
    for batch, codings in engine.coded(store, plan, batches):
        with store.transaction():
            applied = _take_over(store, work, stored, [one.version_id for one in batch.documents], settings)
            _write(store, plan, stored, batch, codings, applied)
        progress.advance(len(batch.documents))


def _is_all_there(work: Pending, stored: Stored) -> bool:
    """Whether nothing has to be matched: all codes and sequences are as they were."""
    portions = (stored.changed.get(book.sha256) or Portion.whole(book) for book in work.codebooks)
    return not any(portion.codes or portion.sequences for portion in portions)


def _take_over(
    store: Store, work: Pending, stored: Stored, versions: Sequence[int], settings: Mapping[int, str]
) -> NDArray[np.int64]:
    """New applications, as add_applications gives them, with what has not changed since those of the donors."""
    rows = [stored.rows[book.sha256] for book in work.codebooks]
    made = add_applications(store, rows, [(version, settings[version]) for version in versions])
    for book, own, donor, taken, new in zip(work.codebooks, rows, work.donors, work.taken, made, strict=True):
        if donor:
            pairs = zip((taken[version] for version in versions), new.tolist(), strict=True)
            wanted = [(old, one) for old, one in pairs if one != NOT_APPLIED]
            store.reuse.copy(own, stored.lenders(book), donor, wanted)
    return made


def _batch(store: Store, documents: Sequence[StoredDocument], unit: Unit) -> Batch:
    return Batch(documents, list(map(as_stored, documents)), _segments(store, documents, unit))


def _write(
    store: Store, plan: Plan, stored: Stored, batch: Batch, codings: Codings, applications: NDArray[np.int64]
) -> None:
    rows = [stored.rows[book.sha256] for book in plan.codebooks]
    store.add_codings(
        coding_rows(plan, rows, codings, codings.segment, applications),
        chain_rows(plan, rows, batch.parts, codings, codings.segment, applications),
    )


def _segments(store: Store, documents: Sequence[StoredDocument], unit: Unit) -> NDArray[np.int64]:
    """The id of the segment in which every sentence of the documents stands."""
    if unit is Unit.SENTENCE:
        found = [document.first_segment + np.arange(document.sentences.start.size) for document in documents]
    else:
        store.ensure_unit([document.version_id for document in documents], unit)
        found = [_enclosing(store, document, unit) for document in documents]
    return np.concatenate([np.zeros(0, dtype=np.int64), *found])


def _enclosing(store: Store, document: StoredDocument, unit: Unit) -> NDArray[np.int64]:
    columns = store.segments(document.version_id, unit)
    if not columns.ids.size:
        return columns.ids
    enclosing: NDArray[np.int64] = columns.ids[
        np.searchsorted(columns.start, document.sentences.start, side="right") - 1
    ]
    return enclosing


def _described(codebook: Codebook) -> dict[str, object]:
    """What names a codebook beyond doubt, and those that it uses."""
    used = {"uses": [_described(one) for one in codebook.uses]} if codebook.uses else {}
    return {"id": codebook.id, "version": codebook.version, "sha256": codebook.sha256, **used}


def _record(
    store: Store,
    options: Options,
    codebooks: Sequence[Codebook],
    versions: Sequence[VersionRow],
    settings: Mapping[int, str],
    reused: int,
    partly: _Partly,
) -> CodeReport:
    run = RunRow.derive(
        tool_version=__version__,
        options={"unit": options.unit, "kinds": list(CODED_KINDS), "language": options.language},
        codebooks=[_described(one) for one in codebooks],
        libraries=library_versions(),
        documents=[
            {"path": one.path, "text_sha256": one.text_sha256, "settings": settings[one.id]} for one in versions
        ],
    )
    applications = [
        application for codebook in codebooks for application in store.applications(codebook.sha256, settings).values()
    ]
    with store.transaction():
        store.add_run(run, applications)
    codings, matches = store.count(run.id)
    return CodeReport(
        run.id,
        len(versions),
        reused,
        codings,
        matches,
        *store.count_chains(run.id),
        partly=partly.documents,
        matched_codes=len(partly.matched),
        other_units=tuple(store.reviews.of_other_units(run.id)),
    )
