"""partcode corpus: what is in the database, and who speaks there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from partcode.cli import completing, people, removal
from partcode.cli.export import SHOWN, What
from partcode.cli.help import HelpfulCommand, HelpfulGroup
from partcode.cli.options import (
    STUDY,
    WRITING,
    Db,
    DocumentPath,
    DryRun,
    Excel,
    Output,
    Project,
    Quiet,
    TableFormat,
    TableFormatOption,
    Yes,
    study,
)
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count
from partcode.errors import UsageError, closest
from partcode.model.options import Options
from partcode.table import Table

app = typer.Typer(
    cls=HelpfulGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    short_help="What has been read: documents, speakers, cases.",
    help="""Examples:
  partcode corpus list
  partcode corpus show interviews/01.docx
  partcode corpus speakers -o speakers.csv      … edit …
  partcode corpus speakers --import speakers.csv

What has been read: documents, speakers, cases.""",
)

Import = Annotated[
    Path | None,
    typer.Option("--import", metavar="FILE", help="Bring the edited CSV back.", rich_help_panel=WRITING),
]


@app.command(
    "list",
    cls=HelpfulCommand,
    short_help="The documents.",
    help="""Examples:
  partcode corpus list
  partcode corpus list -o documents.csv

The documents of the database, in order of their paths.""",
)
def list_documents(
    output: Output = None,
    format: TableFormatOption = None,
    excel: Excel = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, excel=excel, db=db)
    target = Target(output, format, options.excel)
    _put(options, "documents", target, Terminal(quiet), SHOWN[What.DOCUMENTS])


@app.command(
    "show",
    cls=HelpfulCommand,
    short_help="One document: what is known of it, or its text.",
    help="""Examples:
  partcode corpus show interviews/01.docx
  partcode corpus show interviews/01.docx --text > 01.txt

What is known of a document. With --text its stored text, byte for byte: the text
that start and end of every table count in.""",
)
def show(
    document: DocumentPath,
    text: Annotated[bool, typer.Option("--text", help="Print the stored text.", rich_help_panel=WRITING)] = False,
    format: TableFormatOption = None,
    db: Db = None,
    project: Project = None,
) -> None:
    options = study(project, db=db)
    from partcode.store import open_store

    with open_store(options.db, create=False) as store:
        version = next((one for one in store.versions([document])), None)
        if version is None:
            raise _unknown_document(document, [one.path for one in store.versions()])
        if text:
            sys.stdout.write(store.text(version.id))
            return
        known = store.table("documents")
        row = next(row for row in known.rows if row[0] == document)
        about = Table(("field", "value"), list(zip(known.columns, row, strict=True)), document)
        Target(format=format).put(about, Terminal())


@app.command(
    "speakers",
    cls=HelpfulCommand,
    short_help="Who speaks; edit the CSV and bring it back.",
    help="""Examples:
  partcode corpus speakers                          on the terminal
  partcode corpus speakers -o speakers.csv          … fill in role, side, organisation …
  partcode corpus speakers --import speakers.csv --dry-run
  partcode corpus speakers --import speakers.csv

Speakers by document. Rows may be left out of the CSV and columns added (they
become attributes); a row that names nobody is an error and nothing is changed.""",
)
def speakers(
    output: Output = None,
    import_: Import = None,
    format: TableFormatOption = None,
    excel: Excel = None,
    db: Db = None,
    project: Project = None,
    dry_run: DryRun = False,
    quiet: Quiet = False,
) -> None:
    options = study(project, excel=excel, db=db)
    target = Target(output, format, options.excel, piped=TableFormat.CSV)
    if import_ is None:
        _put(options, "speakers", target, Terminal(quiet))
    else:
        people.bring_back(options, import_, people.SPEAKERS, target, Terminal(quiet), dry_run=dry_run)


@app.command(
    "cases",
    cls=HelpfulCommand,
    short_help="Persons and organisations; edit the CSV and bring it back.",
    help="""Examples:
  partcode corpus cases -o cases.csv                … edit …
  partcode corpus cases --import cases.csv

Cases: persons and organisations that documents are about or by. New rows are new
cases. Which document belongs to which case is said in the folder's corpus.yaml.""",
)
def cases(
    output: Output = None,
    import_: Import = None,
    format: TableFormatOption = None,
    excel: Excel = None,
    db: Db = None,
    project: Project = None,
    dry_run: DryRun = False,
    quiet: Quiet = False,
) -> None:
    options = study(project, excel=excel, db=db)
    target = Target(output, format, options.excel, piped=TableFormat.CSV)
    if import_ is None:
        _put(options, "cases", target, Terminal(quiet))
    else:
        people.bring_back(options, import_, people.CASES, target, Terminal(quiet), dry_run=dry_run)


@app.command(
    "remove",
    cls=HelpfulCommand,
    short_help="Delete documents from the database.",
    help="""Examples:
  partcode corpus remove interviews/07.docx
  partcode corpus remove interviews/07.docx interviews/08.docx --yes

Delete documents with all their versions and codings; the files stay. Asks first.
Decisions of people are kept and hold again if the same text comes back.""",
)
def remove(
    documents: Annotated[
        list[str],
        typer.Argument(
            metavar="DOCUMENT", help="Documents as `corpus list` names them.", autocompletion=completing.documents
        ),
    ],
    human_codings: Annotated[
        bool,
        typer.Option("--human-codings", help="Also documents that a person coded.", rich_help_panel=STUDY),
    ] = False,
    db: Db = None,
    project: Project = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,
) -> None:
    options = study(project, db=db)
    terminal = Terminal(quiet)
    from partcode.store import open_store

    with open_store(options.db, create=False) as store:
        known = [version.path for version in store.versions()]
    for document in documents:
        if document not in known:
            raise _unknown_document(document, known)
    if dry_run:
        terminal.say(f"would delete {count(len(documents), 'document')}:", *(f"  {path}" for path in documents))
    elif yes or removal.confirmed(documents, terminal):
        removal.delete(options, documents, terminal, human_codings=human_codings)


def _put(options: Options, what: str, target: Target, terminal: Terminal, shown: tuple[str, ...] = ()) -> None:
    target.check()
    from partcode.store import open_store

    with open_store(options.db, create=False) as store, store.snapshot():
        target.put(store.table(what), terminal, shown)


def _unknown_document(document: str, known: list[str]) -> UsageError:
    near = next((path for path in known if path.endswith(f"/{document}")), "") or closest(document, known)
    return UsageError(f"no document {document}", hint=f"did you mean {near}?" if near else "see: partcode corpus list")
