"""Chains of sequences as tables: who began, who gave way, how long it took."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from partcode.model.chains import CodedChain, CodedStep
from partcode.model.material import Material, PlacedChain
from partcode.table import UNDEFINED, Cell, Table

CHAINS = (
    "case", "document", "sequence", "label", "chain", "complete", "completeness", "outcome", "length", "steps", "gaps",
    "began", "began_role", "conceded", "conceded_role", "first_turn", "last_turn", "warning",
)  # fmt: skip
STEPS = (
    "case", "document", "sequence", "chain", "complete", "outcome", "step", "gap", "turn", "speaker", "role", "code",
    "label", "text", "status",
)  # fmt: skip
CONCESSIONS = ("arb.dilution",)
_FIRST_WORDS = 8

Said = Callable[[int, int, int], str]


def chains(material: Material, said: Said, concessions: Sequence[str] = CONCESSIONS) -> Table:
    """One row per chain. `said` gives the text of a document (by index) from a start to an end.

    length: turns from the first step to the last one, both counted; began: who makes the first step; conceded: who
    makes the last of the steps whose code is one of `concessions`, or begins so; undefined where there is none.
    """
    rows = [_chain_row(material, one, said, tuple(concessions)) for one in material.chains]
    return Table(CHAINS, rows, "Chains", () if rows else ("no chain is found",))


def steps(material: Material, said: Said) -> Table:
    """One row per step of a chain, with all that is said in its segment."""
    rows = [row for one in material.chains for row in _step_rows(material, one, said)]
    return Table(STEPS, rows, "Steps of chains", () if rows else ("no chain is found",))


def length(chain: CodedChain) -> int:
    """Turns (paragraphs, in a document without turns) from the first step to the last one, both counted."""
    return 1 + sum(step.gap for step in chain.steps)


def _chain_row(material: Material, placed: PlacedChain, said: Said, concessions: tuple[str, ...]) -> tuple[Cell, ...]:
    document, chain = material.documents[placed.document], placed.chain
    first, last = chain.steps[0], chain.steps[-1]
    gave_way = [step for step in chain.steps if step.code.startswith(concessions)]
    conceded: tuple[Cell, Cell] = (gave_way[-1].speaker, gave_way[-1].role) if gave_way else (UNDEFINED, UNDEFINED)
    warning = [] if gave_way else [f"conceded is undefined: no step is {' or '.join(concessions)}"]
    if first.turn is None:
        warning.append("length and gaps are in paragraphs: the document has no turns")
    return (
        document.case,
        document.path,
        chain.sequence,
        chain.label,
        placed.number,
        chain.complete,
        round(chain.found / chain.needed, 2),
        chain.outcome,
        length(chain),
        " → ".join(_in_context(step, said(placed.document, step.start, step.end)) for step in chain.steps),
        ", ".join(str(step.gap) for step in chain.steps[1:]),
        first.speaker,
        first.role,
        *conceded,
        first.turn,
        last.turn,
        "; ".join(warning),
    )


def _in_context(step: CodedStep, text: str) -> str:
    words = text.split()
    more = " …" if len(words) > _FIRST_WORDS else ""
    return f"{step.code} ({step.speaker or 'unknown'}: {' '.join(words[:_FIRST_WORDS])}{more})"


def _step_rows(material: Material, placed: PlacedChain, said: Said) -> Iterator[tuple[Cell, ...]]:
    document, chain = material.documents[placed.document], placed.chain
    for step in chain.steps:
        yield (
            document.case, document.path, chain.sequence, placed.number, chain.complete, chain.outcome, step.step,
            step.gap, step.turn, step.speaker, step.role, step.code, step.label,
            said(placed.document, step.start, step.end), step.status,
        )  # fmt: skip
