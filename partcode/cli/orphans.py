"""partcode orphans: decisions that have lost their words."""

from __future__ import annotations

from partcode.cli.options import Db, Excel, Output, Project, Quiet, TableFormatOption, study
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count

SHORT = "Decisions that have lost their words."
HELP = """Examples:
  partcode orphans
  partcode orphans -o orphans.csv

Decisions and codings of people whose words are in no text of today, and why: not
found, ambiguous, another decision stands there, or the document was removed. They
are kept, and hold again when their words come back."""

SHOWN = ("document", "code", "decision", "coder", "quote", "reason")


def orphans(
    output: Output = None,
    format: TableFormatOption = None,
    excel: Excel = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, excel=excel, db=db)
    target = Target(output, format, options.excel)
    target.check()
    from partcode.store import open_store

    with open_store(options.db, create=False) as store:
        table = store.table("orphans")
    rows, terminal = list(table.rows), Terminal(quiet)
    target.put(table, terminal, SHOWN)
    terminal.say(count(len(rows), "orphan"))
    if rows:
        command = "partcode decisions accept DOCUMENT START-END CODE --coder NAME"
        terminal.say("where such words stand now, decide anew:", f"  {command}")
