"""A run held against a lock: one that is stored, or one that is made anew from the files for this alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from partcode.export.reading_locks import read_lock
from partcode.model import Codebook
from partcode.model.options import IngestReport, Options, Progress
from partcode.model.snapshot import Snapshot
from partcode.pipeline.coding import code
from partcode.pipeline.corpus import corpus_of
from partcode.pipeline.ingesting import ingest
from partcode.pipeline.runs.differing import Difference, differences
from partcode.pipeline.runs.drift import Drift
from partcode.pipeline.runs.drift_tables import segments
from partcode.pipeline.runs.places import Places
from partcode.pipeline.runs.snapshots import snapshot_of
from partcode.store import open_store
from partcode.table import Cell

EXAMPLES = 3  # codings that are named of each code


class Verification(NamedTuple):
    """All that differs from a lock, and the first codings or chains that moved of each code or sequence, as rows of
    `drift_tables.segments`; `common` is the number of documents that are in both."""

    differences: tuple[Difference, ...]
    examples: Mapping[str, Sequence[Mapping[str, Cell]]]
    common: int
    read: IngestReport | None = None

    @property
    def moved(self) -> bool:
        """Whether what was coded, or found, is another."""
        return any(one.moves for one in self.differences)


def held_against(
    lock: Path, options: Options, codebooks: Sequence[Codebook], run: str | None, missing: Collection[str] = ()
) -> Verification:
    """A run (or the latest) of the database, people's codings and decisions included, against a lock. LockError.

    Of `missing` documents the database has what their files said; those that the lock has are differences too.
    """
    locked = read_lock(lock)
    with open_store(options.db, create=False) as store, store.snapshot():
        stored = snapshot_of(store, run, "", codebooks)
        found = _compared(locked, stored, codebooks, options.folders, rules_only=False)
    lost = [Difference("document", one.path, "missing") for one in locked.documents() if one.path in missing]
    return found._replace(differences=(*lost, *found.differences))


def verify(lock: Path, options: Options, codebooks: Sequence[Codebook], progress: Progress) -> Verification:
    """What the files give now against a lock: everything is read and coded anew, in a database that is there for that
    alone. What people coded and decided is no part of it: it is in no file. LockError."""
    locked = read_lock(lock)
    if not corpus_of(options).wanted:  # all that the lock has was deleted
        nothing = replace(locked, documents=lambda: iter(()))
        found = _compared(locked, nothing, codebooks, options.folders, rules_only=True)
        return found._replace(read=IngestReport(()))
    with TemporaryDirectory(prefix="partcode-") as folder:
        apart = replace(options, db=Path(folder) / "verify.db")
        read = ingest(apart, progress, codebooks)
        coded = code(apart, progress, codebooks, coded_on_the_way=read.coded)
        with open_store(apart.db, create=False) as store:
            made = snapshot_of(store, coded.run, "", codebooks)
            found = _compared(locked, made, codebooks, options.folders, rules_only=True)
    return found._replace(read=read)


def _compared(
    locked: Snapshot,
    found: Snapshot,
    codebooks: Sequence[Codebook],
    folders: Sequence[Path],
    *,
    rules_only: bool,
) -> Verification:
    assert locked.made and found.made
    drift = Drift(locked, found, rules_only=rules_only)
    examples: defaultdict[str, list[dict[str, Cell]]] = defaultdict(list)
    table = segments(drift)
    for row in table.rows:
        one = dict(zip(table.columns, row, strict=True))
        if len(known := examples[str(one["code"])]) < EXAMPLES:
            known.append(one)
    differing = differences(locked.made, found.made, drift, Places(codebooks, folders))
    return Verification(tuple(differing), examples, drift.common)
