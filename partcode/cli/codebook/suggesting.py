"""partcode codebook suggest: what a code's rules don't find yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from partcode.cli.options import CODING, WRITING, Codebooks, Db, Output, Project, Quiet, Run, TableFormatOption, study
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count
from partcode.errors import UsageError
from partcode.table import Table

if TYPE_CHECKING:
    from partcode.model import Codebook
    from partcode.pipeline.codebooks.suggesting import Suggestion

SHORT = "Words and phrases that a code's rules don't find yet."
HELP = """Examples:
  partcode codebook suggest norm.trust
  partcode codebook suggest core.trust --from gold.csv   by a reading, see: validate
  partcode codebook suggest power.coercive -c mine.yaml --limit 0 -o words.csv

Words and phrases that stand out in the segments that people coded or accepted, against
all others; without any, in what the rules propose. Left out: what the rules match
there, and words that say little. PATTERN can be pasted into a rule. by: segments, or
near the rules' matches (up to five words away). Kept is what is at least twice as
frequent there and beyond chance: G² of 10.83 or more (p < 0.001, not corrected for
the number of words). Counts are of the words in this order with no content word
between; a pattern with a gap may find more."""

_COLUMNS = (
    "language", "pattern", "by", "here", "elsewhere", "g2", "log_ratio", "documents", "document", "example",
)  # fmt: skip
SHOWN = ("language", "pattern", "by", "here", "elsewhere", "g2", "documents", "example")


def suggest(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The code, as norm.trust.")],
    gold: Annotated[
        Path | None,
        typer.Option("--from", metavar="GOLD", help="Gold codings instead of the run's.", rich_help_panel=CODING),
    ] = None,
    codebook: Codebooks = None,
    run: Run = None,
    min_frequency: Annotated[
        int, typer.Option("--min-frequency", metavar="N", help="At least so often.", rich_help_panel=CODING, min=1)
    ] = 3,
    min_documents: Annotated[
        int,
        typer.Option("--min-documents", metavar="N", help="In so many documents.", rich_help_panel=CODING, min=1),
    ] = 2,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", help="The first N; 0 is all.", rich_help_panel=WRITING, min=0)
    ] = 50,
    output: Output = None,
    format: TableFormatOption = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    target, terminal = Target(output, format), Terminal(quiet)
    target.check()
    options = study(project, codebooks=codebook, db=db)
    from partcode.pipeline.codebooks.readings import gold_reading, stored_reading
    from partcode.pipeline.codebooks.suggesting import Thresholds, suggest
    from partcode.pipeline.coding import codebooks_of
    from partcode.store import open_store

    book = _book_of(code, codebooks_of(options))
    thresholds = Thresholds(min_frequency, min_documents)
    with open_store(options.db, create=False) as store, store.snapshot(), terminal.progress() as progress:
        reading = gold_reading(store, code, gold) if gold else stored_reading(store, code, run)
        found = suggest(store, book, code, reading, thresholds, progress)
    if reading.lost:
        terminal.warn(f"{count(reading.lost, 'gold segment')} left out: not in the database, or its text has changed")
    target.put(_table(found[: limit or None]), terminal, SHOWN)
    terminal.say(
        f"from {count(reading.segments, 'segment')} in {count(len(reading.versions), 'document')}, {reading.basis}",
        f"G² ≥ {thresholds.g2} (p < 0.001), twice as frequent, at least {min_frequency} times, in "
        f"{count(min_documents, 'document')}: "
        f"{count(len(found), 'suggestion')}{f', the first {limit} of them shown' if 0 < limit < len(found) else ''}",
    )


def _book_of(code: str, books: Sequence[Codebook]) -> Codebook:
    from partcode.codebook.findings import meant
    from partcode.pipeline.codebooks.without_rules import refuse_sequence

    for book in books:
        if any(one.id == code for one in book.codes):
            return book
    refuse_sequence(books, code)
    ids = [one.id for book in books for one in book.codes]
    raise UsageError(f"no code {code}{meant(code, ids)}", hint="see: partcode codebook show CODEBOOK")


def _table(found: Sequence[Suggestion]) -> Table:
    rows = [one._replace(g2=round(one.g2, 2), log_ratio=round(one.log_ratio, 2)) for one in found]
    return Table(_COLUMNS, rows, "Suggestions")
