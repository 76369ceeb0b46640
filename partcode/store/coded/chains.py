"""Chains of sequences with their steps, read back with all names resolved."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from partcode.model.chains import OPEN, CodedChain, CodedStep
from partcode.model.codebook import Certainty
from partcode.model.codings import PROPOSED
from partcode.store.coded.names import Names, Voice, at_least

_OF_RUN = """SELECT chains.id, chains.sequence, chains.found, chains.needed, segments.language,
        chain_steps.step + 1, chain_steps.gap, segments.unit, segments.ordinal + 1, segments.start, segments.end,
        segments.turn, chain_steps.rule, match_start, match_end FROM applications
    CROSS JOIN run_applications ON run = ? AND run_applications.application = applications.id
    CROSS JOIN chains ON chains.application = applications.id
    CROSS JOIN chain_steps ON chain_steps.chain = chains.id
    CROSS JOIN segments ON segments.id = chain_steps.segment
    WHERE applications.version = ? ORDER BY chains.id, chain_steps.step"""


@dataclass(frozen=True, slots=True)
class ChainReader:
    """Reads the chains of one version, those of which every step is at least that certain, and of which the sequence
    or the code of a step begins with one of `wanted`."""

    connection: sqlite3.Connection
    names: Names
    voices: Mapping[int | None, Voice]
    decided: Mapping[tuple[int, int, str], str]
    certainty: Certainty
    wanted: tuple[str, ...]

    def read(self, run: str, version: int) -> tuple[CodedChain, ...]:
        """The chains by place and sequence."""
        rows = self.connection.execute(_OF_RUN, (run, version)).fetchall()
        chains = [self._chain(list(steps)) for _, steps in groupby(rows, itemgetter(0))]
        chosen = [chain for chain in chains if at_least(chain.certainty, self.certainty) and self._is_wanted(chain)]
        return tuple(sorted(chosen, key=lambda one: (one.steps[0].start, one.sequence, one.codebook)))

    def _is_wanted(self, chain: CodedChain) -> bool:
        ids = (chain.sequence, *(step.code for step in chain.steps))
        return any(id.startswith(self.wanted) for id in ids)

    def _chain(self, rows: list[tuple[Any, ...]]) -> CodedChain:
        _, sequence, found, needed, language = rows[0][:5]
        steps = tuple(self._step(*row[4:]) for row in rows)
        name = self.names.sequences.in_language(language)[sequence]
        return CodedChain(*name, found, needed, steps[-1].code if found == needed else OPEN, steps)

    def _step(
        self, language: str, step: int, gap: int, unit: str, segment: int, start: int, end: int, turn: int | None,
        rule: int, match_start: int, match_end: int,
    ) -> CodedStep:  # fmt: skip
        name, certainty, code = self.names.rules[rule]
        about = self.names.codes.in_language(language)[code]
        return CodedStep(
            step,
            gap,
            unit,
            segment,
            start,
            end,
            None if turn is None else turn + 1,
            about.id,
            about.label,
            name,
            certainty,
            match_start,
            match_end,
            self.decided.get((start, end, about.id), PROPOSED),
            *self.voices[turn],
        )
