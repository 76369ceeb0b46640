"""partcode verify: do the files still give what the lock has?"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from partcode.cli import report as told
from partcode.cli.lock import DEFAULT
from partcode.cli.options import (
    CODING,
    STUDY,
    WRITING,
    Codebooks,
    Encoding,
    Exclude,
    Folders,
    Include,
    Jobs,
    LanguageOption,
    Output,
    Project,
    Quiet,
    TableFormat,
    UnitOption,
    study,
)
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count
from partcode.cli.work import need_folders
from partcode.errors import Exit

if TYPE_CHECKING:
    from partcode.pipeline.runs.verifying import Verification

SHORT = "Do the files still give what the lock has?"
HELP = """Examples:
  partcode verify                       the study of partcode.yaml
  partcode verify interviews -c norms.yaml
  partcode verify --format github       in a workflow: annotations on the lines that did it
  partcode verify --format json | jq .moved
  partcode verify -q -o drift.json      kept with what the workflow leaves behind

Read and code everything anew, apart from any database, and compare with partcode.lock:
documents, options, codings with all their evidence, chains. Exits with 1 when
anything of that is another, with --strict also when only versions, roles, codebooks
or bytes of files are. What people coded or decided is in the database, not in files:
it is not compared here (`partcode run --locked` does that)."""

LockOption = Annotated[
    Path, typer.Option("--lock", metavar="FILE", help="The lock to hold it against.", rich_help_panel=STUDY)
]


class VerifyFormat(StrEnum):
    """Forms of the differences."""

    TABLE = "table"
    TSV = "tsv"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"
    GITHUB = "github"


def verify(
    folders: Folders = None,
    codebook: Codebooks = None,
    unit: UnitOption = None,
    include: Include = None,
    exclude: Exclude = None,
    language: LanguageOption = None,
    encoding: Encoding = None,
    jobs: Jobs = None,
    lock: LockOption = DEFAULT,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Exit with 1 also for differences that move no coding.", rich_help_panel=CODING),
    ] = False,
    quotes: Annotated[
        bool,
        typer.Option("--quotes", help="Show the words that moved, not their places alone.", rich_help_panel=WRITING),
    ] = False,
    output: Output = None,
    format: Annotated[
        VerifyFormat | None,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(VerifyFormat),
            help="Form of the differences [default: by the name of FILE; table on a terminal; else tsv].",
            rich_help_panel=WRITING,
        ),
    ] = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(
        project,
        folders=folders,
        codebooks=codebook,
        unit=unit,
        include=include,
        exclude=exclude,
        language=language,
        encoding=encoding,
        jobs=jobs,
    )
    need_folders(options)
    report = _Report(output, format)
    report.check()
    from partcode.cli import drifts
    from partcode.pipeline.coding import codebooks_of
    from partcode.pipeline.runs import verifying

    terminal = Terminal(quiet)
    codebooks = codebooks_of(options)
    with terminal.progress() as progress:
        found = verifying.verify(lock, options, codebooks, progress)
    assert found.read is not None
    told.tell_problems(found.read, terminal)
    report.put(found, lock, terminal, quotes=quotes)
    moving = sum(one.moves for one in found.differences)
    others = len(found.differences) - moving
    if not found.differences:
        terminal.say(f"as {lock} has it")
    elif not moving:
        terminal.say(f"as {lock} has it, but for {count(others, 'difference')} that moved nothing")
    else:
        terminal.say(
            f"not as {lock} has it: {count(len(found.differences), 'difference')}",
            *drifts.reasons(found, str(lock)),
            "next:",
            "  partcode run, then partcode diff partcode.lock --show segments   to see what moved",
            "  partcode lock                                                    if it is meant",
        )
    if moving or (strict and others):
        raise typer.Exit(Exit.NO)


class _Report(NamedTuple):
    """Where the differences go: to `file`, else to stdout."""

    file: Path | None
    format: VerifyFormat | None

    def check(self) -> None:
        """UsageError when they can't be written there in that form, before any work is done."""
        if not self._is_text:
            self._target.check()

    def put(self, found: Verification, lock: Path, terminal: Terminal, *, quotes: bool) -> None:
        """Write the differences."""
        from partcode.cli import drifts

        if not self._is_text:
            self._target.put(drifts.table(found), terminal, drifts.SHOWN)
        elif self.format is VerifyFormat.GITHUB:
            self._write("".join(f"{line}\n" for line in drifts.as_commands(found, quotes=quotes)), terminal)
        else:
            self._write(drifts.as_json(found, str(lock), quotes=quotes), terminal)

    @property
    def _is_text(self) -> bool:
        """Whether it is more than the table, or something else."""
        by_name = self.format is None and self.file is not None and self.file.suffix.lower() == ".json"
        return by_name or self.format in (VerifyFormat.JSON, VerifyFormat.GITHUB)

    @property
    def _target(self) -> Target:
        return Target(self.file, TableFormat(self.format) if self.format else None)

    def _write(self, text: str, terminal: Terminal) -> None:
        if self.file is None:
            sys.stdout.write(text)
            return
        from partcode.export.files import replacing

        with replacing(self.file) as beside:
            beside.write_text(text, encoding="utf-8", newline="")
        terminal.say(f"written: {self.file}")
