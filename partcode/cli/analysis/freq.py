"""partcode freq: how often codes are used, by whom, and how evenly."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Annotated

import typer

from partcode.cli.analysis.asking import Asking, asks
from partcode.table import UNDEFINED, Table

SHORT = "How often codes are used: by role, case, speaker …"
HELP = """Examples:
  partcode freq
  partcode freq --by role
  partcode freq --code power. --by side -o power.csv
  partcode freq --case lindara --status accepted
  partcode freq --over role --plot codes.svg

One row per code that was found: codings, segments, speakers, documents, the rate of
codings per 1,000 words of body text, and how unevenly they are spread over documents
(dp, dp_norm: 0 is as the words are)."""

SHOWN = ("code", "codings", "segments", "speakers", "documents", "rate", "dp_norm")


@asks(chart="freq")
def freq(
    asking: Asking,
    over: Annotated[
        str,
        typer.Option("--over", metavar="FACET", help="Dispersion over such parts, as role or case."),
    ] = "document",
    zeros: Annotated[bool, typer.Option("--zeros", help="Also codes that were never found.")] = False,
) -> None:
    from partcode.analysis import frequencies

    question = partial(frequencies.freq, over=over, zeros=zeros)
    asking.put(question, SHOWN, _rates if asking.selection.by and asking.for_people else None)


def _rates(table: Table) -> Table:
    """For people: one row per code with its rate in each group, undefined in a group that has no words."""
    from partcode.analysis.wide import wide
    from partcode.render import sparked

    group, rate = table.columns[0], table.columns.index("rate")
    rates = wide(table, ("code",), group, "rate", absent=0.0)
    wordless = {str(row[0]) for row in table.rows if row[rate] != row[rate]}
    kept = [
        tuple(UNDEFINED if name in wordless else cell for name, cell in zip(rates.columns, row, strict=True))
        for row in rates.rows
    ]
    return sparked(replace(rates, rows=kept), rates.columns[1:])
