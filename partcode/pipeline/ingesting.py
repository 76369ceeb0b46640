"""From folders to the store: what is new or changed is read, the rest is left alone, nothing is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from partcode.model import LANGUAGES
from partcode.model.columns import Prepared
from partcode.model.options import FileOutcome, IngestReport, Options, Progress
from partcode.pipeline import prepare
from partcode.pipeline.corpus import Corpus, corpus_of
from partcode.pipeline.fingerprint import fingerprint
from partcode.pipeline.prepare import Failure, Outcome, Task, Unchanged
from partcode.pipeline.workers import Chunk, prepared_chunks
from partcode.store import Known, Store, open_store
from partcode.text import NORMALISATION
from partcode.words.lemmas import lemma_column

Deliver = Callable[[Sequence[Task], Chunk], Iterable[FileOutcome]]


def survey(options: Options, progress: Progress) -> IngestReport:
    """What ingesting would do: files, formats, encodings, languages, speakers. Nothing is written."""
    corpus = corpus_of(options)
    known: Mapping[str, Known] = {}
    if options.db.exists():
        with open_store(options.db, create=False) as store:
            known = store.known()
    settings = _settings(options)
    unknown: list[tuple[str, str]] = []

    def look(tasks: Sequence[Task], chunk: Chunk) -> Iterator[FileOutcome]:
        for task, outcome in zip(tasks, chunk.outcomes, strict=True):
            stored = known.get(task.relative)
            yield _outcome(task, outcome, stored, _is_same(outcome, stored, settings))
            if isinstance(outcome, Prepared):
                unknown.extend((task.relative, label) for label, who in outcome.info.speakers.items() if not who.role)

    files = _read(corpus.tasks(known, settings, reread=True), options, progress, look)
    return _report(corpus, files, [FileOutcome(path, "missing") for path in corpus.gone(known)], unknown)


def ingest(options: Options, progress: Progress) -> IngestReport:
    """Read what is new or changed into the store; each chunk of documents is one transaction."""
    corpus = corpus_of(options)
    with open_store(options.db, create=True) as store:
        known = store.known()
        settings = _settings(options)
        with store.transaction():
            for source in corpus.sources:
                if source.metadata.cases:
                    store.set_cases(source.metadata.cases.values(), edited=False)
        writer = _Writer(store, known, settings)
        files = _read(corpus.tasks(known, settings, reread=False), options, progress, writer.write)
        missing = _missing(store, corpus.gone(known), options)
        unknown = [(one.path, label) for one in store.versions() for label, role in one.roles if label and not role]
        return _report(corpus, files, missing, unknown)


def _settings(options: Options) -> str:
    """What shapes a version beside the bytes of its file."""
    return fingerprint(prepare.VERSION, NORMALISATION, options.language, options.encoding)


def _read(tasks: Sequence[Task], options: Options, progress: Progress, deliver: Deliver) -> list[FileOutcome]:
    progress.stage("reading", len(tasks))
    files: list[FileOutcome] = []
    language = "" if options.language == "auto" else options.language
    for chunk in prepared_chunks(tasks, language, options.encoding, options.jobs):
        done = tasks[len(files) : len(files) + len(chunk.outcomes)]
        files.extend(deliver(done, chunk))
        progress.advance(len(done))
    return files


class _Writer:
    """Writes chunks, with the word ids of each worker turned into those of the store."""

    def __init__(self, store: Store, known: Mapping[str, Known], settings: str) -> None:
        self._store = store
        self._known = known
        self._settings = settings
        self._ids = {word: number for number, word in enumerate(store.vocabulary())}
        self._of_worker: dict[int, list[int]] = defaultdict(list)

    def write(self, tasks: Sequence[Task], chunk: Chunk) -> Iterator[FileOutcome]:
        """One transaction; what became of each file."""
        with self._store.transaction():
            ids = self._store_ids(chunk)
            pairs = list(zip(tasks, chunk.outcomes, strict=True))
            prepared = [(task, one) for task, one in pairs if isinstance(one, Prepared)]
            versions = self._store.add_versions(
                [_with_ids(one, ids) for _, one in prepared], self._settings
            )
            version_of = {task.relative: version for (task, _), version in zip(prepared, versions, strict=True)}
            for task, outcome in pairs:
                if isinstance(outcome, Unchanged):
                    self._update(task)
        for task, outcome in pairs:
            stored = self._known.get(task.relative)
            same = stored is not None and version_of.get(task.relative, stored.version_id) == stored.version_id
            yield _outcome(task, outcome, stored, same)

    def _store_ids(self, chunk: Chunk) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
        fresh = [word for word in chunk.new_words if word not in self._ids]
        self._store.add_words(fresh, *(lemma_column(fresh, language) for language in LANGUAGES))
        for word in fresh:
            self._ids[word] = len(self._ids)
        self._of_worker[chunk.worker] += [self._ids[word] for word in chunk.new_words]
        return np.array(self._of_worker[chunk.worker], dtype=np.uint32)

    def _update(self, task: Task) -> None:
        """The bytes are the same; the metadata files may say something new."""
        stored = self._known[task.relative]
        info = task.metadata.info(task.relative, stored.front_matter, stored.labels)
        self._store.update_info(stored.document_id, info, task.folder)


def _with_ids(prepared: Prepared, ids: np.ndarray[tuple[int], np.dtype[np.uint32]]) -> Prepared:
    return replace(prepared, stream=replace(prepared.stream, ids=ids[prepared.stream.ids]))


def _is_same(outcome: Outcome, stored: Known | None, settings: str) -> bool:
    if not isinstance(outcome, Prepared) or stored is None:
        return False
    return stored.raw_sha256 == outcome.document.raw_sha256 and stored.settings == settings


def _outcome(task: Task, outcome: Outcome, stored: Known | None, same: bool) -> FileOutcome:
    if isinstance(outcome, Failure):
        return FileOutcome(task.relative, "unreadable", problem=outcome.problem, hint=outcome.hint)
    if isinstance(outcome, Unchanged):
        return FileOutcome(task.relative, "unchanged")
    read = outcome.document
    return FileOutcome(
        path=task.relative,
        status="new" if stored is None else "unchanged" if same else "changed",
        format=read.format,
        encoding=read.encoding,
        language=outcome.language,
        kind=outcome.info.kind,
        turns=len(outcome.turns),
        speakers=tuple(dict.fromkeys(turn.speaker for turn in outcome.turns if turn.speaker)),
        words=int(outcome.sentences.words.sum()),
        lossy=outcome.lossy,
        warnings=read.warnings,
    )


def _missing(store: Store, gone: Sequence[str], options: Options) -> list[FileOutcome]:
    with store.transaction():
        if not options.delete_missing:
            store.mark_missing(gone)
            return [FileOutcome(path, "missing") for path in gone]
        deleted = set(store.delete_documents(gone))
    kept = "a person coded it: kept"
    return [
        FileOutcome(path, "deleted") if path in deleted else FileOutcome(path, "missing", problem=kept)
        for path in gone
    ]


def _report(
    corpus: Corpus,
    files: Sequence[FileOutcome],
    missing: Sequence[FileOutcome],
    unknown: Sequence[tuple[str, str]],
) -> IngestReport:
    skipped = [FileOutcome(file.relative, "skipped", problem=file.reason) for file in corpus.found if file.reason]
    ordered = sorted([*files, *missing, *skipped], key=lambda file: file.path)
    return IngestReport(tuple(ordered), tuple(unknown), tuple(corpus.unused_metadata()))
