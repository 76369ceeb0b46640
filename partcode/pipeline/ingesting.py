"""From folders to the store: what is new or changed is read, the rest is left alone, nothing is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from partcode.errors import UsageError
from partcode.model.columns import Prepared
from partcode.model.options import FileOutcome, IngestReport, Options, Progress
from partcode.pipeline import prepare
from partcode.pipeline.corpus import Corpus, corpus_of
from partcode.pipeline.fingerprint import fingerprint
from partcode.pipeline.prepare import Failure, Outcome, Task, Unchanged
from partcode.pipeline.workers import Chunk, prepared_chunks
from partcode.store import Known, Store, open_store
from partcode.text import NORMALISATION
from partcode.words.growing import Growing

TRANSACTION = 6_000_000  # code points: each one costs a merge of the full-text index, all are held in memory

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
                speakers = outcome.info.speakers.items()
                unknown.extend((task.relative, label) for label, who in speakers if label and not who.role)

    files = _read(corpus.tasks(known, settings, reread=True), options, progress, look)
    return _report(corpus, files, corpus.gone(known), unknown)


def ingest(options: Options, progress: Progress) -> IngestReport:
    """Read what is new or changed into the store; many documents at a time are one transaction."""
    corpus = corpus_of(options)
    if not corpus.wanted and not options.db.exists():
        folders = ", ".join(map(str, options.folders))
        raise UsageError(f"nothing to read in {folders}", hint="partcode ingest --dry-run says why of each file")
    with open_store(options.db, create=True) as store:
        known = store.known()
        settings = _settings(options)
        with store.transaction():
            for source in corpus.sources:
                if source.metadata.cases:
                    store.set_cases(source.metadata.cases.values(), edited=False)
        writer = _Writer(store, known, settings)
        files = _read(corpus.tasks(known, settings, reread=False), options, progress, writer.take)
        files += writer.flush()
        gone = corpus.gone(known)
        store.mark_missing(gone)
        unknown = [(one.path, label) for one in store.versions() for label, role in one.roles if label and not role]
        return _report(corpus, files, gone, unknown)


def _settings(options: Options) -> str:
    """What shapes a version beside the bytes of its file."""
    return fingerprint(prepare.VERSION, NORMALISATION, options.language, options.encoding)


def _read(tasks: Sequence[Task], options: Options, progress: Progress, deliver: Deliver) -> list[FileOutcome]:
    progress.stage("reading", len(tasks))
    files: list[FileOutcome] = []
    language = "" if options.language == "auto" else options.language
    remaining = iter(tasks)
    for chunk in prepared_chunks(tasks, language, options.encoding, options.jobs):
        files.extend(deliver(list(islice(remaining, len(chunk.outcomes))), chunk))
        progress.advance(len(chunk.outcomes))
    return files


class _Writer:
    """Writes documents, many in one transaction, with the word ids of each worker turned into those of the
    store."""

    def __init__(self, store: Store, known: Mapping[str, Known], settings: str) -> None:
        self._store = store
        self._known = known
        self._settings = settings
        self._ids = {word: number for number, word in enumerate(store.vocabulary())}
        self._of_worker: dict[int, Growing] = defaultdict(Growing)
        self._fresh: list[tuple[str, ...]] = []  # words that the store doesn't have yet, with their lemmas
        self._waiting: list[tuple[Task, Outcome]] = []
        self._size = 0

    def take(self, tasks: Sequence[Task], chunk: Chunk) -> Iterator[FileOutcome]:
        """Keep a chunk until there is enough to be worth a transaction; what became of the files written."""
        ids = self._store_ids(chunk)
        for task, outcome in zip(tasks, chunk.outcomes, strict=True):
            if isinstance(outcome, Prepared):
                self._size += len(outcome.document.text)
                outcome = replace(outcome, stream=replace(outcome.stream, ids=ids[outcome.stream.ids]))
            self._waiting.append((task, outcome))
        if self._size >= TRANSACTION:
            yield from self.flush()

    def flush(self) -> Iterator[FileOutcome]:
        """Write all that waits, in one transaction."""
        waiting, self._waiting, self._size = self._waiting, [], 0
        with self._store.transaction():
            versions = self._write(waiting)
        for task, outcome in waiting:
            stored = self._known.get(task.relative)
            same = stored is not None and versions.get(task.relative, stored.version_id) == stored.version_id
            yield _outcome(task, outcome, stored, same)

    def _write(self, waiting: Sequence[tuple[Task, Outcome]]) -> dict[str, int]:
        """The versions of what was read, by path."""
        if self._fresh:
            self._store.add_words(*(list(column) for column in zip(*self._fresh, strict=True)))
            self._fresh.clear()
        read = [outcome for _, outcome in waiting if isinstance(outcome, Prepared)]
        versions = self._store.add_versions(read, self._settings)
        for task, outcome in waiting:
            if isinstance(outcome, Unchanged):
                self._update(task)
        return {one.document.path: version for one, version in zip(read, versions, strict=True)}

    def _store_ids(self, chunk: Chunk) -> NDArray[np.uint32]:
        """The store's id of every word of the worker that the chunk comes from."""
        for word, *lemmas in zip(chunk.new.words, *chunk.new.lemmas, strict=True):
            if word not in self._ids:
                self._ids[word] = len(self._ids)
                self._fresh.append((word, *lemmas))
        self._of_worker[chunk.worker].extend([self._ids[word] for word in chunk.new.words])
        return self._of_worker[chunk.worker].values.astype(np.uint32)

    def _update(self, task: Task) -> None:
        """The bytes are the same; the metadata files may say something new."""
        stored = self._known[task.relative]
        info = task.metadata.info(task.relative, stored.front_matter, stored.labels)
        self._store.update_info(stored.document_id, info, task.folder)


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


def _report(
    corpus: Corpus,
    files: Sequence[FileOutcome],
    gone: Sequence[str],
    unknown: Sequence[tuple[str, str]],
) -> IngestReport:
    missing = [FileOutcome(path, "missing") for path in gone]
    skipped = [FileOutcome(file.relative, "skipped", problem=file.reason) for file in corpus.found if file.reason]
    ordered = sorted([*files, *missing, *skipped], key=lambda file: file.path)
    return IngestReport(tuple(ordered), tuple(unknown), tuple(corpus.unused_metadata()))
