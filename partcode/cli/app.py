"""The program and its commands. None is imported before it is asked for, so --version answers at once; nor does any
import what is heavy before it runs, so --help does, too."""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper
from typing import Annotated, Any

import typer

from partcode import __version__
from partcode.cli.commands import Commands
from partcode.cli.door import Door
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

# In the order of the help; of the questions, first the words, then the tables, what is drawn, what is written about it.
COMMANDS = (
    "partcode.cli.run",
    "partcode.cli.ingest",
    "partcode.cli.code",
    "partcode.cli.export",
    "partcode.cli.validate",
    "partcode.cli.lock",
    "partcode.cli.verify",
    "partcode.cli.diff",
    "partcode.cli.orphans",
    "partcode.cli.undo",
    "partcode.cli.analysis.kwic",
    "partcode.cli.analysis.search",
    "partcode.cli.analysis.freq",
    "partcode.cli.analysis.crosstab",
    "partcode.cli.analysis.cooccur",
    "partcode.cli.analysis.sequence",
    "partcode.cli.analysis.chains",
    "partcode.cli.analysis.keyness",
    "partcode.cli.analysis.map",
    "partcode.cli.analysis.saturation",
    "partcode.cli.analysis.profile",
    "partcode.cli.analysis.methods",
    "partcode.cli.analysis.report",
    "partcode.cli.runs",
    "partcode.cli.decisions",
    "partcode.cli.corpus",
    "partcode.cli.db",
    "partcode.cli.pseudonymise",
    "partcode.cli.codebook",
)


class Program(Door):
    """The outermost group, with all commands."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given | {"commands": Commands(COMMANDS)})

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, without making them."""
        return list(self.commands)


app = typer.Typer(
    cls=Program,
    help=HELP,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
