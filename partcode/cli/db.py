"""partcode db: the database as a file: whether it is sound, its backups, its format, its size."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from partcode.cli.help import HelpfulCommand, HelpfulGroup
from partcode.cli.options import STUDY, Db, DryRun, Output, Project, Quiet, TableFormatOption, study
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count
from partcode.errors import Exit, UsageError
from partcode.table import Table

app = typer.Typer(
    cls=HelpfulGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    short_help="The database: check, back up, restore, migrate, vacuum.",
    help="""Examples:
  partcode db check
  partcode db backup
  partcode db list
  partcode db restore latest

The database as a file: whether it is sound, its backups, its format, its size.""",
)


@app.command(
    "check",
    cls=HelpfulCommand,
    short_help="Whether the database is sound.",
    help="""Examples:
  partcode db check
  partcode db check --quick
  partcode db check --db partcode.db.backup-0001-before-delete

Look at every page, table, reference and span, at the full-text index and at the
sha256 of every text. Nothing is changed. Exit code 1 when something is wrong.""",
)
def check(
    quick: Annotated[
        bool, typer.Option("--quick", help="Leave out the full-text index and the texts.", rich_help_panel=STUDY)
    ] = False,
    output: Output = None,
    format: TableFormatOption = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options, terminal, target = study(project, db=db), Terminal(quiet), Target(output, format)
    target.check()
    from partcode.store.file import upkeep

    found = upkeep.check(options.db, quick=quick)
    rows = [(one.check, one.where, one.problem or "ok") for one in found]
    target.put(Table(("check", "where", "found"), rows, str(options.db)), terminal)
    if options.db.stat().st_mode & 0o077:
        terminal.warn(f"warning: others can read {options.db}; keep it to yourself with: chmod 600 {options.db}")
    if problems := sum(bool(one.problem) for one in found):
        terminal.warn(f"{options.db}: {count(problems, 'problem')}; see partcode db list, and db restore")
        raise typer.Exit(Exit.NO)
    terminal.say(f"{options.db}: sound")


@app.command(
    "backup",
    cls=HelpfulCommand,
    short_help="Copy the database, whoever works on it.",
    help="""Examples:
  partcode db backup                    beside the database, numbered
  partcode db backup /media/safe/study.db

Copy the whole database as it is at this moment. Other processes may go on with it.
These copies stay until you delete them.""",
)
def backup(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Where to; a new file.")] = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, db=db)
    from partcode.store.file import upkeep

    Terminal(quiet).say(f"copied: {upkeep.back_up(options.db, file)}")


@app.command(
    "list",
    cls=HelpfulCommand,
    short_help="The backups.",
    help="""Examples:
  partcode db list

The numbered backups beside the database, the oldest first. One is made before
documents are deleted, before a migration, a restore and a vacuum; five of those
before a delete are kept, five of the others, and all that were made by hand.""",
)
def list_backups(
    output: Output = None,
    format: TableFormatOption = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options, target = study(project, db=db), Target(output, format)
    target.check()
    from partcode.store.file.backups import backups

    if not options.db.absolute().parent.is_dir():
        raise UsageError(f"{options.db}: no such folder", hint="name a database with --db")
    rows = [(str(one.path), one.reason, one.format, one.bytes, one.made) for one in backups(options.db)]
    target.put(Table(("backup", "reason", "format", "bytes", "made"), rows, str(options.db)), Terminal(quiet))


@app.command(
    "restore",
    cls=HelpfulCommand,
    short_help="Put a backup in the place of the database.",
    help="""Examples:
  partcode db restore latest
  partcode db restore partcode.db.backup-0001-before-delete
  partcode db restore latest --dry-run

Make the database what a backup is. The backup is checked first, and the database
is itself backed up, so that `restore latest` once more takes it back. Not while
another process has the database open.""",
)
def restore(
    backup: Annotated[str, typer.Argument(metavar="BACKUP", help="A file, or latest.")],
    db: Db = None,
    project: Project = None,
    dry_run: DryRun = False,
    quiet: Quiet = False,
) -> None:
    options, terminal = study(project, db=db), Terminal(quiet)
    from partcode.store.file import upkeep

    source = upkeep.source_of(options.db, backup)
    for path, problem in source.unsound:
        terminal.warn(f"warning: passed over {path}: {problem}")
    if dry_run:
        terminal.say(f"would restore {options.db} from {source.path}")
        return
    if kept := upkeep.restore(options.db, source.path):
        terminal.say(f"copied first, as it was: {kept}")
    terminal.say(f"restored: {options.db} from {source.path}")


@app.command(
    "migrate",
    cls=HelpfulCommand,
    short_help="Bring the database to the newest format.",
    help="""Examples:
  partcode db migrate --dry-run
  partcode db migrate

Bring the database to the format of this partcode, after a backup. Every command
does so when it opens an older database; this one says what changes.""",
)
def migrate(db: Db = None, project: Project = None, dry_run: DryRun = False, quiet: Quiet = False) -> None:
    options, terminal = study(project, db=db), Terminal(quiet)
    from partcode.store.file import upkeep

    found = upkeep.pending(options.db)
    if not found.migrations:
        terminal.say(f"{options.db}: has the newest format ({found.format})")
        return
    newest = found.migrations[-1][0]
    verb = "would go" if dry_run else "goes"
    terminal.say(f"{options.db}: {verb} from format {found.format} to {newest}")
    terminal.say(*(f"  {number}: {why}" for number, why in found.migrations))
    if not dry_run:
        upkeep.migrate(options.db)


@app.command(
    "vacuum",
    cls=HelpfulCommand,
    short_help="Make the database as small as it can be.",
    help="""Examples:
  partcode db vacuum --dry-run
  partcode db vacuum

Write the database anew without the room that deleted documents left, and without
what is left of their words in it. A backup is made first, which still has them:
delete it when they must be gone.""",
)
def vacuum(db: Db = None, project: Project = None, dry_run: DryRun = False, quiet: Quiet = False) -> None:
    options, terminal = study(project, db=db), Terminal(quiet)
    from partcode.store.file import upkeep

    if dry_run:
        terminal.say(f"{options.db}: about {upkeep.reclaimable(options.db) / 1e6:,.1f} MB would become free")
        return
    done = upkeep.vacuum(options.db)
    terminal.say(f"copied first, as it was: {done.backup}")
    terminal.say(f"{options.db}: {done.before / 1e6:,.1f} MB before, {done.after / 1e6:,.1f} MB now")
