"""A dask cluster as the engine: shards of files go out, chunks come back in the order of the files.

This process alone reads the files and writes the store; the workers need neither.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any
from uuid import uuid4

from partcode.errors import MissingExtra, PartcodeError
from partcode.pipeline.prepare import Fetched, File, Task, fetch
from partcode.pipeline.shards import Refusal, Sealed, keep, program, work
from partcode.pipeline.workers import Chunk, How, NewWords, cut

TIMEOUT = 10  # seconds for a scheduler to answer
PATIENCE = 60  # seconds without any worker
POLL = 1.0  # seconds between looks at the workers while nothing comes
AHEAD = 2  # shards under way for each thread of the workers: one at work, one waiting

# What they have to say of a lost worker is that a shard goes to another one.
_LOGGERS = ("distributed", "distributed.client", "distributed.gc", "tornado", "tornado.application", "asyncio")
_AGAIN = "what was finished is kept; run it again"


class Cluster:
    """The workers of the scheduler at `address`."""

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self._address = address
        self._seen = monotonic()  # a worker, the last time

    def prepared_chunks(self, tasks: Sequence[Task], how: How) -> Iterator[Chunk]:
        """All tasks in order, a chunk at a time, as workers.prepared_chunks gives them."""
        waiting: deque[Any] = deque()
        sender = _Sender(self._client, how)
        with self._explained():
            for shard in cut(tasks)[0]:
                waiting.append(sender.send([fetch(task, how.encoding) for task in shard]))
                while len(waiting) > self._ahead():
                    yield self._received(waiting.popleft())
            while waiting:
                yield self._received(waiting.popleft())

    def _ahead(self) -> int:
        """How many shards may be under way: as many as the workers take, so that no more are held in memory."""
        threads: dict[str, int] = self._client.nthreads()
        return AHEAD * sum(threads.values()) + 1

    def _received(self, sent: Any) -> Chunk:
        """What a shard became. Looks after the workers while it waits; PartcodeError when none are left."""
        if isinstance(sent, Chunk):
            return sent
        gathered = asyncio.run_coroutine_threadsafe(
            self._client.gather(sent, asynchronous=True), self._client.loop.asyncio_loop
        )
        self._seen = monotonic()
        while True:
            try:
                found: Chunk | Refusal = gathered.result(POLL)
                break
            except TimeoutError:
                if gathered.done():
                    raise
                self._look_for_workers()
        if isinstance(found, Refusal):
            raise PartcodeError(found.message, hint=found.hint)
        return found

    def _look_for_workers(self) -> None:
        if self._client.nthreads():
            self._seen = monotonic()
        elif monotonic() - self._seen > PATIENCE:
            hint = f"start some: dask worker {self._address}; {_AGAIN}"
            raise PartcodeError(f"the scheduler at {self._address} has no workers", hint=hint)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """What dask raises, as errors that say what to do."""
        from distributed import KilledWorker

        try:
            yield
        except KilledWorker as error:
            hint = f"have they enough memory? dask worker --memory-limit; {_AGAIN}"
            raise PartcodeError("the same files cost several workers their lives", hint=hint) from error
        except (CancelledError, asyncio.CancelledError, OSError) as error:
            hint = f"is it still running? {_AGAIN}"
            raise PartcodeError(f"lost the scheduler at {self._address}", hint=hint) from error
        except (ImportError, AttributeError, RuntimeError) as error:
            if isinstance(error, ImportError) or any(sign in str(error) for sign in _FOREIGN):
                hint = "install the same version of partcode for the scheduler and all workers"
                raise PartcodeError(f"the cluster at {self._address} has no such partcode", hint=hint) from error
            raise


class _Sender:
    """Sends shards to be prepared in one way."""

    def __init__(self, client: Any, how: How) -> None:
        self._client = client
        self._how = Sealed(pickle.dumps(how))
        self._kept: Any = None  # how, there
        self._name = f"partcode-{uuid4().hex}"
        self._sent = 0

    def send(self, files: list[File]) -> Any:
        """The future of a shard's chunk; the chunk where there is nothing to be done."""
        if not any(isinstance(file, Fetched) for file in files):
            return Chunk(None, [file for file in files if not isinstance(file, Fetched)], NewWords([], ([], [])), None)
        if self._kept is None:
            self._kept = self._client.submit(keep, self._how, key=f"{self._name}-how")
        self._sent += 1
        # The bytes are part of the task: the scheduler has them still when a worker is lost.
        shard = Sealed(pickle.dumps(files))
        return self._client.submit(work, program(), self._kept, shard, key=f"{self._name}-{self._sent}")


# How pickle and dask say that they don't know what was sent.
_FOREIGN = ("Can't get attribute", "Error during deserialization")


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """The cluster of the scheduler at `address`; what is under way there is given up at the end.

    MissingExtra without dask; PartcodeError when no scheduler answers.
    """
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise MissingExtra("--engine dask", "dask") from None
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    settings = {
        "distributed.admin.large-graph-warning-threshold": "1TB",
        "distributed.comm.timeouts.connect": f"{TIMEOUT}s",
    }
    with dask.config.set(settings), warnings.catch_warnings():
        # Of versions that differ: what matters of them is compared shard by shard.
        warnings.simplefilter("ignore")
        try:
            client = Client(address, timeout=TIMEOUT, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as error:
            hint = "tcp://HOST:8786, as `dask scheduler` says when it starts"
            raise PartcodeError(f"no dask scheduler answers at {address}", hint=hint) from error
        try:
            yield Cluster(client, address)
        finally:
            with suppress(Exception):
                client.close(timeout=TIMEOUT)
