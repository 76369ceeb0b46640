"""partcode undo: take back the last command that changed decisions or deleted documents."""

from __future__ import annotations

import typer

from partcode.cli.options import Db, DryRun, Project, Quiet, study
from partcode.cli.terminal import Terminal
from partcode.errors import Exit

SHORT = "Take back the last command that changed decisions or deleted documents."
HELP = """Examples:
  partcode undo --dry-run     what would be taken back
  partcode undo
  partcode undo               and the one before

Take back the last decisions accept, reject or import, or the last deletion of
documents: these come back from the copy of the database that was made before it.
What was coded or decided since stays."""


def undo(db: Db = None, project: Project = None, dry_run: DryRun = False, quiet: Quiet = False) -> None:
    options = study(project, db=db)
    terminal = Terminal(quiet)
    from partcode.store import open_store

    with open_store(options.db, create=False) as store:
        if (last := store.reviews.last_change()) is None:
            terminal.warn("nothing to take back: no decisions and no deleted documents")
            raise typer.Exit(Exit.NO)
        if dry_run:
            terminal.say(f"would take back: {last.summary}")
        else:
            terminal.say(f"taken back: {last.summary}", *store.reviews.undo(options.db.absolute().parent, last))
