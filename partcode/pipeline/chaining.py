"""Chains of sequences from the codings of documents, ready for the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.coding.chain_search import Chain
from partcode.coding.chains import Moves, find_chains, planned_sequences
from partcode.coding.coder import Codings
from partcode.coding.plan import Plan
from partcode.model import Kind
from partcode.model.columns import KINDS, NO_TURN
from partcode.pipeline.applying import NOT_APPLIED, Part, role_number
from partcode.store import ChainRow, ChainStepRow, CodebookRows

_HEADING = KINDS.index(Kind.HEADING)

Numbers = NDArray[np.int64]


def chain_rows(
    plan: Plan,
    rows: Sequence[CodebookRows],
    parts: Sequence[Part],
    codings: Codings,
    segments: Numbers,
    applications: Numbers,
) -> list[ChainRow]:
    """The chains in documents side by side, under the ids of the store: all as in applying.coding_rows."""
    planned = planned_sequences(plan)
    if not planned or not codings.code.size:
        return []
    moves = _moves(parts, codings, segments)
    found = []
    for codebook, sequence, codes in planned:
        for chain in find_chains(sequence, codes, moves):
            application = int(applications[codebook, codings.document[chain.steps[0].move]])
            if application != NOT_APPLIED:
                steps = tuple(_steps(plan, rows, chain, codings, segments))
                found.append(
                    ChainRow(application, rows[codebook].sequences[sequence.id], chain.found, chain.needed, steps)
                )
    return found


def _steps(
    plan: Plan, rows: Sequence[CodebookRows], chain: Chain, codings: Codings, segments: Numbers
) -> Iterator[ChainStepRow]:
    for step, move, gap in chain.steps:
        lead = int(codings.first[move])
        rule = plan.rules[int(codings.rule[lead])]
        row = rows[rule.codebook].rules[plan.codes[rule.code].code.id, rule.rule.id]
        yield ChainStepRow(step, gap, int(segments[move]), row, int(codings.start[lead]), int(codings.end[lead]))


class _Said(NamedTuple):
    """By sentence of documents side by side: where it was said, and by whom (see Moves)."""

    section: Numbers
    turn: Numbers
    speaker: Numbers
    role: Numbers


def _moves(parts: Sequence[Part], codings: Codings, segments: Numbers) -> Moves:
    said = _Said(*(np.concatenate(columns) for columns in zip(*map(_said, parts), strict=True)))
    sizes = [part.sentences.start.size for part in parts]
    document = np.repeat(np.arange(len(parts), dtype=np.int64), sizes)
    starts = np.concatenate([part.sentences.start for part in parts]).astype(np.int64)
    lead = codings.start[codings.first[:-1]]
    # A document has fewer code points than 2 to the power of 32.
    sentence = np.searchsorted(document << 32 | starts, codings.document << 32 | lead, side="right") - 1
    return Moves(
        code=codings.code,
        negated=codings.negated,
        reported=codings.reported,
        section=(document << 32 | said.section)[sentence],
        turn=said.turn[sentence],
        segment=segments,
        start=lead,
        speaker=said.speaker[sentence],
        role=said.role[sentence],
    )


def _said(part: Part) -> _Said:
    """Headings outside of turns begin a section. What else stands outside of the turns of a conversation is no part of
    it: each such sentence is a section of its own. A document without turns has its paragraphs for them."""
    columns = part.sentences
    spoken = columns.turn != NO_TURN
    heading = (columns.kind == _HEADING) & ~spoken
    section = np.cumsum(heading & ~np.concatenate(([False], heading[:-1])), dtype=np.int64)
    if not part.roles:
        voice = np.full(section.size, role_number(part.voice_role), dtype=np.int64)
        return _Said(section, columns.paragraph.astype(np.int64), np.zeros_like(section), voice)
    section = np.where(spoken, section, section.size + 1 + np.arange(section.size))
    roles = np.array([role_number(role) for role in part.roles], dtype=np.int64)
    turn = columns.turn.astype(np.int64)
    return _Said(section, turn, np.array(part.speakers, dtype=np.int64)[turn], roles[turn])
