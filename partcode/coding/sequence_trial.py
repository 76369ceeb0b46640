"""Sequences tried out on the turns of their examples, without a database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from partcode.coding.chains import Moves, find_chains
from partcode.coding.evidence import UNKNOWN_ROLE
from partcode.coding.trial import Trial, Verdict, code_sentences
from partcode.errors import Finding
from partcode.model import ROLES, Codebook
from partcode.model.codebook import Sequence as CodeSequence
from partcode.model.codebook import SequenceExample
from partcode.model.columns import NOBODY


class TriedChain(NamedTuple):
    """A chain in an example: the codes that make its steps, and the turns that they stand in, from 1."""

    complete: bool
    codes: tuple[str, ...]
    turns: tuple[int, ...]

    def __str__(self) -> str:
        return " → ".join(f"{code} (turn {turn})" for code, turn in zip(self.codes, self.turns, strict=True))


def failing_sequence_examples(codebook: Codebook) -> Iterator[Finding]:
    """Examples in which a sequence finds no chain, or finds one though it should not."""
    for sequence, example, chains in sequence_examples(codebook):
        if message := _disagreement(sequence, example, chains):
            shown = " – ".join(turn.text for turn in example.turns)
            yield Finding("PC491", message, example.where, hint=f"« {shown} »")


def sequence_examples(codebook: Codebook) -> Iterator[tuple[CodeSequence, SequenceExample, list[TriedChain]]]:
    """Every example of every sequence with the chains that are in it; each turn is coded as one sentence."""
    pairs = [(sequence, example) for sequence in codebook.sequences for example in sequence.examples]
    trials = [Trial(*turn) for _, example in pairs for turn in example.turns]
    verdicts = iter(code_sentences([codebook, *codebook.uses], trials) if trials else ())
    for sequence, example in pairs:
        yield sequence, example, _chains(sequence, example, [next(verdicts) for _ in example.turns])


def _chains(sequence: CodeSequence, example: SequenceExample, said: Sequence[Sequence[Verdict]]) -> list[TriedChain]:
    names = sorted(sequence.codes)
    roles = [ROLES.index(turn.role) if turn.role else UNKNOWN_ROLE for turn in example.turns]
    rows = [
        (names.index(one.code), one.negated, one.reported is True, turn, one.span.start, roles[turn])
        for turn, verdicts in enumerate(said)
        for one in verdicts
        if one.code in sequence.codes
    ]
    code, negated, reported, turn, start, role = np.array(rows, dtype=np.int64).reshape(-1, 6).T
    moves = Moves(
        code=code,
        negated=negated.astype(np.bool_),
        reported=reported.astype(np.int8),
        section=np.zeros_like(turn),
        turn=turn,
        segment=turn,
        start=start,
        speaker=np.where(role == UNKNOWN_ROLE, NOBODY, role),
        role=role,
    )
    return [
        TriedChain(
            chain.complete,
            tuple(names[code[step.move]] for step in chain.steps),
            tuple(int(turn[step.move]) + 1 for step in chain.steps),
        )
        for chain in find_chains(sequence, {name: number for number, name in enumerate(names)}, moves)
    ]


def _disagreement(sequence: CodeSequence, example: SequenceExample, chains: Sequence[TriedChain]) -> str:
    """What is wrong, "" when nothing is."""
    wanted = [chain for chain in chains if example.complete in (None, chain.complete)]
    found = f"; it finds {'; '.join(map(str, chains))}" if chains else ""
    if example.matches and not wanted:
        what = {None: "chain", True: "complete chain", False: "partial chain"}[example.complete]
        return f"{sequence.id} finds no {what} in this example{found}"
    if not example.matches and wanted:
        return f"{sequence.id} should reject this example{found}"
    return ""
