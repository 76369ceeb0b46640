"""partcode runs: what was coded with what, the latest last; old runs taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from partcode.cli.help import HelpfulCommand, HelpfulGroup
from partcode.cli.lock import DEFAULT
from partcode.cli.options import (
    STUDY,
    Db,
    DryRun,
    Output,
    Project,
    Quiet,
    TableFormatOption,
    Yes,
    study,
)
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count
from partcode.table import Cell, Table

if TYPE_CHECKING:
    from partcode.model.options import Options
    from partcode.store import RunRow, Store

app = typer.Typer(
    cls=HelpfulGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    short_help="Runs: what was coded with what.",
    help="""Examples:
  partcode runs list
  partcode runs show 3f2a91c04d7e
  partcode runs prune --keep 3

What was coded with what. partcode diff says what moved between two runs.""",
)

_LIST = ("run", "started", "documents", "removed", "codings", "unit", "tool_version", "codebooks")


@app.command(
    "list",
    cls=HelpfulCommand,
    short_help="The runs, the latest last.",
    help="""Examples:
  partcode runs list
  partcode runs list --format json

The runs of the database, the latest last; the same run again is one, and the latest.
`export runs` has the same without the time, for files that are to be the same twice.
documents are those that are still there; removed, those deleted since.""",
)
def list_runs(
    output: Output = None,
    format: TableFormatOption = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, db=db)
    target = Target(output, format)
    target.check()
    from partcode.store import open_store

    with open_store(options.db, create=False) as store:
        counted = store.table("runs")
        at = counted.columns.index("codings")
        codings = {row[0]: row[at] for row in counted.rows}
        rows = [_row(run, codings[run.id]) for run in store.runs()]
    target.put(Table(_LIST, rows, "Runs"), Terminal(quiet), _LIST[:6])


@app.command(
    "show",
    cls=HelpfulCommand,
    short_help="One run: codebooks, options, libraries, codings per code.",
    help="""Examples:
  partcode runs show                    the latest
  partcode runs show 3f2a91c04d7e --format json

What one run was made with, and how many codings of each code it holds.""",
)
def show(
    run: Annotated[str, typer.Argument(metavar="[RUN]", help="A run [default: the latest].", show_default=False)] = "",
    output: Output = None,
    format: TableFormatOption = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, db=db)
    target = Target(output, format)
    target.check()
    from partcode.store import open_store

    with open_store(options.db, create=False) as store, store.snapshot():
        found = store.run(run or None)
        target.put(Table(("what", "id", "value"), list(_about(found, store)), f"Run {found.id}"), Terminal(quiet))


@app.command(
    "prune",
    cls=HelpfulCommand,
    short_help="Delete old runs.",
    help="""Examples:
  partcode runs prune                   all but the newest five
  partcode runs prune --keep 1 --dry-run

Delete old runs, and the codings of rules that no other run holds. What people coded
or decided stays, so do documents, and the run that partcode.lock holds. A copy of
the database is made first.""",
)
def prune(
    keep: Annotated[
        int, typer.Option("--keep", metavar="N", min=1, help="The newest runs to keep.", rich_help_panel=STUDY)
    ] = 5,
    db: Db = None,
    project: Project = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    quiet: Quiet = False,
) -> None:
    options = study(project, db=db)
    terminal = Terminal(quiet)
    from partcode.store import open_store

    with open_store(options.db, create=False) as store:
        locked = set(_locked(options))
        old = [run.id for run in store.runs()[:-keep] if run.id not in locked]
        if not old:
            terminal.say("nothing to prune")
            return
        runs, codings, chains = store.prune(old, dry_run=True)
        told = f"{count(runs, 'run')} with {count(codings, 'coding')} and {count(chains, 'chain')} of their own"
        if dry_run:
            terminal.say(f"would be deleted: {told}", *(f"  {run}" for run in old))
            return
        if not yes and not terminal.confirmed(told):
            return
        terminal.say(f"copied first, as it was: {store.back_up_before('prune')}")
        store.prune(old)
    terminal.say(f"deleted: {told}", "  partcode db vacuum   gives the room back")


def _row(run: RunRow, codings: Cell) -> tuple[Cell, ...]:
    books = ", ".join(f"{book['id']} {book['version']}" for book in run.codebooks)
    documents = (len(run.documents), run.removed)
    return run.id, run.started_at[:19], *documents, codings, run.options.get("unit"), run.tool_version, books


def _about(run: RunRow, store: Store) -> Iterator[tuple[Cell, ...]]:
    yield "run", run.id, run.started_at[:19]
    yield "tool", "partcode", run.tool_version
    for what, values in (("library", run.libraries), ("option", run.options)):
        for name, value in sorted(values.items()):
            yield what, name, ", ".join(value) if isinstance(value, list) else value
    for book in run.codebooks:
        yield "codebook", book["id"], f"{book['version']} {book['sha256']}"
    yield "documents", "", len(run.documents)
    if run.removed:
        yield "removed", "", run.removed
    codes = store.table("codes", run=run.id)
    for row in codes.rows:
        one = dict(zip(codes.columns, row, strict=True))
        yield "codings", one["code"], one["codings"]
    yield "chains", "", store.count_chains(run.id)[0]


def _locked(options: Options) -> Iterator[str]:
    """The runs that locks hold, here and beside the database."""
    from partcode.export.reading_locks import read_lock

    for path in {Path(DEFAULT).absolute(), options.db.with_name(DEFAULT.name).absolute()}:
        if path.exists() and (made := read_lock(path).made):
            yield made.run
