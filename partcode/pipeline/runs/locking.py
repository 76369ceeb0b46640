"""A run into its lock."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from partcode.errors import CodebookError
from partcode.export.lockfile import Locked, write_lock
from partcode.model import Codebook
from partcode.model.options import Options
from partcode.pipeline.coding import codebooks_of
from partcode.pipeline.runs.snapshots import snapshot_of
from partcode.store import open_store


def lock(options: Options, path: Path, codebooks: Sequence[Codebook], run: str | None) -> tuple[str, Locked]:
    """Write a run (or the latest) to `path`; its id, and what is locked. `codebooks` are those at hand. LockError."""
    with open_store(options.db, create=False) as store, store.snapshot():
        row = store.run(run)
        return row.id, write_lock(snapshot_of(store, row.id, row.id, codebooks), path)


def would_lock(options: Options, codebooks: Sequence[Codebook], run: str | None) -> str:
    """The id of the run that `lock` would write. LockError where it can't be written, StoreError."""
    with open_store(options.db, create=False) as store, store.snapshot():
        made = snapshot_of(store, run, "", codebooks).made
    assert made is not None
    return made.run


def at_hand(options: Options) -> Sequence[Codebook]:
    """The codebooks that a run would apply now; none where they have mistakes, as those of an older run need not."""
    try:
        return codebooks_of(options)
    except CodebookError:
        return ()
