"""partcode codebook diff: what differs between two codebooks, and what that does to a corpus."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from partcode.cli.options import STUDY, WRITING, Output, Project, Quiet, TableFormatOption, UnitOption, study
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count
from partcode.errors import Exit, UsageError
from partcode.model.options import Silent
from partcode.table import Table

if TYPE_CHECKING:
    from partcode.codebook.comparison import Change
    from partcode.model import Codebook
    from partcode.model.options import Options
    from partcode.pipeline.runs.shifts import Counts
    from partcode.store import Store

SHORT = "What differs between two codebooks, and what that changes."
HELP = """Examples:
  partcode codebook diff power mine.yaml              codes, rules, patterns, lists
  partcode codebook diff old.yaml new.yaml --db partcode.db
  partcode codebook diff old.yaml new.yaml --db partcode.db --show segments -o moved.csv
  partcode codebook diff power@3f2a mine.yaml --db partcode.db   as it was applied then

A and B are files, ids of shipped codebooks, or id@sha256 (its first digits) of one
that was applied to what is in the database. Codebooks that both use are compared too.
With --db, both are tried out on it: the codings that would appear, disappear, or stand
on other evidence, and the chains of sequences. Nothing is written. Exits with 0 when
nothing would change and with 1 when something would."""


class Show(StrEnum):
    """What to see."""

    CHANGES = "changes"
    SUMMARY = "summary"
    SEGMENTS = "segments"


SHOWN = {
    Show.CHANGES: ("id", "change", "field", "before", "after"),
    Show.SUMMARY: (),
    Show.SEGMENTS: ("document", "role", "code", "change", "rule_before", "rule_after", "text"),
}

CodebookName = Annotated[str, typer.Argument(metavar="A", help="The codebook before: a file, an id, or id@sha256.")]
OtherName = Annotated[str, typer.Argument(metavar="B", help="The codebook after.")]


def diff(
    a: CodebookName,
    b: OtherName,
    show: Annotated[
        Show | None,
        typer.Option(
            "--show",
            metavar="|".join(Show),
            help="Changes of the codebook, of codings by code, or each coding [default: changes; summary with --db].",
            rich_help_panel=WRITING,
        ),
    ] = None,
    unit: UnitOption = None,
    db: Annotated[
        Path | None,
        typer.Option("--db", metavar="FILE", help="Database to try both out on.", rich_help_panel=STUDY),
    ] = None,
    output: Output = None,
    format: TableFormatOption = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    target, terminal = Target(output, format), Terminal(quiet)
    target.check()
    chosen = show or (Show.SUMMARY if db else Show.CHANGES)
    if chosen is not Show.CHANGES and db is None:
        raise UsageError(f"--show {chosen} needs a database", hint="add --db FILE")
    options = study(project, unit=unit, db=db)
    from partcode.pipeline.codebooks.differences import differences
    from partcode.pipeline.naming import named_codebook
    from partcode.store import open_store

    with open_store(options.db, create=False) if db else nullcontext() as store:
        before, after = named_codebook(a, store), named_codebook(b, store)
        changes = differences(before, after)
        terminal.say(f"{before.id} {before.version} → {after.id} {after.version}: {_told(changes)}")
        if changes and (before.id, before.version) == (after.id, after.version):
            terminal.say(f"both are {after.id} {after.version}: raise the version, so that results say which made them")
        if store is None or chosen is Show.CHANGES:
            differs = bool(changes)
            target.put(_table(changes), terminal, SHOWN[Show.CHANGES])
        else:
            differs = _try_out(store, before, after, options, chosen, target, terminal)
    if differs:
        raise typer.Exit(Exit.NO)


def _try_out(
    store: Store, before: Codebook, after: Codebook, options: Options, show: Show, target: Target, terminal: Terminal
) -> bool:
    """Write the codings and chains that would change; whether there are any."""
    from partcode.pipeline.codebooks.comparing import Comparison

    comparison = Comparison(store, before, after, options.unit)
    with store.snapshot():
        if show is Show.SEGMENTS and (target.file or not sys.stdout.isatty()):
            # Row by row. A bar takes what is written to stdout for its own; there the rows show how far it is.
            with terminal.progress() if target.file else nullcontext(Silent()) as progress:
                target.put(comparison.segments(progress), terminal, SHOWN[show])
        else:
            with terminal.progress() as progress:
                segments = comparison.segments(progress)
                rows = deque(segments.rows, maxlen=0 if show is Show.SUMMARY else None)
            table = comparison.summary() if show is Show.SUMMARY else replace(segments, rows=rows)
            target.put(table, terminal, SHOWN[show])
    counts = comparison.counts.values()
    codings = _moved(counts, "coding", "stand on other evidence")
    if any(book.sequences for book in (before, after)):
        terminal.say(codings, f"{_moved(comparison.chains.values(), 'chain', 'have other steps')}; nothing was written")
    else:
        terminal.say(f"{codings}; nothing was written")
    if decided := sum(one.decided for one in counts):
        terminal.say(f"people have decided on {count(decided, 'coding')} of these; their decisions stay")
    return comparison.shifts > 0


def _moved(counts: Iterable[Counts], noun: str, changed: str) -> str:
    ones = list(counts)
    documents = len(set().union(*(one.documents for one in ones)))
    return (
        f"{count(sum(one.appears for one in ones), noun)} would appear, {sum(one.disappears for one in ones):,} "
        f"disappear, {sum(one.changed for one in ones):,} {changed}, in {count(documents, 'document')}"
    )


def _table(changes: Iterable[Change]) -> Table:
    return Table(("what", "id", "change", "field", "before", "after"), changes, "Changes")


def _told(changes: tuple[Change, ...]) -> str:
    kinds = [
        (sum(one.change == change for one in changes), change) for change in ("added", "removed", "changed", "reached")
    ]
    return ", ".join(f"{number:,} {change}" for number, change in kinds if number) or "no difference"
