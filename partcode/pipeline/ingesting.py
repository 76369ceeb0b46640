"""From folders to the store: what is new or changed is read, the rest is left alone, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import TypeVar

from partcode.errors import ReadError, UsageError
from partcode.ingest.reading import digest
from partcode.model import Codebook, Unit
from partcode.model.columns import Prepared
from partcode.model.fingerprint import fingerprint
from partcode.model.options import FileOutcome, IngestReport, Options, Progress
from partcode.pipeline import prepare
from partcode.pipeline.corpus import Corpus, corpus_of
from partcode.pipeline.engines.engine import Engine, engine_of
from partcode.pipeline.engines.workers import Chunk, How
from partcode.pipeline.prepare import Failure, Outcome, Task, Unchanged
from partcode.pipeline.said import Said
from partcode.pipeline.writing import Writer, Written
from partcode.store import Known, open_store
from partcode.text import NORMALISATION

T = TypeVar("T")
Deliver = Callable[[Sequence[Task], Chunk], Iterable[T]]


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

    with engine_of(options) as engine:
        files = list(_read(corpus.tasks(known, settings, reread=True), options, progress, engine, look))
    return _report(corpus, files, _missing(corpus.gone(known), known, files), unknown)


def ingest(options: Options, progress: Progress, codebooks: Sequence[Codebook] = ()) -> IngestReport:
    """Read what is new or changed into the store; many documents at a time are one transaction.

    With `codebooks`, and sentences as the unit, what is read is coded in passing, while its words are at hand;
    `code` finds that done. Documents whose speakers a person described otherwise are left to it.
    """
    corpus = corpus_of(options)
    if not corpus.wanted and not options.db.exists():
        folders = ", ".join(map(str, options.folders))
        raise UsageError(f"nothing to read in {folders}", hint="partcode ingest --dry-run says why of each file")
    with engine_of(options) as engine, open_store(options.db, create=True) as store:
        known = store.known()
        settings = _settings(options)
        with store.transaction():
            for source in corpus.sources:
                if source.metadata.cases:
                    store.set_cases(source.metadata.cases.values(), edited=False)
        on_the_way = tuple(codebooks) if options.unit is Unit.SENTENCE else ()
        writer = Writer(store, known, settings, on_the_way)
        tasks = corpus.tasks(known, settings, reread=False)
        said = Said(store, corpus, known)
        # Here, not in the workers: starting them takes longer than looking through most corpora.
        unchanged = {task.relative for task in tasks if _is_unchanged(task)}
        new = [task for task in tasks if task.relative not in unchanged]
        told = [task for task in tasks if task.relative in unchanged and said.is_known(task)]
        untold = [task for task in tasks if task.relative in unchanged and not said.is_known(task)]
        said.forget([*untold, *new])
        written = chain(
            (Written(task, Unchanged(), True) for task in told),
            writer.leave(untold),
            _read(new, options, progress, engine, writer.write, on_the_way),
        )
        # One by one: all documents of a corpus at once are more than the memory holds.
        files = [_outcome(one.task, one.outcome, known.get(one.task.relative), one.same) for one in written]
        gone = corpus.gone(known)
        store.mark_missing(gone)
        unread = {file.path for file in files if file.status == "unreadable"}
        said.remember(task for task in tasks if task.relative not in unread)
        unknown = [(one.path, label) for one in store.versions() for label, role in one.roles if label and not role]
        report = _report(corpus, files, _missing(gone, known, files), unknown, writer.coded)
        hold, orphans = store.reviews.standing()
        return replace(report, decided=hold, moved=writer.moved, orphans=orphans)


def _settings(options: Options) -> str:
    """What shapes a version beside the bytes of its file."""
    return fingerprint(prepare.VERSION, NORMALISATION, options.language, options.encoding)


def _read(
    tasks: Sequence[Task],
    options: Options,
    progress: Progress,
    engine: Engine,
    deliver: Deliver[T],
    codebooks: tuple[Codebook, ...] = (),
) -> Iterator[T]:
    """What `deliver` makes of the files, a chunk at a time."""
    progress.stage("reading and coding" if codebooks else "reading", len(tasks))
    how = How("" if options.language == "auto" else options.language, options.encoding, codebooks)
    remaining = iter(tasks)
    for chunk in engine.prepared_chunks(tasks, how):
        yield from deliver(list(islice(remaining, len(chunk.outcomes))), chunk)
        progress.advance(len(chunk.outcomes))


def _is_unchanged(task: Task) -> bool:
    """Whether the store has the bytes of a file. Of one that can't be read, reading it will tell."""
    try:
        return task.known_sha256 != "" and digest(task.path, task.relative) == task.known_sha256
    except ReadError:
        return False


def _is_same(outcome: Outcome, stored: Known | None, settings: str) -> bool:
    if not isinstance(outcome, Prepared) or stored is None:
        return False
    return stored.raw_sha256 == outcome.document.raw_sha256 and stored.settings == settings + outcome.told


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
        speakers=outcome.turns.speakers,
        words=int(outcome.sentences.words.sum()),
        lossy=outcome.lossy,
        warnings=read.warnings,
        raw_sha256=read.raw_sha256,
    )


def _missing(gone: Sequence[str], known: Mapping[str, Known], files: Sequence[FileOutcome]) -> list[FileOutcome]:
    """Documents whose files are gone; those that were renamed have a twin."""
    there = {file.raw_sha256 or known[file.path].raw_sha256: file.path for file in files if file.status != "unreadable"}
    return [FileOutcome(path, "missing", twin=there.get(known[path].raw_sha256, "")) for path in gone]


def _report(
    corpus: Corpus,
    files: Sequence[FileOutcome],
    missing: Sequence[FileOutcome],
    unknown: Sequence[tuple[str, str]],
    coded: int = 0,
) -> IngestReport:
    skipped = [FileOutcome(file.relative, "skipped", problem=file.reason) for file in corpus.found if file.reason]
    ordered = sorted([*files, *missing, *skipped], key=lambda file: file.path)
    linked = tuple((file.relative, file.target) for file in corpus.wanted if file.target)
    return IngestReport(tuple(ordered), tuple(unknown), tuple(corpus.unused_metadata()), coded, linked=linked)
