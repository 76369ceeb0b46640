"""partcode sequence: what follows what, from turn to turn."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from partcode.cli.analysis.asking import Asking, asks
from partcode.cli.analysis.options import Permutations, Seed

SHORT = "What follows what, from turn to turn: lag-sequential analysis."
HELP = """Examples:
  partcode sequence --code arb.
  partcode sequence --code arb. --actors side --answers
  partcode sequence --of roles --no-repeats
  partcode sequence --of codes --code power. --code legit. --within 3
  partcode sequence --code arb. --by case -o transitions.csv

One row per pair, those first that chance explains least: how often the target comes
after the given one, how often it would by the totals (expected) and in shuffled
turns, the adjusted residual, Yule's Q, and p of the shuffles. Steps lead from turn to
turn within a document; turns in which nothing is done don't count, unless
--every-turn."""

SHOWN = ("given", "target", "count", "p", "expected", "residual", "shuffled", "q")
STEPS = "What a step is"


class Of(StrEnum):
    """What follows."""

    MOVES = "moves"
    CODES = "codes"
    ROLES = "roles"


class Actors(StrEnum):
    """Who acts."""

    ROLE = "role"
    SIDE = "side"
    SPEAKER = "speaker"


@asks(chart="sequence")
def sequence(
    asking: Asking,
    of: Annotated[
        Of,
        typer.Option(
            "--of",
            metavar="|".join(Of),
            help="moves: codes and who makes them, as code@role; codes; roles: who speaks.",
            rich_help_panel=STEPS,
        ),
    ] = Of.MOVES,
    actors: Annotated[
        Actors,
        typer.Option(
            "--actors",
            metavar="|".join(Actors),
            help="By what those who speak are told apart; who is on no side goes by the role.",
            rich_help_panel=STEPS,
        ),
    ] = Actors.ROLE,
    lag: Annotated[
        int, typer.Option("--lag", metavar="N", min=1, help="To the N-th next turn.", rich_help_panel=STEPS)
    ] = 1,
    within: Annotated[
        int | None,
        typer.Option("--within", metavar="N", min=1, help="To each of the N next turns.", rich_help_panel=STEPS),
    ] = None,
    answers: Annotated[
        bool,
        typer.Option("--answers", help="To the next turn of another one of the --actors.", rich_help_panel=STEPS),
    ] = False,
    no_repeats: Annotated[
        bool, typer.Option("--no-repeats", help="Nothing can follow on itself.", rich_help_panel=STEPS)
    ] = False,
    every_turn: Annotated[
        bool,
        typer.Option("--every-turn", help="Turns in which nothing is done take a place, too.", rich_help_panel=STEPS),
    ] = False,
    permutations: Permutations = 1000,
    seed: Seed = 1,
) -> None:
    from partcode.analysis.sequence import Steps
    from partcode.analysis.sequence import sequence as question

    steps = Steps(lag, within or 0, answers, no_repeats, every_turn)
    steps.check(of.value)
    with asking.terminal.progress() as progress, asking.store() as store:
        from partcode.pipeline.asking import ask

        asked = partial(
            question, of=of.value, actors=actors.value, steps=steps, permutations=permutations, seed=seed,
            progress=progress,
        )  # fmt: skip
        table = ask(store, asking.selection, asked)
    asking.write(table, SHOWN)
