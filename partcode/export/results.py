"""The files of a run: coded segments, evidence, matrix, codings and the manifest."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, cast

from partcode.errors import ExportError, Location
from partcode.export.codings import codings_writer
from partcode.export.files import explained, replacing
from partcode.export.tables import Format, table_writer
from partcode.model.codebook import Certainty
from partcode.store import RunRow, Store
from partcode.store.coded import DocumentTable

TABLES = ("segments", "evidence", "sequences", "matrix")

_STAGING = ".partcode-"
_ABANDONED = 3600  # seconds


class Results(NamedTuple):
    """The files written, in the order in which they are worth reading, and warnings; `up_to_date` when all of it was
    there."""

    files: list[Path]
    warnings: list[str]
    up_to_date: bool = False


def write_results(
    store: Store,
    out: Path,
    run: str | None = None,
    format: Format = "csv",
    *,
    excel: bool = False,
    certainty: Certainty = "low",
    advance: Callable[[], None] | None = None,
) -> Results:
    """Write the results of a run (or the latest) to the folder `out`, all files or none.

    `certainty` leaves out what is less certain. `advance` is called after each document. ExportError: the folder
    can't be made or written.
    """
    with store.snapshot():
        found = store.run(run)
        with explained(out):
            out.mkdir(parents=True, exist_ok=True)
            _sweep(out)
            # Written apart and moved at the end: a folder never holds half of one run and half of another.
            staging = TemporaryDirectory(dir=out, prefix=_STAGING)
        with staging as folder:
            try:
                results = _write_all(store, found, Path(folder), format, excel, certainty, advance)
            except ExportError as error:
                raise ExportError(error.message, where=Location(str(out)), hint=error.hint) from error
            files = [out / file.name for file in results.files]
            for written, file in zip(results.files, files, strict=True):
                with explained(file):
                    written.replace(file)
    return Results(files, results.warnings)


def _sweep(out: Path) -> None:
    """Take away what a process left that was killed while it wrote: nobody has written there for an hour."""
    for folder in out.glob(f"{_STAGING}*"):
        with suppress(OSError):  # another process may be at it
            written = [path.stat().st_mtime for path in (folder, *folder.iterdir())]
            if max(written) < time.time() - _ABANDONED:
                shutil.rmtree(folder)


def _write_all(
    store: Store,
    run: RunRow,
    folder: Path,
    format: Format,
    excel: bool,
    certainty: Certainty,
    advance: Callable[[], None] | None,
) -> Results:
    tables = [cast(DocumentTable, store.table(what, run=run.id, certainty=certainty)) for what in TABLES]
    files = [folder / f"{what}.{format}" for what in TABLES]
    codings, manifest = folder / "codings.jsonl", folder / "run.json"
    warnings: list[str] = []
    with ExitStack() as writers:
        to_tables = [
            writers.enter_context(table_writer(table, file, format, excel=excel, warn=warnings.append))
            for table, file in zip(tables, files, strict=True)
        ]
        to_codings = writers.enter_context(codings_writer(codings))
        # All files grow together: reading the documents is a good part of the work, so it is done once.
        for document in store.coded_documents(run.id, certainty=certainty):
            for table, write in zip(tables, to_tables, strict=True):
                write(table.block(document))
            to_codings(document)
            if advance:
                advance()
    write_manifest(run, certainty, manifest)
    return Results([*files, codings, manifest], warnings)


def write_manifest(run: RunRow, certainty: Certainty, path: Path) -> None:
    """What is needed to repeat a run and its tables: nothing of the clock or the machine."""
    manifest = {
        "run": run.id,
        "certainty": certainty,
        "tool_version": run.tool_version,
        "options": run.options,
        "codebooks": run.codebooks,
        "libraries": run.libraries,
        "documents": run.documents,
    }
    with replacing(path) as target:
        target.write_text(
            json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8", newline="\n"
        )
