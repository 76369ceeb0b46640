"""partcode keyness: the words of one group of segments against another."""

from __future__ import annotations

from typing import Annotated

import typer

from partcode.cli.analysis.asking import Asking, asks
from partcode.cli.analysis.options import ABOUT
from partcode.cli.options import WRITING

SHORT = "The words of one group of segments against another."
HELP = """Examples:
  partcode keyness --role north_funder
  partcode keyness --role north_funder --against role=south_ngo
  partcode keyness --code power.coercive --language fr
  partcode keyness --by role --limit 10 -o keywords.csv

Words that are more frequent in what is selected than in everything else, or than
--against; with --code in segments with such codings. Languages are never mixed. G² is
Dunning's, over all four cells; log_ratio is 1 where a word is twice as frequent."""

SHOWN = ("language", "word", "here", "there", "rate_here", "rate_there", "g2", "log_ratio", "documents")


@asks(chart="keyness")
def keyness(
    asking: Asking,
    against: Annotated[
        list[str] | None,
        typer.Option(
            "--against",
            metavar="FACET=VALUE",
            help="Hold it against these segments, as role=south_ngo or code=core.trust; repeatable "
            "[default: everything else].",
            rich_help_panel=ABOUT,
        ),
    ] = None,
    least: Annotated[
        int,
        typer.Option("--min", metavar="N", help="Leave out words that are rarer here.", rich_help_panel=ABOUT, min=1),
    ] = 3,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", metavar="N", help="The first N of each language; 0 is all.", rich_help_panel=WRITING, min=0
        ),
    ] = 50,
    stop_words: Annotated[
        bool, typer.Option("--stop-words", help="Also words that say little, and numbers.", rich_help_panel=ABOUT)
    ] = False,
) -> None:
    from partcode.pipeline.questions.keyness import Wanted, keyness

    with asking.store() as store:
        wanted = Wanted(least, limit, stop_words)
        asking.write(keyness(store, asking.selection, against or (), wanted), SHOWN)
