"""The chains of sequences in what was rehearsed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from partcode.coding.coder import Codings
from partcode.coding.plan import Plan
from partcode.pipeline.applying import as_stored
from partcode.pipeline.chaining import chain_rows
from partcode.pipeline.codebooks.rehearsal import Rehearsal
from partcode.store import CodebookRows


class FoundStep(NamedTuple):
    """A step of a chain: the code that makes it, its segment in the document, and the words of its leading match."""

    code: str
    segment: int
    start: int
    end: int


class FoundChain(NamedTuple):
    """A chain of a sequence of the plan's codebook number `codebook`, in a document of the batch; `found` of `needed`
    steps are there."""

    codebook: int
    document: int
    sequence: str
    found: int
    needed: int
    steps: tuple[FoundStep, ...]

    @property
    def complete(self) -> bool:
        """Whether no step is missing that must be there."""
        return self.found == self.needed


class ChainsOf:
    """Finds the chains of the codebooks that a plan applies."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        # Where nothing is stored, the numbers of the plan serve for the ids of rows.
        self._rows = [
            CodebookRows(
                sha256=book.sha256,
                codes={},
                rules={
                    (plan.codes[one.code].code.id, one.rule.id): rule
                    for rule, one in enumerate(plan.rules)
                    if one.codebook == number
                },
                sequences={one.id: place for place, one in enumerate(book.sequences)},
                coder=0,
            )
            for number, book in enumerate(plan.codebooks)
        ]

    def chains(self, batch: Rehearsal, codings: Codings) -> Iterator[FoundChain]:
        """The chains that codings of a batch make, by sequence in order of place."""
        plan, documents = self._plan, len(batch.documents)
        applications = np.arange(plan.applied * documents).reshape(plan.applied, documents)
        parts = list(map(as_stored, batch.documents))
        for row in chain_rows(plan, self._rows, parts, codings, codings.segment, applications):
            codebook, document = divmod(row.application, documents)
            first = int(batch.first[document])
            yield FoundChain(
                codebook=codebook,
                document=document,
                sequence=plan.codebooks[codebook].sequences[row.sequence].id,
                found=row.found,
                needed=row.needed,
                steps=tuple(
                    FoundStep(plan.codes[plan.rules[one.rule].code].code.id, one.segment - first, one.start, one.end)
                    for one in row.steps
                ),
            )
