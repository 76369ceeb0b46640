"""The files of a run: coded segments, evidence, matrix, codings and the manifest."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from partcode.errors import ExportError, Location
from partcode.export.codings import write_codings
from partcode.export.files import explained, replacing
from partcode.export.tables import Format, write_table
from partcode.store import RunRow, Store

TABLES = ("segments", "evidence", "matrix")


class Results(NamedTuple):
    """The files written, in the order in which they are worth reading, and warnings."""

    files: list[Path]
    warnings: list[str]


def write_results(
    store: Store,
    out: Path,
    run: str | None = None,
    format: Format = "csv",
    *,
    excel: bool = False,
    advance: Callable[[], None] | None = None,
) -> Results:
    """Write the results of a run (or the latest) to the folder `out`, all files or none.

    `advance` is called after each file. ExportError: the folder can't be made or written.
    """
    with store.snapshot():
        found = store.run(run)
        with explained(out):
            out.mkdir(parents=True, exist_ok=True)
            # Written apart and moved at the end: a folder never holds half of one run and half of another.
            staging = TemporaryDirectory(dir=out, prefix=".partcode-")
        with staging as folder:
            try:
                results = _write_all(store, found, Path(folder), format, excel, advance)
            except ExportError as error:
                raise ExportError(error.message, where=Location(str(out)), hint=error.hint) from error
            files = [out / file.name for file in results.files]
            for written, file in zip(results.files, files, strict=True):
                with explained(file):
                    written.replace(file)
    return Results(files, results.warnings)


def _write_all(
    store: Store, run: RunRow, folder: Path, format: Format, excel: bool, advance: Callable[[], None] | None
) -> Results:
    files: list[Path] = []
    warnings: list[str] = []
    for what in TABLES:
        files.append(folder / f"{what}.{format}")
        warnings += write_table(store.table(what, run=run.id), files[-1], format, excel=excel)
        if advance:
            advance()
    codings, manifest = folder / "codings.jsonl", folder / "run.json"
    write_codings(store.coded_documents(run.id), codings)
    write_manifest(run, manifest)
    return Results([*files, codings, manifest], warnings)


def write_manifest(run: RunRow, path: Path) -> None:
    """What is needed to repeat a run: nothing of the clock or the machine."""
    manifest = {
        "run": run.id,
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
