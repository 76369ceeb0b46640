"""partcode codebook: everything about codebooks, one command after another."""

from __future__ import annotations

import typer

from partcode.cli.codebook import (
    checking,
    comparing,
    covering,
    expanding,
    explaining,
    listing,
    starting,
    suggesting,
    testing,
)
from partcode.cli.help import HelpfulCommand, HelpfulGroup

app = typer.Typer(
    cls=HelpfulGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    short_help="Codebooks: write, check, test, explain.",
    help="""Examples:
  partcode codebook new mine                 a first one, with comments that teach
  partcode codebook check mine.yaml          what is wrong with it
  partcode codebook test mine.yaml           its examples, tried out
  partcode codebook explain "They cut the grant." -c mine.yaml

The shipped codebooks and your own.""",
)

for name, command, short, text in (
    ("list", listing.list_codebooks, listing.LIST_SHORT, listing.LIST_HELP),
    ("show", listing.show, listing.SHOW_SHORT, listing.SHOW_HELP),
    ("new", starting.new, starting.NEW_SHORT, starting.NEW_HELP),
    ("check", checking.check, checking.SHORT, checking.HELP),
    ("test", testing.test, testing.SHORT, testing.HELP),
    ("explain", explaining.explain, explaining.SHORT, explaining.HELP),
    ("expand", expanding.expand, expanding.SHORT, expanding.HELP),
    ("diff", comparing.diff, comparing.SHORT, comparing.HELP),
    ("coverage", covering.coverage, covering.SHORT, covering.HELP),
    ("suggest", suggesting.suggest, suggesting.SHORT, suggesting.HELP),
    ("schema", starting.schema, starting.SCHEMA_SHORT, starting.SCHEMA_HELP),
):
    app.command(name, cls=HelpfulCommand, short_help=short, help=text)(command)
