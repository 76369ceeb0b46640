"""partcode report: a study as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from partcode.cli.analysis import options as shared
from partcode.cli.options import WRITING, Certainty, CertaintyOption, Db, Project, Quiet, Run, Yes, study
from partcode.cli.terminal import Terminal, count

SHORT = "Write one HTML file in which a study can be read, searched and printed."
HELP = """Examples:
  partcode report
  partcode report -o lindara.html --case lindara --title "Lindara Seed Trust"
  partcode report --code arb. --certainty high

Each document as text with its codings in the margin and in the line, the evidence
behind each, chains, figures and methods; English and French, light and dark. The
file needs no network: it holds the interviews, so send it as you would send them."""

FILE = Path("report.html")


def report(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="The file to write.", rich_help_panel=WRITING),
    ] = FILE,
    title: Annotated[
        str,
        typer.Option("--title", metavar="TEXT", help="Its title.", rich_help_panel=WRITING),
    ] = "Coded study",
    yes: Yes = False,
    code: shared.Codes = None,
    role: shared.Roles = None,
    side: shared.Sides = None,
    speaker: shared.Speakers = None,
    case: shared.Cases = None,
    document: shared.Documents = None,
    language: shared.Languages = None,
    status: shared.Statuses = None,
    certainty: CertaintyOption = Certainty.LOW,
    run: Run = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, db=db)
    from partcode.analysis.selection import Selection
    from partcode.pipeline.reporting import write_report
    from partcode.store import open_store

    selection = Selection.of(
        code=code,
        role=role,
        side=side,
        speaker=speaker,
        case=case,
        document=document,
        language=language,
        status=status,
        certainty=certainty.value,
        run=run,
    )
    with open_store(options.db, create=False) as store, store.snapshot():
        shown = write_report(store, options.db, selection, title, output, anyway=yes)
    codings = sum(len(one.codings) for one in shown.documents)
    Terminal(quiet).say(
        f"written: {output}: {count(len(shown.documents), 'document')}, {count(codings, 'coding')}, "
        f"{output.stat().st_size // 1000:,} kB"
    )
