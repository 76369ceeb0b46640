"""Where files are prepared: in processes of this machine, or by the workers of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from partcode.errors import UsageError
from partcode.model.options import Options
from partcode.pipeline.prepare import Task
from partcode.pipeline.workers import Chunk, How, prepared_chunks

Engine = Callable[[Sequence[Task], How], Iterator[Chunk]]


@contextmanager
def engine_of(options: Options) -> Iterator[Engine]:
    """The engine asked for; UsageError, MissingExtra or PartcodeError before anything is done when there is none."""
    if options.engine == "local":
        yield lambda tasks, how: prepared_chunks(tasks, how, options.jobs)
        return
    if not options.scheduler:
        raise UsageError("--engine dask needs a scheduler", hint="name it: --scheduler tcp://HOST:8786")
    from partcode.pipeline.cluster import connected

    with connected(options.scheduler) as cluster:
        yield cluster.prepared_chunks
