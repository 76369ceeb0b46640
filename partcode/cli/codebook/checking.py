"""partcode codebook check: mistakes before a run finds them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from partcode.cli import findings as formats
from partcode.cli.finding_codes import MEANINGS
from partcode.cli.options import CODING, WRITING, Project, Quiet, study
from partcode.cli.terminal import Terminal, count
from partcode.errors import Exit, Finding, UsageError

SHORT = "Find mistakes before a run does."
HELP = """Examples:
  partcode codebook check                  the codebooks that a run would apply
  partcode codebook check mine.yaml
  partcode codebook check mine.yaml --ignore PC401
  partcode codebook check --format sarif > codebooks.sarif   for code scanning
  partcode codebook check --format github                    notes in a pull request

Everything wrong, by file, line and column. Errors: mistakes that stop a run (PC1 to
PC3), examples that fail (PC49). Warnings: what is missing or finds nothing (PC40, PC41).
Exits with 1 when there is something."""

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE|DIR|NAME", help="Codebooks [default: as a run].", show_default=False),
]


def check(
    files: Files = None,
    format: Annotated[
        formats.FindingFormat,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(formats.FindingFormat),
            help="Form of the findings.",
            rich_help_panel=WRITING,
        ),
    ] = formats.FindingFormat.TEXT,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="CODE",
            help="Leave such findings out, as PC401, or PC40 for such warnings; repeatable.",
            rich_help_panel=CODING,
        ),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 all the same.", rich_help_panel=CODING)
    ] = False,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    ignored = _ignored(ignore or ())
    options = study(project, codebooks=files)
    terminal = Terminal(quiet)
    from partcode.pipeline.codebooks.checking import check as check_codebooks

    with terminal.progress() as progress:
        checked = check_codebooks(options.codebooks, progress)
    found = [finding.printable() for finding in checked.findings if finding.code not in ignored]
    formats.write(found, format, sys.stdout)
    terminal.say(_summary(found) if found else f"nothing to mend in {count(len(checked.codebooks), 'codebook')}")
    if found and not exit_zero:
        raise typer.Exit(Exit.NO)


def _ignored(names: Sequence[str]) -> frozenset[str]:
    """The codes of the findings to be left out. An error is left out by its whole code alone: `PC4` is about advice,
    and hides no example that fails. Raises UsageError for what leaves nothing out."""
    found: set[str] = set()
    for name in names:
        code = name.upper()
        some = {one for one in MEANINGS if one == code or (one.startswith(code) and not formats.is_error(one))}
        if not some:
            errors = any(one.startswith(code) for one in MEANINGS)
            hint = (
                "an error is left out by its whole code" if errors else "one of a finding, as PC401, or PC40 for many"
            )
            raise UsageError(f"--ignore {name}: no such code", hint=hint)
        found |= some
    return frozenset(found)


def _summary(found: list[Finding]) -> str:
    errors = sum(formats.is_error(finding.code) for finding in found)
    parts = [count(number, what) for number, what in ((errors, "error"), (len(found) - errors, "warning")) if number]
    return ", ".join(parts)
