"""partcode kwic: keyword in context."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from partcode.cli.analysis.asking import Asking, asks
from partcode.cli.analysis.options import ABOUT
from partcode.cli.options import WRITING

SHORT = "Keyword in context: every place of a pattern, or of a code."
HELP = """Examples:
  partcode kwic audit
  partcode kwic '(withhold|suspend) ..4 <money>' -c power --language en
  partcode kwic power.coercive --role south_ngo
  partcode kwic norm. --case lindara --sort left -o norms.csv

One line per place, with the words around it. A name that is a code of the run, or the
beginning of codes with a dot at its end, stands for its codings, each shown by the
match that leads it; everything else is a pattern as codebooks have it, read in each
language for the sentences of that language. text[start:end] is the keyword."""


class Sort(StrEnum):
    """By what lines are sorted: place, or words, those next to the keyword first."""

    DOCUMENT = "document"
    LEFT = "left"
    KEYWORD = "keyword"
    RIGHT = "right"


@asks()
def kwic(
    asking: Asking,
    wanted: Annotated[str, typer.Argument(metavar="PATTERN|CODE", help="A pattern, or a code of the run.")],
    codebook: Annotated[
        str,
        typer.Option(
            "--codebook",
            "-c",
            metavar="FILE|NAME",
            help="The codebook whose <lists> the pattern names.",
            rich_help_panel=ABOUT,
        ),
    ] = "",
    context: Annotated[
        int,
        typer.Option("--context", metavar="N", help="Words on either side.", rich_help_panel=WRITING, min=0),
    ] = 8,
    sort: Annotated[
        Sort,
        typer.Option(
            "--sort",
            metavar="|".join(Sort),
            help="By place, or by the words before, in or after the keyword.",
            rich_help_panel=WRITING,
        ),
    ] = Sort.DOCUMENT,
) -> None:
    from partcode.cli.codebook.asking import utf8
    from partcode.pipeline.questions import kwic as question

    asked = utf8(wanted, "the pattern")
    with asking.store() as store:
        table = question.kwic(store, asking.selection, asked, codebook=codebook, context=context, order=sort.value)
    shown: tuple[str, ...] = ()
    if asking.for_people:
        from partcode.render import concordance

        table, shown = concordance(table)
    asking.write(table, shown)
