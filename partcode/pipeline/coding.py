"""From the store to codings: what was coded with the same codebooks and settings before is not coded again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from partcode import __version__
from partcode.codebook.collection import collect, shipped_paths
from partcode.coding.coder import Coder
from partcode.errors import StoreError
from partcode.model import Codebook, Unit
from partcode.model.options import CodeReport, Options, Progress
from partcode.pipeline.applying import (
    CODED_KINDS,
    add_applications,
    apply,
    as_stored,
    coder_for,
    coding_rows,
    coding_settings,
    library_versions,
)
from partcode.pipeline.chaining import chain_rows
from partcode.store import CodebookRows, RunRow, Store, StoredDocument, VersionRow, open_store


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
        todo = _todo(store, codebooks, settings)
        progress.stage("coding", sum(map(len, todo.values())))
        for pending, version_ids in todo.items():
            _apply(store, [codebooks[number] for number in pending], version_ids, settings, options.unit, progress)
        recoded = {version for version_ids in todo.values() for version in version_ids}
        reused = len(versions) - len(recoded) - coded_on_the_way
        return _record(store, options, codebooks, versions, settings, reused)


def _todo(store: Store, codebooks: Sequence[Codebook], settings: Mapping[int, str]) -> dict[tuple[int, ...], list[int]]:
    """Versions still to be coded, by the codebooks (their numbers) that have not been applied to them."""
    applied = [store.applications(codebook.sha256, settings) for codebook in codebooks]
    todo: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for version in settings:
        missing = tuple(number for number, done in enumerate(applied) if version not in done)
        if missing:
            todo[missing].append(version)
    return dict(todo)


def _apply(
    store: Store,
    codebooks: Sequence[Codebook],
    version_ids: Sequence[int],
    settings: Mapping[int, str],
    unit: Unit,
    progress: Progress,
) -> None:
    automatic = coder_for(store, codebooks)
    with store.transaction():
        rows = [store.add_codebook(codebook) for codebook in automatic.plan.codebooks]
    for documents in store.streams(version_ids):
        with store.transaction():
            _code_batch(store, automatic, rows, documents, settings, unit)
        progress.advance(len(documents))


def _code_batch(
    store: Store,
    automatic: Coder,
    rows: Sequence[CodebookRows],
    documents: Sequence[StoredDocument],
    settings: Mapping[int, str],
    unit: Unit,
) -> None:
    @cache
    def text_of(document: int) -> str:
        return store.text(documents[document].version_id)

    parts = list(map(as_stored, documents))
    codings = apply(automatic, parts, _segments(store, documents, unit), text_of)
    plan = automatic.plan
    versions = [(one.version_id, settings[one.version_id]) for one in documents]
    applications = add_applications(store, rows[: plan.applied], versions)
    store.add_codings(
        coding_rows(plan, rows, codings, codings.segment, applications),
        chain_rows(plan, rows, parts, codings, codings.segment, applications),
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
    return CodeReport(run.id, len(versions), reused, codings, matches, *store.count_chains(run.id))
