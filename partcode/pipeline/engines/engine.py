"""Where documents are prepared and coded: on this machine, or by the workers of a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from partcode.coding.coder import Codings
from partcode.coding.plan import Plan
from partcode.errors import UsageError
from partcode.model.options import Options
from partcode.pipeline.engines.recoding import Batch, coded_here
from partcode.store import Store
from partcode.store.corpus.reading import WORDS_IN_A_BATCH

if TYPE_CHECKING:
    # Coding what is stored doesn't wait for all that reading needs.
    from partcode.pipeline.engines.workers import Chunk, How
    from partcode.pipeline.prepare import Task


class Engine(Protocol):
    """What does the work; all engines give the same."""

    words: int  # of a batch to be coded, about

    def prepared_chunks(self, tasks: Sequence[Task], how: How) -> Iterator[Chunk]:
        """All tasks in order, a chunk at a time."""

    def coded(self, store: Store, plan: Plan, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Codings]]:
        """All batches in order, with their codings."""


class Local:
    """Reads in processes of this machine, and codes what is stored in this one."""

    words = WORDS_IN_A_BATCH

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def prepared_chunks(self, tasks: Sequence[Task], how: How) -> Iterator[Chunk]:
        """As in Engine; `jobs` 0 means one process per processor."""
        from partcode.pipeline.engines.workers import prepared_chunks

        return prepared_chunks(tasks, how, self._jobs)

    def coded(self, store: Store, plan: Plan, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Codings]]:
        """As in Engine."""
        return coded_here(store, plan, batches)


@contextmanager
def engine_of(options: Options) -> Iterator[Engine]:
    """The engine asked for; UsageError, MissingExtra or PartcodeError before anything is done when there is none."""
    if options.engine == "local":
        yield Local(options.jobs)
        return
    if not options.scheduler:
        raise UsageError("--engine dask needs a scheduler", hint="name it: --scheduler tcp://HOST:8786")
    from partcode.pipeline.engines.connecting import connected

    with connected(options.scheduler) as cluster:
        yield cluster
