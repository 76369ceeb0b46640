"""From codings to the files of the results folder."""

from __future__ import annotations

from typing import cast

from partcode.export.results import Results
from partcode.export.results import write_results as write
from partcode.export.tables import Format
from partcode.model.codebook import Certainty
from partcode.model.options import Options, Progress
from partcode.store import open_store


def write_results(options: Options, progress: Progress, run: str = "", certainty: Certainty = "low") -> Results:
    """Write the tables of a run (or of the latest) to the results folder, all or none; `certainty` leaves out what is
    less certain."""
    with open_store(options.db, create=False) as store:
        progress.stage("writing", len(store.run(run or None).documents))
        return write(
            store,
            options.out,
            run or None,
            cast(Format, options.format),
            excel=options.excel,
            certainty=certainty,
            advance=progress.advance,
        )
