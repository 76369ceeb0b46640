"""From the store to codings: what was coded with the same codebooks and settings before is not coded again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import version as library_version

import numpy as np
from numpy.typing import NDArray

from partcode import __version__
from partcode.codebook.collection import collect, shipped_paths
from partcode.coding import coder
from partcode.coding.coder import Coder, Codings
from partcode.coding.evidence import UNKNOWN_ROLE, Groups
from partcode.coding.plan import Plan, make_plan
from partcode.errors import StoreError
from partcode.match.batch import batch_of
from partcode.model import LANGUAGES, ROLES, Codebook, Kind, Unit
from partcode.model.columns import KINDS, NO_TURN
from partcode.model.options import CodeReport, Options, Progress
from partcode.pipeline.fingerprint import fingerprint
from partcode.store import CodebookRows, CodingBatch, RunRow, Store, StoredDocument, VersionRow, open_store
from partcode.words import lemmas

CODED_KINDS = (Kind.BODY, Kind.HEADING)
LIBRARIES = ("simplemma", "py3langid", "regex", "spacy")  # their versions can change a coding


def codebooks_of(options: Options) -> tuple[Codebook, ...]:
    """The codebooks asked for, or the shipped ones; CodebookError with all their findings."""
    return collect(options.codebooks or shipped_paths())


def code(options: Options, progress: Progress, codebooks: Sequence[Codebook] = ()) -> CodeReport:
    """Apply `codebooks` (or those of the options) to the current version of every document; record the run."""
    codebooks = codebooks or codebooks_of(options)
    with open_store(options.db, create=False) as store:
        versions = store.versions()
        if not versions:
            raise StoreError("no documents to code", hint="read some first with: partcode ingest FOLDER")
        settings = {version.id: _settings(version, options.unit) for version in versions}
        todo = _todo(store, codebooks, settings)
        progress.stage("coding", sum(map(len, todo.values())))
        for pending, version_ids in todo.items():
            _apply(store, [codebooks[number] for number in pending], version_ids, settings, options.unit, progress)
        return _record(store, options, codebooks, versions, settings, todo)


def _settings(version: VersionRow, unit: Unit) -> str:
    """What a machine coding depends on beside the text and the codebook."""
    return fingerprint(coder.VERSION, lemmas.VERSION, _library_versions(), unit, CODED_KINDS, version.roles)


@cache
def _library_versions() -> dict[str, str]:
    return {name: library_version(name) for name in LIBRARIES}


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
    plan = make_plan(codebooks)
    vocabulary = store.vocabulary()
    automatic = Coder(plan, vocabulary, {language: store.lemmas(language) for language in LANGUAGES})
    with store.transaction():
        rows = [store.add_codebook(codebook) for codebook in codebooks]
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

    batch = batch_of(
        [(document.stream, document.sentences) for document in documents], [KINDS.index(kind) for kind in CODED_KINDS]
    )
    segments = _segments(store, documents, unit)
    codings = automatic.code(batch, _groups(documents), segments, text_of)
    applications = _applications(store, rows, documents, settings)
    store.add_codings(_rows(automatic.plan, rows, codings, applications))


def _applications(
    store: Store, rows: Sequence[CodebookRows], documents: Sequence[StoredDocument], settings: Mapping[int, str]
) -> NDArray[np.int64]:
    """Application ids, of shape (codebooks, documents)."""
    wanted = {document.version_id: settings[document.version_id] for document in documents}
    made = [store.add_applications(row.sha256, wanted) for row in rows]
    return np.array([[one[version] for version in wanted] for one in made], dtype=np.int64)


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


def _groups(documents: Sequence[StoredDocument]) -> Groups:
    """Paragraphs and turns numbered through all documents, and the speaker's role, by sentence."""
    paragraphs, turns, roles = [], [], []
    for number, document in enumerate(documents):
        columns = document.sentences
        base = number << 32  # no document has that many paragraphs or turns
        paragraphs.append(base + columns.paragraph.astype(np.int64))
        spoken = columns.turn != NO_TURN
        # Outside of turns each paragraph stands for itself.
        turns.append(base + np.where(spoken, columns.turn.astype(np.int64), -1 - columns.paragraph.astype(np.int64)))
        by_turn = np.array([_role(role) for role in (*document.roles, document.voice_role)], dtype=np.int64)
        roles.append(by_turn[np.where(spoken, columns.turn, len(by_turn) - 1)])
    return Groups(np.concatenate(paragraphs), np.concatenate(turns), np.concatenate(roles))


def _role(role: str) -> int:
    return ROLES.index(role) if role in ROLES else UNKNOWN_ROLE


def _rows(
    plan: Plan,
    rows: Sequence[CodebookRows],
    codings: Codings,
    applications: NDArray[np.int64],
) -> CodingBatch:
    """The codings under the ids of the store."""
    codebook = np.array([planned.codebook for planned in plan.codes], dtype=np.int64)[codings.code]
    code_ids = np.array([rows[planned.codebook].codes[planned.code.id] for planned in plan.codes], dtype=np.int64)
    rule_ids = np.array(
        [rows[rule.codebook].rules[plan.codes[rule.code].code.id, rule.rule.id] for rule in plan.rules], dtype=np.int64
    )
    coder_ids = np.array([row.coder for row in rows], dtype=np.int64)
    return CodingBatch(
        application=applications[codebook, codings.document],
        segment=codings.segment,
        code=code_ids[codings.code],
        coder=coder_ids[codebook],
        negated=codings.negated,
        reported=codings.reported,
        first_match=codings.first,
        rule=rule_ids[codings.rule],
        start=codings.start.astype(np.int32),
        end=codings.end.astype(np.int32),
        match_negated=codings.match_negated,
        match_reported=codings.match_reported,
    )


def _record(
    store: Store,
    options: Options,
    codebooks: Sequence[Codebook],
    versions: Sequence[VersionRow],
    settings: Mapping[int, str],
    todo: Mapping[tuple[int, ...], Iterable[int]],
) -> CodeReport:
    run = RunRow.derive(
        tool_version=__version__,
        options={"unit": options.unit, "kinds": list(CODED_KINDS), "language": options.language},
        codebooks=[{"id": one.id, "version": one.version, "sha256": one.sha256} for one in codebooks],
        libraries=_library_versions(),
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
    recoded = {version for version_ids in todo.values() for version in version_ids}
    return CodeReport(run.id, len(versions), len(versions) - len(recoded), codings, matches)
