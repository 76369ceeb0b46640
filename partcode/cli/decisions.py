"""partcode decisions: what people decided about codings, and deciding."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from partcode.cli import settling
from partcode.cli.help import HelpfulCommand, HelpfulGroup
from partcode.cli.options import (
    CODING,
    STUDY,
    Db,
    DocumentPath,
    DryRun,
    Excel,
    Output,
    Project,
    Quiet,
    TableFormatOption,
    study,
)
from partcode.cli.output import Target
from partcode.cli.settling import Where, place_of
from partcode.cli.terminal import Terminal, count
from partcode.errors import Location, UsageError
from partcode.model.options import Options
from partcode.table import Table

if TYPE_CHECKING:
    from partcode.ingest.reviewed import ReviewedRow

app = typer.Typer(
    cls=HelpfulGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    short_help="What people decided about codings, and deciding.",
    help="""Examples:
  partcode export segments -o segments.csv      … set status to accepted or rejected …
  partcode decisions import segments.csv --coder Ana
  partcode decisions list

What people decided about codings. Decisions hold through every run, and follow
their words into a corrected transcript.""",
)

SHOWN = ("id", "document", "start", "end", "turn", "code", "decision", "coder", "state", "text")
CHANGED = ("document", "start", "end", "code", "before", "after", "coder")

CodeFilter = Annotated[
    list[str] | None,
    typer.Option("--code", metavar="CODE", help="Only such codes, as core. or core.trust; repeatable."),
]
Coder = Annotated[
    str,
    typer.Option(
        "--coder", metavar="NAME", envvar="PARTCODE_CODER", help="Who decides.", show_envvar=False,
        rich_help_panel=STUDY,
    ),
]  # fmt: skip
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why.", rich_help_panel=CODING)]
Code = Annotated[str, typer.Argument(metavar="CODE", help="The code.")]


@app.command(
    "list",
    cls=HelpfulCommand,
    short_help="The decisions that count.",
    help="""Examples:
  partcode decisions list
  partcode decisions list --coder Ana --code core.
  partcode decisions list --all -o decisions.csv

The decisions that count, by document and place. state: exact (decided about this
text), moved (its words were found in the corrected text) or orphan (see orphans).
--all: also superseded (somebody decided later on the same coding) and dismissed.""",
)
def list_decisions(
    output: Output = None,
    format: TableFormatOption = None,
    excel: Excel = None,
    code: CodeFilter = None,
    coder: Annotated[
        list[str] | None, typer.Option("--coder", metavar="NAME", help="Only those of such people; repeatable.")
    ] = None,
    document: Annotated[
        list[str] | None, typer.Option("--document", metavar="DOCUMENT", help="Only in such documents; repeatable.")
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Also those superseded or dismissed.")] = False,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, excel=excel, db=db)
    target = Target(output, format, options.excel)
    target.check()
    from partcode.store import open_store
    from partcode.store.decided.orphans import DISMISSED
    from partcode.store.decided.tables import SUPERSEDED

    with open_store(options.db, create=False) as store:
        table = store.table("decisions")
    at = {name: table.columns.index(name) for name in ("code", "coder", "document", "state")}
    rows = [
        row
        for row in table.rows
        if (all or row[at["state"]] not in (SUPERSEDED, DISMISSED))
        and (not code or str(row[at["code"]]).startswith(tuple(code)))
        and (not coder or row[at["coder"]] in coder)
        and (not document or row[at["document"]] in document)
    ]
    target.put(Table(table.columns, rows, table.title), Terminal(quiet), SHOWN)


@app.command(
    "accept",
    cls=HelpfulCommand,
    short_help="Accept a coding.",
    help="""Examples:
  partcode decisions accept interviews/01.docx 1204-1260 core.trust --coder Ana
  partcode decisions accept interviews/01.docx 1204-1260 core.trust --why "said twice"

Accept a coding of the latest run. For many at once: partcode decisions import.""",
)
def accept(
    document: DocumentPath,
    where: Where,
    code: Code,
    coder: Coder = "",
    why: Why = "",
    db: Db = None,
    project: Project = None,
    dry_run: DryRun = False,
    quiet: Quiet = False,
) -> None:
    _decide_one("accepted", document, where, code, coder, why, study(project, db=db), Terminal(quiet), dry_run)


@app.command(
    "reject",
    cls=HelpfulCommand,
    short_help="Reject a coding.",
    help="""Examples:
  partcode decisions reject interviews/01.docx 1204-1260 core.trust --coder Ana
  partcode decisions reject interviews/01.docx 1204-1260 core.trust --why irony

Reject a coding of the latest run: it stays in the tables, with that status, and is
counted no more. For many at once: partcode decisions import.""",
)
def reject(
    document: DocumentPath,
    where: Where,
    code: Code,
    coder: Coder = "",
    why: Why = "",
    db: Db = None,
    project: Project = None,
    dry_run: DryRun = False,
    quiet: Quiet = False,
) -> None:
    _decide_one("rejected", document, where, code, coder, why, study(project, db=db), Terminal(quiet), dry_run)


@app.command(
    "import",
    cls=HelpfulCommand,
    short_help="Take over a table in which a person changed the status.",
    help="""Examples:
  partcode decisions import segments.csv --coder Ana --dry-run
  partcode decisions import segments.csv --coder Ana
  partcode decisions import reviewed.xlsx

Take over segments.csv (or document, start, end, code, status of some rows; also
coder, why) in which somebody set status to accepted or rejected. Rows that say
what is so already are no decision; an accepted row with a code that no rule
proposed there is a coding of the person's own. One mistake, and nothing is taken
over.""",
)
def import_decisions(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The reviewed table: .csv or .xlsx.")],
    coder: Coder = "",
    output: Output = None,
    format: TableFormatOption = None,
    db: Db = None,
    project: Project = None,
    dry_run: DryRun = False,
    quiet: Quiet = False,
) -> None:
    options = study(project, db=db)
    target = Target(output, format)
    target.check()
    from partcode.ingest.reviewed import read_reviewed

    rows = read_reviewed(file)
    _decide(rows, coder, f"decisions import {file.name}", options, target, Terminal(quiet), dry_run=dry_run)


app.command("attach", cls=HelpfulCommand, help=settling.ATTACH_HELP, short_help=settling.ATTACH)(settling.attach)
app.command("dismiss", cls=HelpfulCommand, help=settling.DISMISS_HELP, short_help=settling.DISMISS)(settling.dismiss)


def _decide_one(
    status: str,
    document: str,
    where: str,
    code: str,
    coder: str,
    why: str,
    options: Options,
    terminal: Terminal,
    dry_run: bool,
) -> None:
    place = place_of(where)
    if not coder:
        raise UsageError("who decides?", hint="say it with --coder NAME, or set PARTCODE_CODER")
    from partcode.ingest.reviewed import ReviewedRow

    row = ReviewedRow(document, *place, code, status, "", why, "", Location(document))
    command = f"{status.removesuffix('ed')} {document} {where} {code}"
    _decide([row], coder, f"decisions {command}", options, Target(), terminal, dry_run=dry_run, direct=True)


def _decide(
    rows: Sequence[ReviewedRow],
    coder: str,
    command: str,
    options: Options,
    target: Target,
    terminal: Terminal,
    *,
    dry_run: bool,
    direct: bool = False,
) -> None:
    from partcode.pipeline.deciding import check
    from partcode.store import open_store

    with open_store(options.db, create=False) as store, store.transaction():
        review = check(store, rows, coder, direct=direct)
        if review.judgements and not dry_run:
            store.reviews.keep(review.run, review.judgements, command)
    if review.judgements:
        target.put(review.changes, terminal, CHANGED)
    verb = "would be " if dry_run else ""
    told = [f"{review.count(kind)} {verb}{kind}" for kind in ("accepted", "rejected", "coded")]
    done = [one for one in told if not one.startswith("0 ")]
    terminal.say(f"{', '.join(done) or 'no decision'}; {count(review.as_before, 'row')} as before")
    if done and not dry_run:
        terminal.say("next:", "  partcode export segments -o segments.csv", "  partcode undo takes this back")
