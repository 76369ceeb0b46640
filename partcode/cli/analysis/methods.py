"""partcode methods: a methods appendix, to be pasted into a paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from partcode.cli.options import WRITING, Db, Project, Quiet, Run, Spoken, study
from partcode.cli.terminal import Terminal
from partcode.errors import UsageError

SHORT = "A methods appendix in Markdown: corpus, codebooks, rules, agreement."
HELP = """Examples:
  partcode methods -o methods.md
  partcode methods --language fr -o methodes.md
  partcode methods --run 3f2a91c04d7e

What a reader of a paper has to know of a run: corpus and speakers, codebooks with
their sha256, unit, negation and reported speech, rules that fired, who coded, how
far people and rules agree, versions, how to repeat it, sources of the statistics,
and what it answers of COREQ and SRQR. The same study gives the same text."""


def methods(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to FILE [default: stdout].", rich_help_panel=WRITING
        ),
    ] = None,
    language: Annotated[
        Spoken,
        typer.Option("--language", metavar="|".join(Spoken), help="Language of the text.", rich_help_panel=WRITING),
    ] = Spoken.EN,
    run: Run = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    if output is not None and output.suffix.lower() not in ("", ".md", ".markdown", ".txt"):
        raise UsageError(f"{output}: the appendix is Markdown", hint=f"name it {output.stem}.md")
    options = study(project, db=db)
    from partcode.export.files import replacing
    from partcode.pipeline.appendix import markdown
    from partcode.store import open_store

    with open_store(options.db, create=False) as store:
        text = markdown.methods(store, options.db, language.value, run)
    if output is None:
        typer.echo(text, nl=False)
        return
    with replacing(output) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
    Terminal(quiet).say(f"written: {output}")
