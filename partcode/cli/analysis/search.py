"""partcode search: full text."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from partcode.cli.analysis.asking import Asking, asks
from partcode.cli.options import WRITING

SHORT = "Full-text search, the best paragraphs first."
HELP = """Examples:
  partcode search audit
  partcode search 'légitim* OR legitim*' --role south_ngo
  partcode search '"no audit" NOT money'
  partcode search water committee --by case --limit 3

The paragraphs that hold all the words, those that say most of them first (BM25).
"a phrase", begin*, AND, OR, NOT and brackets, neither case nor accents matter. Words
are searched for as they are written: kwic knows their other forms. start and end are
those of the passage that is shown."""

SHOWN = ("rank", "document", "turn", "speaker", "role", "snippet")


@asks()
def search(
    asking: Asking,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to search for.")],
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            metavar="N",
            help="The best N, of each group with --by; 0 is all.",
            rich_help_panel=WRITING,
            min=0,
        ),
    ] = 20,
) -> None:
    from partcode.cli.codebook.asking import utf8
    from partcode.cli.screen import has_styles
    from partcode.pipeline.questions import search as question
    from partcode.table import strong

    asked = utf8(" ".join(words), "what to search for")
    mark = strong if asking.for_people and has_styles(sys.stdout) else "[{}]".format
    with asking.store() as store:
        asking.write(question.search(store, asking.selection, asked, limit=limit, mark=mark), SHOWN)
