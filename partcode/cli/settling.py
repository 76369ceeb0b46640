"""partcode decisions attach, dismiss: what becomes of orphans."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from partcode.cli.options import Db, DocumentPath, DryRun, Project, Quiet, study
from partcode.cli.terminal import Terminal, count
from partcode.errors import Location, UsageError
from partcode.model import Span

ATTACH = "Put an orphan where its words stand now."
ATTACH_HELP = """Examples:
  partcode orphans
  partcode decisions attach 12 interviews/01.docx 1204-1260

Put an orphan where its words stand now: on a coding of the latest run with the same
code. It stays the decision of who made it. A coding of a person's own (c5) becomes
one of the same person there."""

DISMISS = "Hear no more of orphans."
DISMISS_HELP = """Examples:
  partcode orphans
  partcode decisions dismiss 12 c5

Hear no more of orphans: they are no longer counted and listed as such, stay on
record (decisions list --all), and hold again if their words come back."""

Where = Annotated[str, typer.Argument(metavar="START-END", help="Start and end as the table of segments has them.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="The orphan, as `partcode orphans` names it.")]
Ids = Annotated[list[str], typer.Argument(metavar="ID", help="Orphans, as `partcode orphans` names them.")]


def place_of(where: str) -> Span:
    """START-END as a span; UsageError."""
    if not (place := re.fullmatch(r"([0-9]+)-([0-9]+)", where)):
        raise UsageError(f"{where} is no place", hint="START-END, as 1204-1260, from the table of segments")
    return Span(int(place[1]), int(place[2]))


def attach(
    id: Id,
    document: DocumentPath,
    where: Where,
    db: Db = None,
    project: Project = None,
    dry_run: DryRun = False,
    quiet: Quiet = False,
) -> None:
    options, place, terminal = study(project, db=db), place_of(where), Terminal(quiet)
    from partcode.ingest.reviewed import ReviewedRow
    from partcode.model.codings import ACCEPTED
    from partcode.pipeline.deciding import check
    from partcode.store import open_store
    from partcode.store.decided.orphans import CODED

    with open_store(options.db, create=False) as store, store.transaction():
        one = store.reviews.orphan(id)
        own = one.decision == CODED
        status = ACCEPTED if own else one.decision
        row = ReviewedRow(document, *place, one.code, status, one.coder, one.why, "", Location(document))
        review = check(store, [row], one.coder, direct=not own)
        if not dry_run:
            store.reviews.attach(review.run, id, review.judgements, f"decisions attach {id} {document} {where}")
    verb = "would be attached" if dry_run else "attached"
    terminal.say(f"{verb}: {id}, {one.code} {one.decision} by {one.coder}, to {document} {where}")
    if not dry_run:
        terminal.say("next:", "  partcode orphans", "  partcode undo takes this back")


def dismiss(ids: Ids, db: Db = None, project: Project = None, dry_run: DryRun = False, quiet: Quiet = False) -> None:
    options, terminal = study(project, db=db), Terminal(quiet)
    wanted = list(dict.fromkeys(ids))
    from partcode.store import open_store

    with open_store(options.db, create=False) as store, store.transaction():
        found = [store.reviews.orphan(id) for id in wanted]
        if not dry_run:
            store.reviews.dismiss(wanted, f"decisions dismiss {' '.join(wanted)}")
    verb = "would be dismissed" if dry_run else "dismissed"
    terminal.say(f"{verb}: {count(len(found), 'orphan')}")
    terminal.say(*(f"  {one.id}  {one.document}: {one.code} {one.decision} by {one.coder}" for one in found))
    if not dry_run:
        terminal.say("next:", "  partcode orphans --all shows them", "  partcode undo takes this back")
