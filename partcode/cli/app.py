"""The commands, gathered. Nothing heavy is imported here: --help and --version answer at once."""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from partcode import __version__
from partcode.cli import (
    code,
    codebook,
    corpus,
    db,
    decisions,
    diff,
    export,
    ingest,
    lock,
    orphans,
    pseudonymise,
    run,
    runs,
    undo,
    validate,
    verify,
)
from partcode.cli.analysis import (
    chains,
    cooccur,
    crosstab,
    freq,
    keyness,
    kwic,
    map,
    methods,
    profile,
    report,
    saturation,
    search,
    sequence,
)
from partcode.cli.door import Door
from partcode.cli.help import HelpfulCommand
from partcode.cli.screen import guard

HELP = """Examples:
  partcode run sample_corpus            from a folder to results/segments.csv
  partcode run interviews -c mine.yaml  with a codebook of your own
  partcode run                          a study described in partcode.yaml
  partcode corpus list                  what has been read

Qualitative coding as a reproducible pipeline: interviews and documents, English
and French, in; coded segments out, each traced to rule, words and speaker.

Exit codes: 0 done · 1 it ran, and the answer is no (findings; a file that can't
be read, under --strict) · 2 something for you to mend · 70 a bug · 130 Ctrl-C."""

# In the order of the help: first the words, then the tables, then what is drawn, and what is written about it.
QUESTIONS = (
    kwic,
    search,
    freq,
    crosstab,
    cooccur,
    sequence,
    chains,
    keyness,
    map,
    saturation,
    profile,
    methods,
    report,
)

app = typer.Typer(
    cls=Door,
    help=HELP,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run", cls=HelpfulCommand, help=run.HELP, short_help=run.SHORT)(run.run)
app.command("ingest", cls=HelpfulCommand, help=ingest.HELP, short_help=ingest.SHORT)(ingest.ingest)
app.command("code", cls=HelpfulCommand, help=code.HELP, short_help=code.SHORT)(code.code)
app.command("export", cls=HelpfulCommand, help=export.HELP, short_help=export.SHORT)(export.export)
app.command("validate", cls=HelpfulCommand, help=validate.HELP, short_help=validate.SHORT)(validate.validate)
app.command("lock", cls=HelpfulCommand, help=lock.HELP, short_help=lock.SHORT)(lock.lock)
app.command("verify", cls=HelpfulCommand, help=verify.HELP, short_help=verify.SHORT)(verify.verify)
app.command("diff", cls=HelpfulCommand, help=diff.HELP, short_help=diff.SHORT)(diff.diff)
app.add_typer(runs.app, name="runs")
app.add_typer(decisions.app, name="decisions")
app.command("orphans", cls=HelpfulCommand, help=orphans.HELP, short_help=orphans.SHORT)(orphans.orphans)
app.command("undo", cls=HelpfulCommand, help=undo.HELP, short_help=undo.SHORT)(undo.undo)
for question in QUESTIONS:
    name = question.__name__.rpartition(".")[2]
    app.command(name, cls=HelpfulCommand, help=question.HELP, short_help=question.SHORT)(getattr(question, name))
app.add_typer(corpus.app, name="corpus")
app.add_typer(db.app, name="db")
app.add_typer(pseudonymise.app, name="pseudonymise")
app.add_typer(codebook.app, name="codebook")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"partcode {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None: ...


def main() -> None:
    """The program."""
    # A run makes millions of small values that live to its end; looking through them for cycles again and again
    # took a tenth of its time.
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    guard()
    if isinstance(sys.stdout, TextIOWrapper) and not sys.stdout.isatty():
        # A file or pipe gets the same bytes on every system.
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    app(prog_name="partcode")
