"""From codings to the files of the results folder, unless they are there already."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from partcode import __version__
from partcode.export.results import Results, other_tables
from partcode.export.results import write_results as write
from partcode.export.tables import Format
from partcode.model.codebook import Certainty
from partcode.model.fingerprint import fingerprint
from partcode.model.options import Options, Progress
from partcode.store import open_store


def write_results(options: Options, progress: Progress, run: str = "", certainty: Certainty = "low") -> Results:
    """Write the tables of a run (or of the latest) to the results folder, all or none; `certainty` leaves out what is
    less certain. Nothing is written when the folder holds what this would give, untouched since."""
    # Stands for the folder without telling its place.
    key = f"results:{fingerprint(os.path.abspath(options.out))}"
    with open_store(options.db, create=False) as store:
        with store.snapshot():
            found = store.run(run or None)
            asked = fingerprint(__version__, store.state(found.id), options.format, options.excel, certainty)
            kept = store.recall(key, asked) or {"files": []}
            names = [name for name, *_ in kept["files"]]
            if names and kept["files"] == _marks(options.out, names):
                there = Results([options.out / name for name in names], kept["warnings"], up_to_date=True)
                return _with_others_told(there, options)
            progress.stage("writing", len(found.documents))
            results = write(
                store,
                options.out,
                found.id,
                cast(Format, options.format),
                excel=options.excel,
                certainty=certainty,
                advance=progress.advance,
            )
        files = _marks(options.out, [file.name for file in results.files])
        store.remember(key, asked, {"files": files, "warnings": results.warnings})
        return _with_others_told(results, options)


def _with_others_told(results: Results, options: Options) -> Results:
    if not (others := other_tables(options.out, cast(Format, options.format))):
        return results
    warning = f"{options.out} also has tables in another format, perhaps of another run: {', '.join(others)}"
    return results._replace(warnings=[*results.warnings, warning])


def _marks(folder: Path, names: Sequence[str]) -> list[list[Any]]:
    """Name, size and time of files: another program that writes one changes them. One that is gone has none."""
    return [[name, *_mark(folder / name)] for name in names]


def _mark(file: Path) -> tuple[int, ...]:
    try:
        found = file.stat()
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns
