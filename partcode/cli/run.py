"""partcode run: the main job, end to end."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from partcode.cli import report as told
from partcode.cli import work
from partcode.cli.lock import DEFAULT as LOCK
from partcode.cli.options import (
    WRITING,
    Certainty,
    CertaintyOption,
    Codebooks,
    Db,
    DryRun,
    Encoding,
    EngineOption,
    Excel,
    Exclude,
    FileFormatOption,
    Folders,
    Include,
    Jobs,
    LanguageOption,
    NoTables,
    Out,
    Project,
    Quiet,
    Scheduler,
    Strict,
    UnitOption,
    study,
)
from partcode.cli.terminal import Terminal

Locked = Annotated[
    bool,
    typer.Option(
        "--locked",
        help="Exit with 1 and write no results if anything differs from partcode.lock.",
        rich_help_panel=WRITING,
    ),
]

LockFile = Annotated[
    Path | None,
    typer.Option("--lock", metavar="FILE", help="--locked, by this lock.", rich_help_panel=WRITING),
]

SHORT = "Read, code and export: a folder in, coded segments out."
HELP = """Examples:
  partcode run sample_corpus
  partcode run interviews documents --unit turn --out by_turn
  partcode run interviews -c norms.yaml -c my_codebooks
  partcode run interviews --dry-run     what would be read, coded with what
  partcode run interviews --no-tables   all into the database, and no more
  partcode run interviews --certainty high   only strong rules in the tables
  partcode run interviews --locked      only if all is as partcode.lock has it
  partcode run interviews --engine dask --scheduler tcp://node7:8786   on a cluster
  partcode run                          everything from partcode.yaml

Read what is new or changed in the folders, apply the codebooks, and write the
tables of the run to the results folder. The same again is the same, byte by byte."""


def run(
    folders: Folders = None,
    codebook: Codebooks = None,
    unit: UnitOption = None,
    certainty: CertaintyOption = Certainty.LOW,
    include: Include = None,
    exclude: Exclude = None,
    language: LanguageOption = None,
    encoding: Encoding = None,
    jobs: Jobs = None,
    engine: EngineOption = None,
    scheduler: Scheduler = None,
    strict: Strict = None,
    out: Out = None,
    no_tables: NoTables = False,
    format: FileFormatOption = None,
    excel: Excel = None,
    locked: Locked = False,
    lock: LockFile = None,
    db: Db = None,
    project: Project = None,
    dry_run: DryRun = False,
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
        engine=engine,
        scheduler=scheduler,
        strict=strict,
        out=out,
        format=format,
        excel=excel,
        db=db,
    )
    work.need_folders(options)
    from partcode.pipeline.coding import codebooks_of

    terminal = Terminal(quiet)
    if locked or lock:
        work.need_lock(lock or LOCK)
    # First of all: a mistake in a codebook stops the run before anything is written.
    codebooks = codebooks_of(options)
    if dry_run:
        report = work.show_survey(options, terminal)
        terminal.say(f"would be coded with {told.named(codebooks)}")
    else:
        report = work.ingest(options, terminal, codebooks)
        coded = work.code(options, codebooks, terminal, report.coded)
        if locked or lock:
            work.need_as_locked(lock or LOCK, options, codebooks, coded.run, terminal, report)
        if no_tables:
            terminal.say("next:", "  partcode export segments", "  partcode export codes")
        else:
            work.write_results(options, coded.run, terminal, certainty.value)
    work.exit_if_strict(report, options, terminal)
