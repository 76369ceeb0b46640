"""partcode codebook list and show: the shipped ones and one's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from partcode.cli.options import WRITING, Codebooks, Output, Project, Quiet, TableFormatOption, study
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal
from partcode.model import Code
from partcode.table import Table

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

The codes of a codebook, named by its id or its file."""


def list_codebooks(
    codebook: Codebooks = None,
    output: Output = None,
    format: TableFormatOption = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, codebooks=codebook)
    from partcode.pipeline.coding import codebooks_of

    rows = [
        (
            book.id,
            book.version,
            _title(book.title),
            len(book.codes),
            sum(len(code.rules) for code in book.codes),
            book.path,
        )
        for book in codebooks_of(options)
    ]
    table = Table(("codebook", "version", "title", "codes", "rules", "file"), rows, "Codebooks")
    Target(output, format).put(table, Terminal(quiet))


def show(
    name: Annotated[str, typer.Argument(metavar="CODEBOOK", help="Id of a codebook, or a file.")],
    source: Annotated[bool, typer.Option("--source", help="Print its YAML as it is.", rich_help_panel=WRITING)] = False,
    codebook: Codebooks = None,
    output: Output = None,
    format: TableFormatOption = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, codebooks=codebook)
    from partcode.codebook.collection import named

    found = named(name, options.codebooks)
    if source:
        typer.echo(found.source, nl=False)
        return
    rows = [_about(code) for code in found.codes]
    columns = ("code", "label_en", "label_fr", "rules", "examples", "definition", "include", "exclude", "source")
    shown = ("code", "label_en", "label_fr", "rules", "examples", "definition")
    Target(output, format).put(Table(columns, rows, f"{found.id} {found.version}"), Terminal(quiet), shown)


def _about(code: Code) -> tuple[str | int, ...]:
    labels = (code.label.get("en", ""), code.label.get("fr", ""))
    counts = (len(code.rules), len(code.examples))
    return (code.id, *labels, *counts, code.definition, code.include, code.exclude, code.source)


def _title(title: Mapping[str, str]) -> str:
    return title.get("en") or title.get("fr") or ""
