"""partcode codebook list and show: the shipped ones and one's own."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Annotated

import typer

from partcode.cli import completing
from partcode.cli.options import WRITING, Codebooks, Output, Project, Quiet, TableFormatOption, study
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal
from partcode.model import Code
from partcode.model.codebook import Sequence
from partcode.table import Cell, Table

LIST_SHORT = "The codebooks that a run would apply."
LIST_HELP = """Examples:
  partcode codebook list               those that are shipped
  partcode codebook list -c my_books   your own

The codebooks that a run would apply."""

SHOW_SHORT = "One codebook: its codes, or its source."
SHOW_HELP = """Examples:
  partcode codebook show power
  partcode codebook show power --source > mine.yaml   to begin one of your own
  partcode codebook show mine.yaml

The codes of a codebook, then its sequences, named by its id or its file."""


def list_codebooks(
    codebook: Codebooks = None,
    output: Output = None,
    format: TableFormatOption = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, codebooks=codebook)
    from partcode.codebook.collection import gather, shipped_paths

    found = gather(options.codebooks or shipped_paths()).sound()
    rows = [
        (
            book.id,
            book.version,
            _title(book.title),
            len(book.codes),
            sum(len(code.rules) for code in book.codes),
            book.path,
        )
        for book in found.applied
    ]
    table = Table(("codebook", "version", "title", "codes", "rules", "file"), rows, "Codebooks")
    terminal = Terminal(quiet)
    Target(output, format).put(table, terminal)
    left_out = [book for book in found.codebooks if book.path in found.extended]
    terminal.say(*(f"not applied itself: {book.path}, which {found.extended[book.path]} extends" for book in left_out))


def show(
    name: Annotated[
        str,
        typer.Argument(metavar="CODEBOOK", help="Id of a codebook, or a file.", autocompletion=completing.codebooks),
    ],
    source: Annotated[bool, typer.Option("--source", help="Print its YAML as it is.", rich_help_panel=WRITING)] = False,
    codebook: Codebooks = None,
    output: Output = None,
    format: TableFormatOption = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, codebooks=codebook)
    from partcode.codebook.collection import named
    from partcode.codebook.entries import of_sequence

    found = named(name, options.codebooks)
    if source:
        sys.stdout.write(found.source)
        return
    rows = [
        *(_about(code, len(code.rules), "") for code in found.codes),
        *(_about(one, None, "".join(of_sequence(one)["steps"])) for one in found.sequences),
    ]
    columns = (
        "code", "label_en", "label_fr", "rules", "examples", "definition", "include", "exclude", "source", "steps",
    )  # fmt: skip
    shown = ("code", "label_en", "label_fr", "rules", "examples", "definition")
    Target(output, format).put(Table(columns, rows, f"{found.id} {found.version}"), Terminal(quiet), shown)


def _about(one: Code | Sequence, rules: int | None, steps: str) -> tuple[Cell, ...]:
    labels = (one.label.get("en", ""), one.label.get("fr", ""))
    return (one.id, *labels, rules, len(one.examples), one.definition, one.include, one.exclude, one.source, steps)


def _title(title: Mapping[str, str]) -> str:
    return title.get("en") or title.get("fr") or ""
