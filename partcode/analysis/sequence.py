"""Lag-sequential analysis: which moves, codes or roles follow which, from turn to turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partcode.analysis.counting import SMALL
from partcode.analysis.lag_sequential import Statistics, over_strata, stratum
from partcode.analysis.permutation import Shuffled, orders, orders_without_repeats, shuffled
from partcode.analysis.transitions import Pairs, answers, at_lag, tables, transitions, within
from partcode.analysis.turn_stream import NO_ACTOR, Actors, Of, TurnStream, turn_stream
from partcode.errors import UsageError
from partcode.model.columns import NO_TURN
from partcode.model.material import Material
from partcode.model.options import Progress, Silent
from partcode.table import Cell, Table, figure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

COLUMNS = (
    "given", "target", "count", "given_count", "target_count", "expected", "residual", "q", "shuffled", "p", "warning",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Steps:
    """What counts as a step from one turn to another.

    lag: to the turn that comes so many later. within: to each of so many next turns. answers: to the next turn of
    another actor. no_repeats: nothing can follow on itself. every_turn: turns in which nothing is done count, too.
    """

    lag: int = 1
    within: int = 0
    answers: bool = False
    no_repeats: bool = False
    every_turn: bool = False

    def check(self, of: Of) -> None:
        """UsageError for what doesn't go together."""
        if self.lag < 1 or self.within < 0:
            raise UsageError("a step leads at least one turn on", hint="--lag 1")
        if (self.lag > 1) + (self.within > 0) + self.answers > 1:
            raise UsageError("a step is by --lag, by --within or by --answers", hint="leave all but one of them out")
        if self.no_repeats and (self.lag > 1 or self.within or self.answers):
            raise UsageError(
                "--no-repeats is about turns that follow each other at once", hint="leave --no-repeats out"
            )
        if self.answers and of == "roles":
            raise UsageError("with --of roles an answer is any change of speaker", hint="--no-repeats")

    def pairs(self, stream: TurnStream) -> Pairs:
        """The pairs of turns of a stream that are steps."""
        if self.answers:
            return answers(stream.document, stream.actor)
        if self.within:
            return within(stream.document, self.within)
        return at_lag(stream.document, self.lag)

    def possible(self, stream: TurnStream) -> Flags:
        """By given and target event, whether the one can follow on the other."""
        import numpy as np

        actor = np.array([event.actor for event in stream.events], dtype=np.int64)
        if self.answers:
            known: Flags = (actor[:, None] != actor) | (actor == NO_ACTOR)
            return known
        return ~(np.eye(len(actor), dtype=np.bool_) & self.no_repeats)


def sequence(
    material: Material,
    of: Of = "moves",
    actors: Actors = "role",
    steps: Steps = Steps(),
    permutations: int = 1000,
    seed: int = 1,
    progress: Progress | None = None,
) -> Table:
    """One row per pair of events that came, or of which one or more were expected; those with the smallest p first.

    count: pairs of turns with the one event in the first and the other in the second; given_count, target_count: those
    with the one in the first, with the other in the second; expected, residual, q as in lag_sequential; shuffled: the
    mean count when turns change places, p: two-sided, from these shuffles. UsageError for steps that can't be.
    """
    import numpy as np

    steps.check(of)
    whole = turn_stream(material, of, actors)
    stream = whole if steps.every_turn else whole.without_empty()
    pairs, incidence, possible = steps.pairs(stream), stream.incidence(), steps.possible(stream)

    def count(order: Numbers) -> Numbers:
        found: Numbers = transitions(incidence, Pairs(order[pairs.given], order[pairs.target])) * possible
        return found

    counts = transitions(incidence, pairs)
    repeats = int(counts[~possible].sum())
    counts *= possible
    found = over_strata(
        counts,
        (
            (rows, columns, stratum(table * possible[np.ix_(rows, columns)], possible[np.ix_(rows, columns)]))
            for rows, columns, table in tables(incidence, pairs, stream.document)
        ),
        possible,
    )
    progress = progress or Silent()
    progress.stage("shuffling", permutations)
    test = shuffled(counts, count, _orders(stream, incidence, steps, permutations, seed), progress)
    rows = sorted(_rows(stream, counts, possible, found, test), key=_most_telling)
    notes = [*_about_counts(stream, counts, found), *_about_pairs(material, repeats, bool(possible.all()))]
    return Table(COLUMNS, rows, "Transitions", (*notes, _about_p(steps, actors, permutations, seed)))


def _orders(stream: TurnStream, incidence: Any, steps: Steps, permutations: int, seed: int) -> Iterator[Numbers]:
    import numpy as np

    random = np.random.default_rng(seed)
    if steps.no_repeats:
        return orders_without_repeats(stream.document, incidence, permutations, random)
    # Who speaks after whom stays as it is where answers are asked for: what is said changes places alone.
    group = stream.document << 32 | stream.actor if steps.answers else stream.document
    return orders(group, permutations, random)


def _rows(
    stream: TurnStream, counts: Numbers, possible: Flags, found: Statistics, test: Shuffled
) -> Iterator[tuple[Cell, ...]]:
    import numpy as np

    given, target = counts.sum(axis=1), counts.sum(axis=0)
    for one, other in np.argwhere(possible & ((counts > 0) | (found.expected >= 1))).tolist():
        expected, residual, q = (float(table[one, other]) for table in found[:3])
        yield (
            stream.events[one].name,
            stream.events[other].name,
            int(counts[one, other]),
            int(given[one]),
            int(target[other]),
            figure(expected),
            figure(residual),
            figure(q),
            figure(test.mean[one, other]),
            figure(test.p[one, other]),
            _warning(expected, residual, q, bool(possible.all())),
        )


def _warning(expected: float, residual: float, q: float, whole: bool) -> str:
    said = [f"expected below {SMALL}"] if expected < SMALL else []
    if residual != residual:
        said.append("residual undefined: no other count is possible with these totals")
    if q != q and whole:
        said.append("q undefined: both products of the four cells are 0")
    return "; ".join(said)


def _most_telling(row: tuple[Cell, ...]) -> tuple[float, float]:
    p, residual = (float(row[COLUMNS.index(name)] or 0) for name in ("p", "residual"))
    return (p if p == p else 1, -abs(residual) if residual == residual else 0)


def _about_counts(stream: TurnStream, counts: Numbers, found: Statistics) -> Iterator[str]:
    total = int(counts.sum())
    if not total:
        yield "no such turn follows on another one"
        return
    chi2 = f"χ² {found.chi2:.2f}, {found.df:,} df" if found.df else "χ² is undefined, the totals leave no freedom"
    yield f"{total:,} transitions in {len(stream):,} turns: {chi2}"
    reached = found.expected[found.expected > 0]
    if sparse := int((reached < SMALL).sum()):
        yield f"{sparse:,} of {reached.size:,} expected counts are below {SMALL}: χ² and residuals are rough, go by p"


def _about_pairs(material: Material, repeats: int, whole: bool) -> Iterator[str]:
    import numpy as np

    if not whole:
        yield "some pairs are impossible: expected counts are fitted to the totals, q is undefined"
    if repeats:
        yield f"repeats are left out: {repeats:,}"
    spoken = np.unique(material.segments.document[material.segments.turn != NO_TURN])
    if silent := len(np.unique(material.segments.document)) - len(spoken):
        yield f"documents without turns are left out: {silent:,}"
    yield "residuals are descriptive, no test: turns cluster in speakers"


def _about_p(steps: Steps, actors: Actors, permutations: int, seed: int) -> str:
    if not permutations:
        return "shuffled and p are undefined: there are no permutations"
    where = f"of each {actors} in a document" if steps.answers else "of each document"
    but = ", with no more repeats than there are" if steps.no_repeats else ""
    return f"p is of {permutations:,} shuffles of the turns {where}{but}, two-sided, for each pair alone (seed {seed})"
