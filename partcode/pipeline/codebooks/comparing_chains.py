"""The chains of two codebooks, held against each other document by document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from partcode.coding.coder import Coder, Codings
from partcode.pipeline.codebooks.rehearsal import Rehearsal
from partcode.pipeline.codebooks.rehearsed_chains import ChainsOf, FoundChain
from partcode.pipeline.runs.shifts import Move, chain_steps, moved

Key = tuple[int, str]  # the segment of the document in which a chain begins, and its sequence


class ChainShift(NamedTuple):
    """A chain that would appear (`before` is None), disappear (`after` is None), or have other steps."""

    segment: int
    sequence: str
    change: Move
    before: FoundChain | None
    after: FoundChain | None


def chains_by_document(batch: Rehearsal, coder: Coder, codings: Codings) -> list[dict[Key, FoundChain]]:
    """By document of the batch, its chains. Those of one sequence don't overlap: no two begin in one segment."""
    found: list[dict[Key, FoundChain]] = [{} for _ in batch.documents]
    for chain in ChainsOf(coder.plan).chains(batch, codings):
        found[chain.document][chain.steps[0].segment, chain.sequence] = chain
    return found


def chain_shifts(before: Mapping[Key, FoundChain], after: Mapping[Key, FoundChain]) -> Iterator[ChainShift]:
    """The chains of one document that differ, in order of place and sequence. Other words in the same segments make
    no other chain."""
    for key, change, old, new in moved(before, after, chain_steps):
        yield ChainShift(*key, change, old, new)
