"""partcode profile: how cases use the codes, and which are alike."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from partcode.cli.analysis.asking import Asking, asks

SHORT = "Codes per case, and clusters of cases that use the same codes."
HELP = """Examples:
  partcode profile
  partcode profile --of speaker --plot profile.svg
  partcode profile --code power. --clusters 3
  partcode profile --long -o profile.csv

One row per case, in the order of the tree of clusters (Ward): its cluster, how stable
that is when turns are drawn again, and the rate of each code per 1,000 words of body
text. Below 0.6 there is no stability."""


@asks(chart="profile")
def profile(
    asking: Asking,
    of: Annotated[str, typer.Option("--of", metavar="FACET", help="Whose profiles, as --by names it.")] = "case",
    clusters: Annotated[
        int | None,
        typer.Option(
            "--clusters", metavar="K", help="How many clusters [default: the number with the greatest mean silhouette]."
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="The same seed draws the same turns.")] = 1,
    long: Annotated[bool, typer.Option("--long", help="One row for each case and code, with counts.")] = False,
) -> None:
    from partcode.analysis import profiles

    asking.put(partial(profiles.profile, of=of, clusters=clusters, seed=seed), view=None if long else profiles.by_code)
