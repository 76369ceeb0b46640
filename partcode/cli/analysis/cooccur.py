"""partcode cooccur: which codes occur together."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from partcode.cli.analysis.asking import Asking, asks

SHORT = "Codes that occur together: in a segment, a turn, a few turns."
HELP = """Examples:
  partcode cooccur
  partcode cooccur --within turn --min 3
  partcode cooccur --within 3 --code arb. --code legit.
  partcode cooccur --role south_ngo --plot network.svg

One row per pair of codes: in how many segments (turns, windows of turns) they are
together, in how many each is, Jaccard, PMI, φ, and whether the pair is in the maximum
spanning tree."""

SHOWN = ("code", "other", "together", "expected", "jaccard", "phi", "tree")


@asks(chart="cooccur")
def cooccur(
    asking: Asking,
    within: Annotated[
        str, typer.Option("--within", metavar="segment|turn|N", help="Together in what; N is so many turns on end.")
    ] = "segment",
    least: Annotated[
        int, typer.Option("--min", metavar="N", min=0, help="Leave out pairs that are together more rarely.")
    ] = 1,
) -> None:
    from partcode.analysis import cooccurrence

    asking.put(partial(cooccurrence.cooccur, within=within, least=least), SHOWN)
