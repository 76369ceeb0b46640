"""partcode crosstab: codes by who uses them."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from partcode.cli.analysis.asking import Asking, asks
from partcode.table import Table

SHORT = "Codes by role, side, case …: counts, rates, adjusted residuals."
HELP = """Examples:
  partcode crosstab
  partcode crosstab side --code power.
  partcode crosstab language --unit turn -o languages.csv
  partcode crosstab case --wide
  partcode crosstab --count speakers
  partcode crosstab --plot roles.svg

One row per code and role (or side, case, language, attribute …): codings, segments and
speakers, the rate per 1,000 words, and by how much segments with the code are more or
fewer there than expected (adjusted residuals, descriptive)."""


class Counted(StrEnum):
    """What rates and residuals are of."""

    CODINGS = "codings"
    SEGMENTS = "segments"
    SPEAKERS = "speakers"


@asks(chart="crosstab")
def crosstab(
    asking: Asking,
    facet: Annotated[str, typer.Argument(metavar="FACET", help="What stands across, as side or case.")] = "role",
    count: Annotated[
        Counted,
        typer.Option(
            "--count", metavar="|".join(Counted), help="What rates and wide tables count; with speakers also residuals."
        ),
    ] = Counted.CODINGS,
    wide: Annotated[bool, typer.Option("--wide", help="One row per code, one column per role: counts alone.")] = False,
) -> None:
    from partcode.analysis import crosstab as tables

    shown = ("code", facet, count.value, "rate", "expected", "residual")
    view = partial(_wide, facet=facet, value=count.value, lines=asking.for_people) if wide else None
    asking.put(partial(tables.crosstab, by=facet, count=count.value), shown, view)


def _wide(table: Table, facet: str, value: str, lines: bool) -> Table:
    """Counts alone; for people with each row as a line, and without labels."""
    from partcode.analysis.wide import wide
    from partcode.render import sparked

    before = table.columns[: table.columns.index(facet)]
    keys = tuple(name for name in before if name != "label" or not lines)
    counts = wide(table, keys, facet, value)
    return sparked(counts, counts.columns[len(keys) :]) if lines else counts
