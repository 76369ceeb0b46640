"""Chains of sequences with their steps, all names resolved."""

from __future__ import annotations

from typing import NamedTuple

from partcode.model.codebook import CERTAINTIES, Certainty

OPEN = "open"  # the outcome of a chain that is not complete


class CodedStep(NamedTuple):
    """A step of a chain with its segment, and the match that makes it. `step`, `segment` and `turn` count from 1;
    `gap` is in turns since the step before (in paragraphs, in a document without turns)."""

    step: int
    gap: int
    unit: str
    segment: int
    start: int
    end: int
    turn: int | None
    code: str
    label: str
    rule: str
    certainty: Certainty
    match_start: int
    match_end: int
    status: str
    speaker: str
    role: str


class CodedChain(NamedTuple):
    """A chain: `found` of `needed` steps are there; `outcome` is the code of the last one, or open."""

    sequence: str
    label: str
    codebook: str
    codebook_version: str
    found: int
    needed: int
    outcome: str
    steps: tuple[CodedStep, ...]

    @property
    def complete(self) -> int:
        """1 when no step is missing that must be there, else 0."""
        return int(self.found == self.needed)

    @property
    def certainty(self) -> Certainty:
        """That of its least certain step."""
        return max((step.certainty for step in self.steps), key=CERTAINTIES.index)
