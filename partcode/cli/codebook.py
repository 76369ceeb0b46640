"""partcode codebook: the shipped ones and one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from partcode.cli.help import HelpfulCommand, HelpfulGroup
from partcode.cli.options import (
    CODING,
    WRITING,
    Codebooks,
    Output,
    Project,
    Quiet,
    TableFormatOption,
    study,
)
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count
from partcode.errors import CodebookError, Exit, Finding, UsageError
from partcode.model import Code, Codebook
from partcode.table import Table

app = typer.Typer(
    cls=HelpfulGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    short_help="Codebooks: list, show, check.",
    help="""Examples:
  partcode codebook list
  partcode codebook show trust
  partcode codebook check mine.yaml

The shipped codebooks and your own.""",
)


@app.command(
    "list",
    cls=HelpfulCommand,
    short_help="The codebooks that a run would apply.",
    help="""Examples:
  partcode codebook list               those that are shipped
  partcode codebook list -c my_books   your own

The codebooks that a run would apply.""",
)
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


@app.command(
    "show",
    cls=HelpfulCommand,
    short_help="One codebook: its codes, or its source.",
    help="""Examples:
  partcode codebook show trust
  partcode codebook show trust --source > mine.yaml   to begin one of your own
  partcode codebook show mine.yaml

The codes of a codebook, named by its id or its file.""",
)
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
    from partcode.pipeline.coding import codebooks_of

    if Path(name).is_file():
        from partcode.codebook.loader import load

        found = load(Path(name))
    else:
        found = _named(name, codebooks_of(options))
    if source:
        typer.echo(found.source, nl=False)
        return
    rows = [_about(code) for code in found.codes]
    columns = ("code", "label_en", "label_fr", "rules", "examples", "definition", "include", "exclude", "source")
    shown = ("code", "label_en", "label_fr", "rules", "examples", "definition")
    Target(output, format).put(Table(columns, rows, f"{found.id} {found.version}"), Terminal(quiet), shown)


@app.command(
    "check",
    cls=HelpfulCommand,
    short_help="Find mistakes before a run does.",
    help="""Examples:
  partcode codebook check                  the codebooks that a run would apply
  partcode codebook check mine.yaml
  partcode codebook check mine.yaml --ignore PC401

Everything wrong, by file, line and column: mistakes that stop a run (PC1 to PC3),
what is missing or never used (PC4), examples that the rules fail (PC490). Exits
with 1 when there is something.""",
)
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE|DIR", help="Codebooks.", show_default=False)
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", metavar="CODE", help="Leave such findings out, as PC401; repeatable.", rich_help_panel=CODING
        ),
    ] = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, codebooks=files)
    terminal = Terminal(quiet)
    from partcode.pipeline.coding import codebooks_of

    try:
        books = codebooks_of(options)
        found = [finding for book in books for finding in _findings(book)]
    except CodebookError as error:
        books, found = (), list(error.findings)
    left = [finding for finding in found if not finding.code.startswith(tuple(ignore or ()))]
    for finding in left:
        typer.echo(str(finding))
    if left:
        terminal.say(count(len(left), "finding"))
        raise typer.Exit(Exit.NO)
    terminal.say(f"nothing to mend in {count(len(books), 'codebook')}")


def _findings(book: Codebook) -> Iterable[Finding]:
    from partcode.codebook.lint import check as lint
    from partcode.coding.trial import failing_examples

    return sorted([*lint(book), *failing_examples(book)], key=lambda one: (one.where.line or 0, one.where.column or 0))


def _named(name: str, books: Sequence[Codebook]) -> Codebook:
    from partcode.ingest.problems import closest

    if found := next((book for book in books if book.id == name), None):
        return found
    near = closest(name, [book.id for book in books])
    raise UsageError(f"no codebook {name}", hint=f"did you mean {near}?" if near else "see: partcode codebook list")


def _about(code: Code) -> tuple[str | int, ...]:
    labels = (code.label.get("en", ""), code.label.get("fr", ""))
    counts = (len(code.rules), len(code.examples))
    return (code.id, *labels, *counts, code.definition, code.include, code.exclude, code.source)


def _title(title: Mapping[str, str]) -> str:
    return title.get("en") or title.get("fr") or ""
