"""partcode pseudonymise: names out of a corpus and its tables, and back by a key that is kept apart."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from partcode.cli import pseudonyms
from partcode.cli.help import HelpfulCommand, HelpfulGroup
from partcode.cli.options import (
    CODING,
    WRITING,
    DryRun,
    Encoding,
    Exclude,
    Folders,
    Include,
    LanguageOption,
    Project,
    Quiet,
    TableFormatOption,
)
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count
from partcode.table import Table

SHOWN = ("name", "kind", "pseudonym", "count", "example")  # what fits a terminal


class Style(StrEnum):
    """names: as people have them; numbers: P01, O01."""

    NAMES = "names"
    NUMBERS = "numbers"


app = typer.Typer(
    cls=HelpfulGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    short_help="Names out of a corpus and its tables, and back.",
    help="""Examples:
  partcode pseudonymise propose interviews -o key/names.csv      … edit …
  partcode pseudonymise apply interviews --key key/names.csv --out copy --dry-run
  partcode pseudonymise apply interviews --key key/names.csv --out copy
  partcode pseudonymise tables results --key key/names.csv --out results_copy
  partcode pseudonymise reverse reviewed.csv --key key/names.csv --out back

Names are replaced in documents, metadata and tables alike. Keep the key apart from
what you give away: whoever has it can go back. Without names a text isn't anonymous:
places, offices and events tell who speaks, too.""",
)

Key = Annotated[
    Path,
    typer.Option("--key", metavar="FILE", help="The key: names and their pseudonyms.", rich_help_panel=CODING),
]
OutFolder = Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to write.", rich_help_panel=WRITING)]
Tables = Annotated[Path, typer.Argument(metavar="PATH", help="A results folder, or one table.")]


@app.command(
    "propose",
    cls=HelpfulCommand,
    short_help="A key to begin with: the names found, and pseudonyms for them.",
    help="""Examples:
  partcode pseudonymise propose interviews -o key/names.csv
  partcode pseudonymise propose interviews -o key/names.csv --style numbers
  partcode pseudonymise propose interviews --model fr_core_news_sm | less

Lists names of persons, organisations and places, with where they stand, and gives each
a pseudonym. They come from speaker labels, metadata, titles (Mme, Dr), capitals, and
from spaCy where a trained pipeline is installed. Read the list: take rows out, empty
the pseudonym of what may stay, add what is missing. A file that is there is kept as it
is and gets only the new names.""",
)
def propose(
    folders: Folders = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The key to write, a CSV.", rich_help_panel=WRITING),
    ] = None,
    style: Annotated[
        Style,
        typer.Option("--style", metavar="|".join(Style), help="What pseudonyms look like.", rich_help_panel=CODING),
    ] = Style.NAMES,
    model: Annotated[
        list[str] | None,
        typer.Option(
            "--model",
            metavar="NAME",
            help="A spaCy pipeline to ask; repeatable [default: those installed].",
            rich_help_panel=CODING,
        ),
    ] = None,
    include: Include = None,
    exclude: Exclude = None,
    language: LanguageOption = None,
    encoding: Encoding = None,
    format: TableFormatOption = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    terminal, target = Terminal(quiet), Target(format=format)
    target.check()
    from partcode.pipeline.pseudonyms import files, proposing
    from partcode.pseudonyms.key import ABOUT, COLUMNS

    had = files.load_key(output) if output and output.exists() else []
    material = pseudonyms.material_of(terminal, project, folders, include, exclude, language, encoding, output)
    with terminal.progress() as progress:
        proposal = proposing.propose(material, had, model or (), style.value, progress)
    asked = ", ".join(proposal.models) or "no trained spaCy pipeline is installed: speakers, metadata and capitals only"
    terminal.say(f"asked: {asked}")
    if output:
        files.save_key(output, proposal.rows)
        terminal.say(f"written: {output}: {count(proposal.new, 'new name')}, {len(had)} as before")
        terminal.say("next:", f"  read and edit {output}, then partcode pseudonymise apply, with --dry-run first")
    else:
        rows = [(n.name, n.kind.value, n.pseudonym, "; ".join(n.variants), *about) for n, about in proposal.rows]
        target.put(Table((*COLUMNS, *ABOUT), rows, "Names"), terminal, SHOWN)


@app.command(
    "apply",
    cls=HelpfulCommand,
    short_help="A copy of the corpus with pseudonyms.",
    help="""Examples:
  partcode pseudonymise apply interviews --key key/names.csv --out copy --dry-run
  partcode pseudonymise apply interviews --key key/names.csv --out copy
  partcode run copy                              … gives pseudonymised tables

Writes a copy of the folders: texts as .txt, transcripts whose format states the turns
as .json, all metadata as corpus.yaml. What was replaced is recorded beside the key.
The copy is searched for names again; one that is found means that nothing is written.""",
)
def apply(
    key: Key,
    out: OutFolder,
    folders: Folders = None,
    include: Include = None,
    exclude: Exclude = None,
    language: LanguageOption = None,
    encoding: Encoding = None,
    format: TableFormatOption = None,
    project: Project = None,
    dry_run: DryRun = False,
    quiet: Quiet = False,
) -> None:
    terminal, target = Terminal(quiet), Target(format=format)
    target.check()
    from partcode.pipeline.pseudonyms import copying, files

    names = pseudonyms.names_of(key, out, terminal)
    material = pseudonyms.material_of(terminal, project, folders, include, exclude, language, encoding, key, out)
    if dry_run:
        columns = ("document", "line", "name", "pseudonym", "context")
        target.put(Table(columns, copying.places(material, names), "Replacements"), terminal)
        return
    with terminal.progress() as progress:
        copy = copying.copy(material, names, progress)
    pseudonyms.stop_if_names_are_left(copy, target, terminal)
    files.write_folder(out, copy.files)
    files.save_records(key, copy.records, names)
    replaced = sum(len(record.edits.all) for record in copy.records[:-1])
    terminal.say(f"{count(replaced, 'replacement')} in {count(len(copy.records) - 1, 'document')}; no name is left")
    pseudonyms.tell_of_names(material, names, terminal)
    terminal.say(f"written: {out}", f"keep apart: {key} and what lies beside it", "next:", f"  partcode run {out}")


@app.command(
    "tables",
    cls=HelpfulCommand,
    short_help="Exported tables with pseudonyms.",
    help="""Examples:
  partcode pseudonymise tables results --key key/names.csv --out results_copy
  partcode pseudonymise tables segments.csv --key key/names.csv --out for_ana

Replaces names in tables that were exported from the corpus itself (CSV, TSV, JSON
lines, XLSX, Parquet), and counts their positions in the texts of the copy: apply comes
first.""",
)
def tables(path: Tables, key: Key, out: OutFolder, dry_run: DryRun = False, quiet: Quiet = False) -> None:
    from partcode.pipeline.pseudonyms import files

    terminal = Terminal(quiet)
    files.refuse_same(path, out)
    names = pseudonyms.names_of(key, out, terminal)
    pseudonyms.write(files.pseudonymised_tables(path, names, key), out, terminal, dry_run=dry_run)


@app.command(
    "reverse",
    cls=HelpfulCommand,
    short_help="Names again, in a copy or in tables.",
    help="""Examples:
  partcode pseudonymise reverse reviewed.csv --key key/names.csv --out back
  partcode pseudonymise reverse copy --key key/names.csv --out back

Puts the names back: exactly where a file is as apply wrote it; in tables by their
positions; in other texts name by name.""",
)
def reverse(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A copy, a results folder, or one file.")],
    key: Key,
    out: OutFolder,
    dry_run: DryRun = False,
    quiet: Quiet = False,
) -> None:
    from partcode.pipeline.pseudonyms import files

    terminal = Terminal(quiet)
    files.refuse_same(path, out)
    names = pseudonyms.names_of(key, out, terminal)
    pseudonyms.write(files.reversed_files(path, names, key), out, terminal, dry_run=dry_run)
