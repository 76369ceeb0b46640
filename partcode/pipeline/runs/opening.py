"""Runs as they are named on the command line: one of the database, a database, a lock, results."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from partcode.errors import Location, LockError
from partcode.export.reading_exports import read_export
from partcode.export.reading_locks import is_lock, read_lock
from partcode.export.reading_results import is_codings, read_codings, read_results
from partcode.export.reading_tables import is_table
from partcode.model.snapshot import Snapshot
from partcode.pipeline.runs.snapshots import snapshot_of
from partcode.store import open_store

_DATABASE = b"SQLite format 3\0"
_RUNS = (
    "a run is a lock, a database, a results folder, its codings.jsonl, a table of segments or evidence (csv, tsv, "
    "jsonl, xlsx, parquet), or the id of one in --db"
)


@contextmanager
def opened_run(name: str, db: Path) -> Iterator[Snapshot]:
    """The run that `name` means: what is in a file or folder of that name (of a database its latest run), or else the
    run of that id in `db`; "" is the latest there. Open as long as the block lasts. LockError, StoreError."""
    path = Path(name)
    if path.suffix and not path.exists():
        raise LockError("no such file", where=Location(name), hint=f"is the path right? {_RUNS}")
    if not name or not path.exists():
        with open_store(db, create=False) as store, store.snapshot():
            yield snapshot_of(store, name or None, name or str(db))
    elif path.is_dir():
        yield read_results(path, name)
    elif not os.access(path, os.R_OK):
        raise LockError("can't be read: Permission denied", where=Location(name), hint="ask whose file it is")
    elif _begins(path, _DATABASE):
        with open_store(path, create=False) as store, store.snapshot():
            yield snapshot_of(store, None, name)
    elif is_lock(path):
        yield read_lock(path)
    elif is_codings(path):
        yield read_codings(path, name)
    elif is_table(path):
        yield read_export(path, name)
    else:
        raise LockError("no record of a run", where=Location(name), hint=_RUNS)


def _begins(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark
