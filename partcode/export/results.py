"""The files of a run: coded segments, evidence, matrix, codings and the manifest."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, cast

from partcode.errors import ExportError, Location
from partcode.export.codings import codings_writer
from partcode.export.files import explained, replacing
from partcode.export.tables import FORMATS, Format, table_writer
from partcode.model.codebook import Certainty
from partcode.store import RunRow, Store
from partcode.store.coded.segments import DocumentTable
from partcode.store.file.beside import held, make_private, staging_folder, take_place

TABLES = ("segments", "evidence", "sequences", "matrix")
MANIFEST = "run.json"


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
    with store.snapshot(), ExitStack() as staged:
        found = store.run(run)
        with explained(out):
            make_private(out)
            # Written apart and moved at the end: until then the folder is that of the run before.
            folder = staged.enter_context(staging_folder(out))
        try:
            results = _write_all(store, found, folder, format, excel, certainty, advance)
        except ExportError as error:
            raise ExportError(error.message, where=Location(str(out)), hint=error.hint) from error
        return Results(_move(results.files, out), results.warnings)


def other_tables(out: Path, format: Format) -> list[str]:
    """The names of tables in a results folder that have another format: nobody knows of which run they are."""
    names = (f"{what}.{other}" for what in TABLES for other in FORMATS if other != format)
    return [name for name in names if (out / name).is_file()]


def _move(files: Sequence[Path], out: Path) -> list[Path]:
    """Move the files to the folder `out`; where they are there.

    The manifest goes first and comes last. Files change their places one after another, and the process may be killed
    between any two: a folder with a manifest is whole, and these files are of the run that it names.
    """
    with explained(out), held(out):
        (out / MANIFEST).unlink(missing_ok=True)
        for file in files:
            with explained(out / file.name):
                take_place(file, out / file.name)
    return [out / file.name for file in files]


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
    codings, manifest = folder / "codings.jsonl", folder / MANIFEST
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
    write_manifest(run, format, certainty, manifest)
    return Results([*files, codings, manifest], warnings)


def write_manifest(run: RunRow, format: Format, certainty: Certainty, path: Path) -> None:
    """What is needed to repeat a run and its tables: nothing of the clock or the machine."""
    manifest = {
        "run": run.id,
        "format": format,
        "certainty": certainty,
        "tool_version": run.tool_version,
        "options": run.options,
        "codebooks": run.codebooks,
        "libraries": run.libraries,
        "documents": run.documents,
        **({"removed": run.removed} if run.removed else {}),
    }
    with replacing(path) as target:
        target.write_text(
            json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8", newline="\n"
        )
