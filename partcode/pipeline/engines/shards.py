"""What the workers of a cluster do: a shard is the bytes of some files, or a batch of what is stored; what comes back
needs nothing else of the worker that made it. It may be made twice, anywhere, and is the same."""

from __future__ import annotations

import hashlib
import pickle
import platform
import socket
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.metadata import version as library_version
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import partcode
from partcode.coding.coder import Codings
from partcode.coding.plan import Plan
from partcode.errors import Location, PartcodeError
from partcode.model import LANGUAGES
from partcode.model.columns import Prepared
from partcode.pipeline.applying import LIBRARIES
from partcode.pipeline.engines.recoding import Recoder
from partcode.pipeline.engines.workers import Chunk, How, NewWords, Worker
from partcode.pipeline.prepare import File

READERS = ("numpy", "lxml", "chardet", "pypdfium2", "striprtf", "python-calamine", "pyyaml")

_ONE_AT_A_TIME = Lock()  # PDFium, for one, must not be used by two threads of a process


class Sealed:
    """Bytes that dask carries without looking: its logs show the arguments of what went wrong."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data


class Refusal(NamedTuple):
    """Why a worker did nothing."""

    message: str
    hint: str = ""
    where: Location | None = None


@cache
def program() -> dict[str, str]:
    """What makes the codings, by name: two machines on which any of it differs may find different ones."""
    digest = hashlib.sha256()
    folder = Path(partcode.__file__).parent
    for path in sorted(folder.rglob("*.py"), key=lambda path: path.relative_to(folder).as_posix()):
        digest.update(path.read_bytes())
    own = {"Python": ".".join(platform.python_version_tuple()[:2]), "partcode": partcode.__version__}
    return {
        **own,
        "source of partcode": digest.hexdigest()[:12],
        **{name: library_version(name) for name in (*LIBRARIES, *READERS)},
    }


def keep(job: Sealed) -> Sealed:
    """A job, as a result of its own: each worker gets it once, not with every shard."""
    return job


def work(wanted: dict[str, str], job: Sealed, shard: Sealed) -> Chunk | Codings | Refusal:
    """What a job makes of a shard, by the `wanted` program or by none. Both are pickled: a How with a list of File
    gives a Chunk, a Plan with a Packed batch gives Codings."""
    if differing := [name for name in wanted if wanted[name] != program().get(name)]:
        names = ", ".join(f"{name} {program().get(name)} (here {wanted[name]})" for name in differing)
        return Refusal(
            f"the worker on {socket.gethostname()} runs another program: {names}",
            "install the same versions on all workers; nothing of theirs was used",
        )
    with _ONE_AT_A_TIME:
        try:
            return _at_work(job.data).work(pickle.loads(shard.data))
        except BaseException as error:
            _at_work.cache_clear()  # its words may be half learnt
            if isinstance(error, PartcodeError):
                return Refusal(error.message, error.hint, error.where)
            raise


class Detached:
    """A worker that keeps its words to itself: its chunks have just those that they need, in order of appearance."""

    def __init__(self, how: How) -> None:
        self._worker = Worker(how)
        self._words = NewWords([], tuple([] for _ in LANGUAGES))

    def work(self, files: Sequence[File]) -> Chunk:
        """The files of one shard."""
        chunk = self._worker.prepare(files)
        for column, new in zip(self._columns(), (chunk.new.words, *chunk.new.lemmas), strict=True):
            column.extend(new)
        streams = [outcome.stream.ids for outcome in chunk.outcomes if isinstance(outcome, Prepared)]
        used = _in_order_of_appearance(streams, len(self._words.words))
        numbers = np.zeros(len(self._words.words), dtype=np.uint32)
        numbers[used] = np.arange(used.size, dtype=np.uint32)
        outcomes = [
            replace(one, stream=replace(one.stream, ids=numbers[one.stream.ids])) if isinstance(one, Prepared) else one
            for one in chunk.outcomes
        ]
        words, *lemmas = ([column[word] for word in used.tolist()] for column in self._columns())
        return Chunk(None, outcomes, NewWords(words, tuple(lemmas)), chunk.codings)

    def _columns(self) -> tuple[list[str], ...]:
        return (self._words.words, *self._words.lemmas)


@lru_cache(maxsize=4)  # reading and coding again for two studies; compiling the shipped codebooks takes a second
def _at_work(job: bytes) -> Detached | Recoder:
    unpacked: How | Plan = pickle.loads(job)
    return Detached(unpacked) if isinstance(unpacked, How) else Recoder(unpacked)


def _in_order_of_appearance(streams: Sequence[NDArray[np.uint32]], words: int) -> NDArray[np.int64]:
    """The ids that occur, each once; there are fewer than `words`."""
    ids = np.concatenate([np.zeros(0, dtype=np.uint32), *streams])
    first = np.full(words, ids.size, dtype=np.int64)
    first[ids[::-1]] = np.arange(ids.size)[::-1]  # of equal indexes the last value stays
    found = np.flatnonzero(first < ids.size)
    return found[np.argsort(first[found])]
