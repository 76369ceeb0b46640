"""partcode orphans: decisions that have lost their words."""

from __future__ import annotations

from typing import Annotated

import typer

from partcode.cli.options import Db, Excel, Output, Project, Quiet, TableFormatOption, study
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count

SHORT = "Decisions that have lost their words."
HELP = """Examples:
  partcode orphans
  partcode orphans -o orphans.csv

Decisions and codings of people whose words are in no text of today, and why: not
found, ambiguous, another decision stands there, or the document was removed. They
are kept, and hold again when their words come back. Put one where it belongs with
decisions attach, or hear no more of it with decisions dismiss; undo takes it back."""

SHOWN = ("id", "document", "code", "decision", "coder", "quote", "reason")


def orphans(
    output: Output = None,
    format: TableFormatOption = None,
    excel: Excel = None,
    all: Annotated[bool, typer.Option("--all", help="Also those that were dismissed.")] = False,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, excel=excel, db=db)
    target = Target(output, format, options.excel)
    target.check()
    from partcode.store import open_store
    from partcode.store.decided.orphans import DISMISSED
    from partcode.table import Table

    with open_store(options.db, create=False) as store:
        table = store.table("orphans")
    state = table.columns.index("state")
    rows = [row for row in table.rows if all or row[state] != DISMISSED]
    dismissed = sum(row[state] == DISMISSED for row in rows)
    terminal = Terminal(quiet)
    target.put(Table(table.columns, rows, table.title), terminal, (*SHOWN, "state") if all else SHOWN)
    terminal.say(f"{count(len(rows) - dismissed, 'orphan')}{f', {dismissed} dismissed' if dismissed else ''}")
    if len(rows) > dismissed:
        terminal.say(
            "next:",
            "  partcode decisions attach ID DOCUMENT START-END   where its words stand now",
            "  partcode decisions dismiss ID                     to hear no more of it",
        )
