"""partcode codebook expand: the surface forms that a rule stands for."""

from __future__ import annotations

from typing import Annotated

import typer

from partcode.cli.codebook.explaining import LanguageOfRules
from partcode.cli.options import STUDY, Codebooks, Db, Output, Project, Quiet, TableFormatOption, study
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal
from partcode.model.corpus import LANGUAGES

SHORT = "The surface forms that rules stand for."
HELP = """Examples:
  partcode codebook expand power.coercive --language fr
  partcode codebook expand mine.withheld/hold-back -c mine.yaml
  partcode codebook expand power.coercive --db study.db            with how often each occurs
  partcode codebook expand power.coercive --db study.db --present  only those that do

Every word of every pattern of a code, or of one rule, with its inflected forms as the
dictionary knows them; lists and alternatives written out."""


def expand(
    name: Annotated[str, typer.Argument(metavar="CODE[/RULE]", help="A code, or one of its rules.")],
    language: LanguageOfRules = None,
    present: Annotated[
        bool, typer.Option("--present", help="Only forms that occur in the database.", rich_help_panel=STUDY)
    ] = False,
    codebook: Codebooks = None,
    output: Output = None,
    format: TableFormatOption = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    target, terminal = Target(output, format), Terminal(quiet)
    target.check()
    options = study(project, codebooks=codebook, db=db)
    from partcode.pipeline.codebooks.expanding import surface_forms, words_of_rules
    from partcode.pipeline.codebooks.without_rules import refuse_sequence, why_without
    from partcode.pipeline.coding import codebooks_of

    with terminal.progress() as progress:
        progress.stage("reading codebooks", None)
        books = codebooks_of(options)
        refuse_sequence(books, name)
        words = words_of_rules(books, name, [language.value] if language else LANGUAGES)
        database = options.db if present or db is not None else None
        table = surface_forms(words, database, progress, present=present)
    target.put(table, terminal)
    if why := why_without(books, name):
        terminal.say(why)
