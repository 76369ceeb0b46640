"""partcode saturation: new codes per interview."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from partcode.cli.analysis.asking import Asking, asks

SHORT = "New codes per interview, and where they run out (Guest, Namey & Chen)."
HELP = """Examples:
  partcode saturation
  partcode saturation --base 6 --run-length 3 --threshold 0
  partcode saturation --by side --plot saturation.svg
  partcode saturation --over case --code core.

One row per interview: what it adds in the given order (by date, then path), what an
interview in its place adds on average over random orders, and the new information of
the run of interviews that ends with it, as a share of the codes of the first ones."""


@asks(chart="saturation")
def saturation(
    asking: Asking,
    over: Annotated[
        str,
        typer.Option(
            "--over",
            metavar="document|case",
            help="An interview is a document of kind interview, or all of these of a case.",
        ),
    ] = "document",
    base: Annotated[
        int,
        typer.Option("--base", metavar="N", help="How many first interviews are the measure (4 to 6)."),
    ] = 4,
    run_length: Annotated[
        int,
        typer.Option("--run-length", metavar="N", help="How many interviews new codes are counted in (2 or 3)."),
    ] = 2,
    threshold: Annotated[
        float,
        typer.Option("--threshold", metavar="SHARE", help="New information that still counts as none (0.05 or 0)."),
    ] = 0.05,
    orders: Annotated[int, typer.Option("--orders", metavar="N", help="How many random orders.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="The same seed gives the same orders.")] = 1,
) -> None:
    from partcode.analysis import saturation

    asking.put(
        partial(
            saturation.saturation,
            over=over,
            base=base,
            run_length=run_length,
            threshold=threshold,
            orders=orders,
            seed=seed,
        ),
        ("interviews", over, "new_codes", "codes", "mean_codes", "low", "high", "ratio", "saturated"),
    )
