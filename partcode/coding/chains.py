"""Codings to chains: the steps of a sequence made one after another, by speakers who answer each other.

A chain begins with the first step and goes on as its sequence allows: each next step in a later segment, near enough,
by another speaker where they alternate. What is said at once is no chain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.coding.chain_search import Chain, Events, Search
from partcode.coding.evidence import UNKNOWN_ROLE
from partcode.coding.plan import Plan
from partcode.coding.references import resolve
from partcode.model import ROLES
from partcode.model.codebook import Codebook, Sequence

VERSION = "2"  # changes when the same codings may make other chains

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Moves:
    """Codings as moves in a conversation, columns of equal length in any order.

    code: index as the finder was given it; negated; reported (int8 verdict); section: no chain leaves one; turn: place
    of the turn in its document; segment and start: order within turns; speaker: NOBODY where nobody knows, else
    compared within a section alone; role: index into ROLES, or UNKNOWN_ROLE.
    """

    code: Numbers
    negated: NDArray[np.bool_]
    reported: NDArray[np.int8]
    section: Numbers
    turn: Numbers
    segment: Numbers
    start: Numbers
    speaker: Numbers
    role: Numbers


class PlannedSequence(NamedTuple):
    """A sequence of the plan's codebook number `codebook`; `codes` are the plan's indexes of the codes it names."""

    codebook: int
    sequence: Sequence
    codes: Mapping[str, int]


def planned_sequences(plan: Plan) -> tuple[PlannedSequence, ...]:
    """The sequences that a plan is asked for."""
    return tuple(
        PlannedSequence(number, sequence, _codes_of(plan, plan.codebooks[number], sequence))
        for number, sequence in plan.sequences
    )


def _codes_of(plan: Plan, codebook: Codebook, sequence: Sequence) -> dict[str, int]:
    # By codebook too: the codes of two versions of one may be planned side by side.
    numbers = {(plan.codebooks[one.codebook].sha256, one.code.id): i for i, one in enumerate(plan.codes)}
    meant = {name: resolve(name, codebook) for name in sequence.codes}
    return {name: numbers[book.sha256, code.id] for name, (book, code) in meant.items()}


def find_chains(sequence: Sequence, codes: Mapping[str, int], moves: Moves) -> list[Chain]:
    """The chains of a sequence in order of place; `codes` says under which index `moves` know each code."""
    makes = _steps_made(sequence, codes, moves)
    rows = np.flatnonzero(makes)
    order = np.lexsort(
        (moves.code[rows], moves.start[rows], moves.segment[rows], moves.turn[rows], moves.section[rows])
    )
    rows = rows[order]
    section = np.cumsum(np.diff(moves.section[rows], prepend=moves.section[rows[:1]]) != 0)
    columns = (moves.turn[rows], moves.segment[rows], moves.speaker[rows], rows)
    return list(Search(sequence).chains(Events(makes[rows], section, *columns)))


def _steps_made(sequence: Sequence, codes: Mapping[str, int], moves: Moves) -> Numbers:
    """By move, the steps that it makes, as bits."""
    table = np.zeros((max(codes.values(), default=-1) + 2, UNKNOWN_ROLE + 1), dtype=np.int64)
    for number, step in enumerate(sequence.steps):
        for code, roles in step.moves:
            chosen = [ROLES.index(role) for role in roles] if roles else slice(None)
            table[codes[code], chosen] |= 1 << number
    made = table[np.minimum(moves.code, len(table) - 1), moves.role]
    counts = np.ones(made.size, dtype=np.bool_)
    if not sequence.negated:
        counts &= ~moves.negated
    if not sequence.reported:
        counts &= moves.reported != 1
    return np.where(counts, made, 0)
