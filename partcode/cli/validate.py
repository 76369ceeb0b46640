"""partcode validate: rules held against a reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from partcode.cli.options import CODING, WRITING, Db, Output, Project, Quiet, Run, TableFormatOption, study
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count, shortened
from partcode.errors import Exit, UsageError

if TYPE_CHECKING:
    from partcode.pipeline.codebooks.validating import Lost, Validation

SHORT = "Precision, recall and F1 of the rules against a reading."
HELP = """Examples:
  partcode validate sample_corpus/gold
  partcode validate gold.csv --split test --by document
  partcode validate gold.csv --show errors -o errors.csv   what was missed and wrong
  partcode validate gold.csv --show agreement              of the readers themselves
  partcode validate gold.csv --min-f1 0.8                  exit 1 below it, for CI

How well the rules of the latest run find what people have coded by reading. GOLD is
a CSV (document, start, end, codes; also text, language, role, split, coder), or a
folder with segments.csv and one CSV per reader (segment, codes). Where readers
disagree on a code, that segment counts neither way for it. Intervals are 95 %."""


class Show(StrEnum):
    """What to see."""

    SCORES = "scores"
    ERRORS = "errors"
    AGREEMENT = "agreement"


SHOWN = {
    Show.SCORES: ("code", "by", "value", "f1", "precision", "recall", "gold", "found", "hits", "f1_low", "f1_high"),
    Show.ERRORS: ("document", "code", "outcome", "rule", "match", "text"),
}
MOST = 10  # unknown codes that are named


def validate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Gold codings: a CSV, or a folder.")],
    show: Annotated[
        Show, typer.Option("--show", metavar="|".join(Show), help="What to see.", rich_help_panel=WRITING)
    ] = Show.SCORES,
    by: Annotated[
        str,
        typer.Option("--by", metavar="LIST", help="Also by these: language, role, document.", rich_help_panel=WRITING),
    ] = "language,role",
    split: Annotated[
        str, typer.Option("--split", metavar="NAME", help="Only segments of this split.", rich_help_panel=CODING)
    ] = "",
    code: Annotated[
        list[str] | None,
        typer.Option(
            "--code",
            metavar="CODE",
            help="Only such codes, as core. or core.trust; repeatable.",
            rich_help_panel=CODING,
        ),
    ] = None,
    min_f1: Annotated[
        float, typer.Option("--min-f1", metavar="F", help="Exit with 1 below this micro F1.", rich_help_panel=CODING)
    ] = 0.0,
    run: Run = None,
    output: Output = None,
    format: TableFormatOption = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    target, terminal = Target(output, format), Terminal(quiet)
    target.check()
    if not 0 <= min_f1 <= 1:  # no is also the answer of nan
        raise UsageError(f"--min-f1 {min_f1:g}: must be between 0 and 1", hint="as in --min-f1 0.8")
    options = study(project, db=db)
    from partcode.pipeline.codebooks import validating
    from partcode.pipeline.codebooks import validation_tables as tables

    facets = [name.strip() for name in by.split(",") if name.strip()]
    if unknown := [name for name in facets if name not in validating.FACETS]:
        raise UsageError(f"--by {unknown[0]}: no such facet", hint=f"one of: {', '.join(validating.FACETS)}")
    found = validating.validate(options.db, gold, run=run, split=split, codes=code or ())
    if show is not Show.AGREEMENT:  # that is of the readers alone
        _check_codes(found, terminal)
        books = ", ".join(f"{book['id']} {book['version']}" for book in found.run.codebooks)
        terminal.say(f"measured: run {found.run.id} with {books}")
    terminal.warn(*_left_out(found.lost))
    table = {
        Show.SCORES: lambda: tables.scores_table(found, facets),
        Show.ERRORS: lambda: tables.errors_table(found),
        Show.AGREEMENT: lambda: tables.agreement_table(found),
    }[show]()
    target.put(table, terminal, SHOWN.get(show, ()))
    if show is Show.SCORES:
        terminal.say("what was missed and wrong, in context: the same with --show errors")
    micro = found.micro.f1 or 0.0
    if micro < min_f1:
        terminal.warn(f"micro F1 {micro:.3f} is below {min_f1}")
        raise typer.Exit(Exit.NO)


def _check_codes(found: Validation, terminal: Terminal) -> None:
    """UsageError when the run has none of the codes; a warning for each that it hasn't."""
    unknown = [
        f"the run has no code {code}{f'; did you mean {near}?' if near else ''}" for code, near in found.unknown.items()
    ]
    if len(unknown) == len(found.codes):
        first, *others = shortened(unknown, MOST)
        hint = "\n  ".join([*others, "nothing can be measured; code with the codebooks that the gold codings are of"])
        raise UsageError(first, hint=hint)
    terminal.warn(*shortened(unknown, MOST))


def _left_out(lost: Sequence[Lost]) -> Iterator[str]:
    for why in dict.fromkeys(one.why for one in lost):
        golds = [one.gold for one in lost if one.why == why]
        first = golds[0]
        yield f"{count(len(golds), 'gold segment')} left out, as {first.document} {first.start}-{first.end}: {why}"
