"""partcode map: codes and cases, or roles, as points of one map."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from partcode.cli.analysis.asking import Asking, asks
from partcode.errors import UsageError

SHORT = "Which codes go with which cases or roles: correspondence analysis."
HELP = """Examples:
  partcode map
  partcode map role --plot map.svg
  partcode map case --code power. --min 10
  partcode map speaker --axes 2,3 -o points.csv

One row per code and per value of the facet: its coordinates on two axes, how much it
makes of them (contributions) and how much of it they show (cos²). Distances among codes
can be read, and those among cases; a distance between a code and a case can't."""

SHOWN = ("set", "item", "mass", "x", "y", "contribution_1", "contribution_2", "cos2", "warning")


class Counted(StrEnum):
    """What the map is of."""

    CODINGS = "codings"
    SEGMENTS = "segments"


@asks(chart="map")
def map(
    asking: Asking,
    facet: Annotated[
        str, typer.Argument(metavar="[FACET]", help="What codes are put against, as --by names it.")
    ] = "case",
    count: Annotated[
        Counted, typer.Option("--count", metavar="|".join(Counted), help="What is counted.")
    ] = Counted.CODINGS,
    least: Annotated[int, typer.Option("--min", metavar="N", min=0, help="Leave out codes that occur less often.")] = 5,
    axes: Annotated[str, typer.Option("--axes", metavar="A,B", help="The two axes of the map.")] = "1,2",
) -> None:
    from partcode.analysis.map import code_map

    asking.put(partial(code_map, facet=facet, count=count.value, least=least, axes=_axes(axes)), SHOWN)


def _axes(given: str) -> tuple[int, int]:
    if not (found := re.fullmatch(r"\s*(\d{1,3})\s*,\s*(\d{1,3})\s*", given)):
        raise UsageError(f"--axes {given}: no two axes", hint="--axes 1,2")
    return int(found[1]), int(found[2])
