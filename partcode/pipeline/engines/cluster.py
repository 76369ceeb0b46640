"""A dask cluster as the engine: shards of files go out, chunks come back in the order of the files.

This process alone reads the files and writes the store; the workers need neither.
"""

from __future__ import annotations

import asyncio
import pickle
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeVar
from uuid import uuid4

from partcode.coding.coder import Codings
from partcode.coding.plan import Plan
from partcode.errors import PartcodeError
from partcode.pipeline.engines.recoding import Batch, Packer
from partcode.pipeline.engines.shards import Refusal, Sealed, keep, program, work
from partcode.pipeline.engines.workers import Chunk, How, NewWords, cut
from partcode.pipeline.prepare import Fetched, File, Outcome, Task, fetch
from partcode.store import Store

T = TypeVar("T")

PATIENCE = 60  # seconds without any worker
POLL = 1.0  # seconds between looks at the workers while nothing comes
AHEAD = 2  # shards under way for each thread of the workers: one at work, one waiting

_AGAIN = "what was finished is kept; run it again"
_SAME = "install the same version of partcode for the scheduler and all workers"


class Cluster:
    """The workers of the scheduler at `address`."""

    words = 700_000  # of a batch to be coded: about 4 MB of text, as in a shard of files

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self._address = address
        self._seen = monotonic()  # a worker, the last time

    def look(self) -> None:
        """PartcodeError when a worker has no partcode: it would end as soon as it is sent a shard."""
        with self._explained():
            for worker, found in self._client.run(program, on_error="return").items():
                if isinstance(found, Exception) and not isinstance(found, OSError):  # which is a worker lost meanwhile
                    raise PartcodeError(f"the worker at {worker} has no such partcode", hint=_SAME) from found

    def prepared_chunks(self, tasks: Sequence[Task], how: How) -> Iterator[Chunk]:
        """All tasks in order, a chunk at a time."""
        for settled, chunk in self._spread(how, _shards(tasks, how)):
            yield chunk or Chunk(None, settled, NewWords([], ([], [])), None)

    def coded(self, store: Store, plan: Plan, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Codings]]:
        """All batches in order, with their codings."""
        packer = Packer(store, plan)
        return self._spread(plan, ((batch, packer.pack(batch)) for batch in batches))

    def _spread(self, job: How | Plan, shards: Iterable[tuple[T, object]]) -> Iterator[tuple[T, Any]]:
        """What a job makes of shards, each with what is to be known of it here; None for a shard that is None."""
        waiting: deque[tuple[T, Any]] = deque()
        sender = _Sender(self._client, job)
        with self._explained():
            for about, shard in shards:
                waiting.append((about, None if shard is None else sender.send(shard)))
                while len(waiting) > self._ahead():
                    yield self._received(*waiting.popleft())
            while waiting:
                yield self._received(*waiting.popleft())

    def _ahead(self) -> int:
        """How many shards may be under way: as many as the workers take, so that no more are held in memory."""
        threads: dict[str, int] = self._client.nthreads()
        return AHEAD * sum(threads.values()) + 1

    def _received(self, about: T, sent: Any) -> tuple[T, Any]:
        """What a shard became. Looks after the workers while it waits; PartcodeError when none are left."""
        if sent is None:
            return about, None
        gathered = asyncio.run_coroutine_threadsafe(
            self._client.gather(sent, asynchronous=True), self._client.loop.asyncio_loop
        )
        self._seen = monotonic()
        while True:
            try:
                found = gathered.result(POLL)
                break
            except TimeoutError:
                if gathered.done():
                    raise
                self._look_for_workers()
        if isinstance(found, Refusal):
            raise PartcodeError(found.message, where=found.where, hint=found.hint)
        return about, found

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
                raise PartcodeError(f"the cluster at {self._address} has no such partcode", hint=_SAME) from error
            raise


class _Sender:
    """Sends the shards of one job."""

    def __init__(self, client: Any, job: How | Plan) -> None:
        self._client = client
        self._job = Sealed(pickle.dumps(job))
        self._kept: Any = None  # the job, there
        self._name = f"partcode-{uuid4().hex}"
        self._sent = 0

    def send(self, shard: object) -> Any:
        """The future of what the shard becomes."""
        if self._kept is None:
            self._kept = self._client.submit(keep, self._job, key=f"{self._name}-job")
        self._sent += 1
        # The bytes are part of the task: the scheduler has them still when a worker is lost.
        sealed = Sealed(pickle.dumps(shard))
        return self._client.submit(work, program(), self._kept, sealed, key=f"{self._name}-{self._sent}")


def _shards(tasks: Sequence[Task], how: How) -> Iterator[tuple[list[Outcome], list[File] | None]]:
    """Files by the shard, with what need not be sent of them; a shard is None where nothing need."""
    for shard in cut(tasks)[0]:
        files = [fetch(task, how.encoding) for task in shard]
        settled: list[Outcome] = [file for file in files if not isinstance(file, Fetched)]
        yield settled, files if len(settled) < len(files) else None


# How pickle and dask say that they don't know what was sent.
_FOREIGN = ("Can't get attribute", "Error during deserialization")
