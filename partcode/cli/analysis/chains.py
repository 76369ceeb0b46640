"""partcode chains: the sequences of the codebooks, as they were found in each case."""

from __future__ import annotations

from typing import Annotated

import typer

from partcode.cli.analysis.asking import Asking, asks
from partcode.cli.analysis.options import ABOUT, Permutations, Seed
from partcode.errors import UsageError

SHORT = "Chains of moves: who began, who gave way, how long it took."
HELP = """Examples:
  partcode chains
  partcode chains --case lindara --steps
  partcode chains --case lindara --plot lindara.svg
  partcode chains --sequence arb.mechanism -o chains.csv
  partcode chains --summary --by case
  partcode chains --concession arb.dilution --concession arb.compromise

One row per chain of a sequence that a codebook describes: its steps with who makes
them and the first words, its length and gaps in turns, who began, who conceded, the
outcome. --steps has a row per step, with all that is said; --summary a row per
sequence, with as many chains as there are in shuffled turns beside those found.
--plot draws the turns of one --case: who speaks, what is coded, chains as arcs."""

SHOWN = {
    "chains": ("case", "sequence", "chain", "outcome", "length", "began", "conceded", "steps"),
    "steps": ("case", "sequence", "chain", "step", "turn", "speaker", "code", "text"),
    "summary": ("sequence", "complete", "open", "mean_length", "mean_gap", "found", "shuffled", "ratio", "p"),
}


@asks(chart="timeline")
def chains(
    asking: Asking,
    steps: Annotated[bool, typer.Option("--steps", help="One row per step, with its text.")] = False,
    summary: Annotated[
        bool, typer.Option("--summary", help="One row per sequence: chains found, and chains in shuffled turns.")
    ] = False,
    sequence: Annotated[
        list[str] | None,
        typer.Option("--sequence", metavar="ID", help="Only such sequences; repeatable.", rich_help_panel=ABOUT),
    ] = None,
    concession: Annotated[
        list[str] | None,
        typer.Option(
            "--concession",
            metavar="CODE",
            help="A code that gives way; who conceded makes the last such step [default: arb.dilution]; repeatable.",
        ),
    ] = None,
    permutations: Permutations = 200,
    seed: Seed = 1,
) -> None:
    from partcode.pipeline.questions.chains import Wanted, What
    from partcode.pipeline.questions.chains import chains as question
    from partcode.pipeline.questions.timeline import timeline

    if steps and summary:
        raise UsageError("--steps or --summary, not both", hint="leave one of them out")
    what: What = "steps" if steps else "summary" if summary else "chains"
    wanted = Wanted.of(sequence, concession)
    with asking.terminal.progress() as progress, asking.store() as store:
        drawn = timeline(store, asking.selection, wanted) if asking.plot else ()
        table = question(store, asking.selection, what, wanted, permutations, seed, progress)
    asking.write(table, SHOWN[what], drawn=drawn)
