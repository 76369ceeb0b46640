"""partcode lock: what was found, put on record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from partcode.cli.options import WRITING, Codebooks, Db, DryRun, Project, Quiet, Run, study
from partcode.cli.terminal import Terminal, count

DEFAULT = Path("partcode.lock")
SHORT = "Put a run on record: hashes, versions, options, codings."
HELP = """Examples:
  partcode run interviews && partcode lock
  partcode lock --dry-run               what it would change in the lock
  partcode lock --run 3f2a91c04d7e -o published.lock

Write partcode.lock: the sha256 of every document and codebook, versions, options,
and every coding with its evidence, as positions. No word of an interview is in it,
no clock and no path: it is made to be committed. `partcode run --locked` and
`partcode verify` hold what they find against it, `partcode diff` shows what moved."""


def lock(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The lock.", rich_help_panel=WRITING)
    ] = DEFAULT,
    run: Run = None,
    codebook: Codebooks = None,
    db: Db = None,
    project: Project = None,
    dry_run: DryRun = False,
    quiet: Quiet = False,
) -> None:
    options = study(project, codebooks=codebook, db=db)
    terminal = Terminal(quiet)
    from partcode.pipeline.runs import locking, verifying

    codebooks = locking.at_hand(options)
    if dry_run:
        from partcode.cli import drifts

        if not output.exists():
            typer.echo(f"{output} would be new, of run {locking.would_lock(options, codebooks, run)}")
            return
        verdict = verifying.held_against(output, options, codebooks, run)
        typer.echo("\n".join(drifts.lines(verdict)) or f"{output} would stay as it is")
        return
    id, locked = locking.lock(options, output, codebooks, run)
    people = f", {locked.by_people:,} of people" if locked.by_people else ""
    terminal.say(
        f"locked: run {id}, {count(locked.documents, 'document')}, {count(locked.codings, 'coding')}{people}, "
        f"{count(locked.chains, 'chain')}",
        f"digest of the codings: {locked.digest}",
        f"written: {output}",
    )
