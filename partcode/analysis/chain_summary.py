"""How many chains there are, and how many there would be if turns came in any order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from partcode.analysis.chain_moves import conversation
from partcode.analysis.chains import length
from partcode.analysis.counting import SMALL
from partcode.analysis.permutation import orders, shuffled
from partcode.model.chains import CodedChain
from partcode.model.codebook import Sequence as TurnSequence
from partcode.model.material import Material
from partcode.model.options import Progress, Silent
from partcode.table import UNDEFINED, Cell, Table, figure

COLUMNS = (
    "sequence", "chains", "complete", "open", "mean_length", "mean_gap", "found", "shuffled", "ratio", "p",
    "found_complete", "shuffled_complete", "ratio_complete", "p_complete", "warning",
)  # fmt: skip


def summary(
    material: Material,
    sequences: Sequence[TurnSequence],
    permutations: int = 200,
    seed: int = 1,
    progress: Progress | None = None,
) -> Table:
    """One row per sequence that has chains, or has some in other orders: its chains, and those found among the turns of
    the material against the mean of those found when the turns of each document change places, with p (two-sided); the
    same for complete chains alone. `sequences` are those that are known; one with a code that the run doesn't have
    isn't looked for."""
    import numpy as np

    there_are = {code.id for code in material.codes}
    sought = [one for one in sequences if one.codes <= there_are]
    talk = conversation(material, sought)
    progress = progress or Silent()
    progress.stage("shuffling", permutations)
    observed = talk.count(np.arange(len(talk.turns.document)))
    shuffles = orders(talk.turns.document, permutations, np.random.default_rng(seed))
    test = shuffled(observed, talk.count, shuffles, progress)
    there: defaultdict[str, list[CodedChain]] = defaultdict(list)
    for placed in material.chains:
        there[placed.chain.sequence].append(placed.chain)
    rows = []
    for place, sequence in enumerate(sought):
        chains = there.pop(sequence.id, [])
        if chains or observed[place, 0] or test.mean[place, 0] > 0:
            figures = zip(observed[place].tolist(), test.mean[place].tolist(), test.p[place].tolist(), strict=True)
            rows.append(_row(sequence.id, chains, [_against(*one) for one in figures]))
    missing = {one.id: ", ".join(sorted(one.codes - there_are)) for one in sequences}
    rows += [_row(id, chains, [(UNDEFINED,) * 4] * 2, missing.get(id, "")) for id, chains in there.items()]
    return Table(COLUMNS, rows, "Sequences", _notes(rows, permutations, seed))


def _against(found: int, mean: float, p: float) -> tuple[Cell, ...]:
    return (found, figure(mean), figure(found / mean) if mean else UNDEFINED, figure(p))


def _row(
    sequence: str, chains: Sequence[CodedChain], figures: Sequence[tuple[Cell, ...]], missing: str = ""
) -> tuple[Cell, ...]:
    gaps = [step.gap for chain in chains for step in chain.steps[1:]]
    complete = sum(chain.complete for chain in chains)
    return (
        sequence,
        len(chains),
        complete,
        len(chains) - complete,
        figure(sum(map(length, chains)) / len(chains)) if chains else UNDEFINED,
        figure(sum(gaps) / len(gaps)) if gaps else UNDEFINED,
        *figures[0],
        *figures[1],
        "; ".join(_warnings(len(chains), figures[0], figures[1], missing)),
    )


def _warnings(chains: int, every: tuple[Cell, ...], complete: tuple[Cell, ...], missing: str) -> Iterator[str]:
    (found, mean, *_), (_, mean_complete, *_) = every, complete
    if not chains:
        yield "no chain, so no length and no gap"
    if found != found:
        why = f"the run isn't coded with {missing}" if missing else "its codebook can't be had as it was"
        yield f"not compared with shuffles: {why}"
        return
    if found != chains:
        yield f"with shuffles are compared those found in these turns: {found}"
    if isinstance(mean, float) and mean < SMALL:
        yield f"fewer than {SMALL} chains expected"
    if not mean or not mean_complete:
        yield "ratio undefined: no shuffle has such a chain"


def _notes(rows: Sequence[tuple[Cell, ...]], permutations: int, seed: int) -> tuple[str, ...]:
    about_p = f"p is of {permutations:,} shuffles of the turns of each document, two-sided (seed {seed})"
    if not permutations:
        about_p = "shuffled, ratio and p are undefined: there are no permutations"
    return (about_p,) if rows else (about_p, "no chain is found, in this order of turns or in another one")
