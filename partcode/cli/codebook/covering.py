"""partcode codebook coverage: what the rules find in a corpus, and which find nothing."""

from __future__ import annotations

from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from partcode.cli.options import WRITING, Db, Output, Project, Quiet, TableFormatOption, study
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count

SHORT = "What each rule finds in the corpus, and which find nothing."
HELP = """Examples:
  partcode codebook coverage                     the codebooks that a run would apply
  partcode codebook coverage mine.yaml --db partcode.db
  partcode codebook coverage mine.yaml --by rule -o rules.csv

Per code and language: rules, patterns, words that these take, examples, and what they
find: matches, segments (sentences), documents, speakers, the shares that are negated
and reported, rules that find nothing, and the rule that makes most matches. Per
sequence: examples, chains, how many are complete, documents. What needs care comes
first. Without a database the codebooks alone are counted. Nothing is written to it."""


class By(StrEnum):
    """What a row is."""

    CODE = "code"
    RULE = "rule"


SHOWN = {
    By.CODE: (
        "code",
        "language",
        "care",
        "rules",
        "forms",
        "segments",
        "chains",
        "documents",
        "top_share",
        "silent_rules",
    ),
    By.RULE: ("code", "rule", "language", "care", "forms", "matches", "documents", "share"),
}


def coverage(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE|DIR", help="Codebooks [default: as a run].", show_default=False),
    ] = None,
    by: Annotated[
        By, typer.Option("--by", metavar="|".join(By), help="A row per code or per rule.", rich_help_panel=WRITING)
    ] = By.CODE,
    output: Output = None,
    format: TableFormatOption = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    target, terminal = Target(output, format), Terminal(quiet)
    target.check()
    options = study(project, codebooks=files, db=db)
    from partcode.pipeline.codebooks import cover_tables
    from partcode.pipeline.codebooks.covering import cover
    from partcode.pipeline.coding import codebooks_of
    from partcode.store import open_store

    books = codebooks_of(options)
    there = db is not None or options.db.exists()
    with (
        open_store(options.db, create=False) if there else nullcontext() as store,
        store.snapshot() if store else nullcontext(),
        terminal.progress() as progress,
    ):
        found = cover(books, store, progress)
    table = cover_tables.codes_table(found) if by is By.CODE else cover_tables.rules_table(found.codes)
    target.put(table, terminal, SHOWN[by])
    if not there:
        terminal.say(f"{options.db} isn't there: what the rules find is left empty")
        return
    codes = {(one.codebook, one.code) for one in found.codes}
    cares = [care for care in (*(one.care for one in found.codes), *(one.care for one in found.sequences)) if care]
    told = ", ".join(f"{cares.count(care)} × {care}" for care in dict.fromkeys(cares))
    sequences = f", {count(len(found.sequences), 'sequence')}" if found.sequences else ""
    terminal.say(f"{count(len(codes), 'code')} in each language{sequences}; to be looked at: {told or 'nothing'}")
