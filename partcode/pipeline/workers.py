"""Preparing many files, in this process or in several, with results in the order of the files."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from signal import SIG_IGN, SIGINT, signal
from threading import Thread
from typing import NamedTuple

from partcode.errors import PartcodeError
from partcode.model import LANGUAGES
from partcode.pipeline.prepare import Outcome, Preparer, Task
from partcode.words.lemmas import lemma_column

CHUNK = 1_500_000  # bytes of files per task: large enough for arrays, small enough for two workers to share
WORTH_A_PROCESS = 3_000_000  # below it, starting processes costs more than they save
AHEAD = 12  # tasks under way while the main process writes: more would only take memory


class NewWords(NamedTuple):
    """Words and, for each, its lemmas in every language (see words.lemmas.lemma_column)."""

    words: list[str]
    lemmas: tuple[list[str], ...]


class Chunk(NamedTuple):
    """What one task brings: outcomes in the order of its files, with word ids of process `worker`, whose
    vocabulary grew by `new` since its chunk before."""

    worker: int
    outcomes: list[Outcome]
    new: NewWords


def prepared_chunks(tasks: Sequence[Task], language: str, encoding: str, jobs: int) -> Iterator[Chunk]:
    """All tasks in order, a chunk at a time; `jobs` 0 means one process per processor."""
    chunks, total = _chunks(tasks)
    # This process is one of the jobs: it writes what the others read, which takes nearly as long.
    workers = min((jobs or os.cpu_count() or 1) - 1, len(chunks))
    if workers < 1 or total < WORTH_A_PROCESS:
        _start(language, encoding)
        yield from map(_work, chunks)
    else:
        yield from _in_processes(chunks, language, encoding, workers)


def _in_processes(chunks: Sequence[list[Task]], language: str, encoding: str, workers: int) -> Iterator[Chunk]:
    # Spawned, not forked: the same on every system, and safe beside the threads of a progress bar.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (language, encoding))
    waiting: deque[Future[Chunk]] = deque()
    try:
        for chunk in chunks:
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


def _chunks(tasks: Sequence[Task]) -> tuple[list[list[Task]], int]:
    chunks: list[list[Task]] = []
    filled = CHUNK
    total = 0
    for task in tasks:
        size = _size(task)
        if filled + size > CHUNK:
            chunks.append([])
            filled = 0
        chunks[-1].append(task)
        filled += size
        total += size
    return chunks, total


def _size(task: Task) -> int:
    try:
        return task.path.stat().st_size
    except OSError:
        return 0  # reading it will say what is wrong


class _Process:
    """The preparer of this process and how many of its words have been told."""

    preparer: Preparer
    told: int


def _start(language: str, encoding: str) -> None:
    _Process.preparer = Preparer(language, encoding)
    _Process.told = 0


def _start_worker(language: str, encoding: str) -> None:
    # Ctrl-C reaches every process of the terminal; the main one decides what it means.
    signal(SIGINT, SIG_IGN)
    # What a worker makes is handed over and forgotten; looking through it for cycles took a tenth of its time.
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    Thread(target=_end_with_parent, daemon=True).start()
    _start(language, encoding)


def _end_with_parent() -> None:
    """A worker whose main process was killed would wait for work for ever."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _work(tasks: list[Task]) -> Chunk:
    outcomes = [_Process.preparer.attempt(task) for task in tasks]
    words = _Process.preparer.vocabulary[_Process.told :]
    _Process.told += len(words)
    lemmas = tuple(lemma_column(words, language) for language in LANGUAGES)
    return Chunk(os.getpid(), outcomes, NewWords(words, lemmas))
