"""Preparing many files, in this process or in several, with results in the order of the files."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread, current_thread, main_thread
from types import FrameType
from typing import NamedTuple

import numpy as np

from partcode.coding.coder import Coder, Codings
from partcode.coding.plan import make_plan
from partcode.errors import PartcodeError
from partcode.model import LANGUAGES, Codebook
from partcode.model.columns import Prepared
from partcode.pipeline.applying import apply, just_read
from partcode.pipeline.prepare import File, Outcome, Preparer, Task, fetch
from partcode.words.lemmas import lemma_column

# Bytes of files per task: large enough for arrays, small enough to be held in memory; and so many tasks, if there is
# enough to read, that one process can write while the others read.
CHUNK, LEAST, CHUNKS = 4_000_000, 1_000_000, 8
WORTH_A_PROCESS = 8_000_000  # below it, starting processes costs more than they save
AHEAD = 4  # tasks under way while the main process writes: more would only take memory


class NewWords(NamedTuple):
    """Words and, for each, its lemmas in every language (see words.lemmas.lemma_column)."""

    words: list[str]
    lemmas: tuple[list[str], ...]


class Chunk(NamedTuple):
    """What one task brings: outcomes in the order of its files, with word ids of process `worker`, whose
    vocabulary grew by `new` since its chunk before, or of no worker: then `new` are all words of the chunk. `codings`
    are of the prepared documents, if they were coded: `segment` counts their sentences, `document` themselves, both
    through the chunk."""

    worker: int | None
    outcomes: list[Outcome]
    new: NewWords
    codings: Codings | None


class How(NamedTuple):
    """How files are read: the `language` ("", "en" or "fr") and `encoding` demanded; and the codebooks to apply
    on the way, none for reading alone."""

    language: str
    encoding: str
    codebooks: tuple[Codebook, ...] = ()


def prepared_chunks(tasks: Sequence[Task], how: How, jobs: int) -> Iterator[Chunk]:
    """All tasks in order, a chunk at a time; `jobs` 0 means one process per processor."""
    if not tasks:
        return
    chunks, total = cut(tasks)
    # This process is one of the jobs: it writes what the others read, which takes nearly as long.
    workers = min((jobs or os.cpu_count() or 1) - 1, len(chunks))
    if workers < 1 or total < WORTH_A_PROCESS:
        yield from map(Worker(how).work, chunks)
    else:
        yield from _in_processes(chunks, how, workers)


class Worker:
    """Reads files and codes them, over one growing vocabulary."""

    def __init__(self, how: How) -> None:
        self._preparer = Preparer(how.language)
        self._encoding = how.encoding
        self._coder = Coder(make_plan(how.codebooks)) if how.codebooks else None
        self._told = 0

    def work(self, tasks: list[Task]) -> Chunk:
        """The files of one task."""
        return self.prepare(fetch(task, self._encoding) for task in tasks)

    def prepare(self, files: Iterable[File]) -> Chunk:
        """The files of one task, fetched by whomever."""
        outcomes = [self._preparer.attempt(file) for file in files]
        words = self._preparer.vocabulary[self._told :]
        self._told += len(words)
        new = NewWords(words, tuple(lemma_column(words, language) for language in LANGUAGES))
        return Chunk(os.getpid(), outcomes, new, self._code(outcomes, new))

    def _code(self, outcomes: Sequence[Outcome], new: NewWords) -> Codings | None:
        if self._coder is None:
            return None
        self._coder.learn(new.words, dict(zip(LANGUAGES, new.lemmas, strict=True)))
        read = [outcome for outcome in outcomes if isinstance(outcome, Prepared)]
        if not read:
            return None
        sentences = sum(one.sentences.start.size for one in read)
        try:
            return apply(
                self._coder, [just_read(one) for one in read], np.arange(sentences), lambda i: read[i].document.text
            )
        except PartcodeError:
            # A rule that can't be used is no reason not to read on: coding what is stored will tell.
            self._coder = None
            return None


def _in_processes(chunks: Sequence[list[Task]], how: How, workers: int) -> Iterator[Chunk]:
    # Spawned, not forked: the same on every system, and safe beside the threads of a progress bar.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (how,))
    waiting: deque[Future[Chunk]] = deque()
    try:
        for chunk in chunks:
            with _deaf():
                waiting.append(pool.submit(_work, chunk))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise PartcodeError(
            "a worker process was killed, perhaps for want of memory",
            hint="what was finished is kept; run it again with --jobs 1",
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def cut(tasks: Sequence[Task]) -> tuple[list[list[Task]], int]:
    """The tasks in order, in chunks of about as many bytes of files; and all their bytes."""
    sizes = [_size(task) for task in tasks]
    total = sum(sizes)
    limit = min(CHUNK, max(LEAST, total // CHUNKS))
    chunks: list[list[Task]] = []
    filled = limit + 1  # the first file begins a chunk even if it is empty
    for task, size in zip(tasks, sizes, strict=True):
        if filled + size > limit:
            chunks.append([])
            filled = 0
        chunks[-1].append(task)
        filled += size
    return chunks, total


def _size(task: Task) -> int:
    try:
        return task.path.stat().st_size
    except OSError:
        return 0  # reading it will say what is wrong


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C waits. A process that starts here is born deaf to it for good: it could not say so itself before it has
    imported half the program, and it is for the main one to decide what it means."""
    heard: list[tuple[int, FrameType | None]] = []
    ours = current_thread() is main_thread()  # no other thread may say what a signal does
    before = signal.signal(signal.SIGINT, lambda *call: heard.append(call)) if ours else None
    # Blocking is what the child inherits; here a thread of a library may still take the signal.
    blocks = hasattr(signal, "pthread_sigmask")  # not on Windows
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if blocks else set()
    try:
        yield
    finally:
        if blocks:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if ours:
            signal.signal(signal.SIGINT, before)
    if heard and callable(before):
        before(*heard[0])


class _Process:
    """The worker of this process."""

    worker: Worker


def _start_worker(how: How) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where nobody is born deaf
    # What a worker makes is handed over and forgotten; looking through it for cycles took a tenth of its time.
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    Thread(target=_end_with_parent, daemon=True).start()
    _Process.worker = Worker(how)


def _end_with_parent() -> None:
    """A worker whose main process was killed would wait for work for ever."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _work(tasks: list[Task]) -> Chunk:
    return _Process.worker.work(tasks)
