"""partcode ingest: files into the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from partcode.cli import work
from partcode.cli.options import (
    READING,
    Db,
    DryRun,
    Encoding,
    EngineOption,
    Exclude,
    Folders,
    Include,
    Jobs,
    LanguageOption,
    Project,
    Quiet,
    Scheduler,
    Strict,
    Yes,
    study,
)
from partcode.cli.removal import confirmed, delete
from partcode.cli.terminal import Terminal
from partcode.model.options import IngestReport

SHORT = "Read files into the database."
HELP = """Examples:
  partcode ingest interviews documents
  partcode ingest interviews --dry-run           files, formats, languages, speakers
  partcode ingest interviews --include '*.docx'
  partcode ingest interviews --delete-missing    forget documents whose files are gone

Read what is new or changed. The same file again is nothing; a changed file is a
new version; a file that is gone is reported, and its document kept."""

DeleteMissing = Annotated[
    bool,
    typer.Option(
        "--delete-missing",
        help="Delete documents whose files are gone, with their codings; asks first.",
        rich_help_panel=READING,
    ),
]


def ingest(
    folders: Folders = None,
    include: Include = None,
    exclude: Exclude = None,
    language: LanguageOption = None,
    encoding: Encoding = None,
    jobs: Jobs = None,
    engine: EngineOption = None,
    scheduler: Scheduler = None,
    strict: Strict = None,
    delete_missing: DeleteMissing = False,
    db: Db = None,
    project: Project = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,
) -> None:
    options = study(
        project,
        folders=folders,
        include=include,
        exclude=exclude,
        language=language,
        encoding=encoding,
        jobs=jobs,
        engine=engine,
        scheduler=scheduler,
        strict=strict,
        db=db,
    )
    work.need_folders(options)
    terminal = Terminal(quiet)
    if dry_run:
        report = work.show_survey(options, terminal)
    else:
        report = work.ingest(options, terminal)
        gone = _gone(report)
        if delete_missing and gone and (yes or confirmed(gone, terminal)):
            delete(options, gone, terminal)
    work.exit_if_strict(report, options, terminal)


def _gone(report: IngestReport) -> Sequence[str]:
    return [file.path for file in report.files if file.status == "missing"]
