"""Tables of the chains that a run found: one row per step, and one row per chain."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from partcode.model.chains import CodedChain
from partcode.model.codebook import Certainty
from partcode.store.coded.segments import Block, CodedDocument, DocumentTable, coded_documents
from partcode.table import Cell

SEQUENCES = (
    "document", "case", "sequence", "sequence_label", "chain", "complete", "completeness", "outcome", "step", "code",
    "label", "gap", "turn", "speaker", "role", "unit", "segment", "start", "end", "text", "rule", "certainty", "match",
    "match_start", "match_end", "status", "codebook", "codebook_version", "run",
)  # fmt: skip
CHAINS = (
    "document", "case", "sequence", "sequence_label", "chain", "complete", "completeness", "outcome", "first_turn",
    "last_turn", "steps", "gaps", "speakers", "roles", "start", "end", "certainty", "codebook", "codebook_version",
    "run",
)  # fmt: skip


def sequences(
    connection: sqlite3.Connection, run: str, certainty: Certainty, codes: Sequence[str] = ()
) -> DocumentTable:
    """One row per step; `chain` counts the chains of a document from 1, `step` the steps of the sequence."""
    return DocumentTable.of(coded_documents(connection, run, certainty, codes), SEQUENCES, _steps, "Sequences")


def chains(connection: sqlite3.Connection, run: str, certainty: Certainty, codes: Sequence[str] = ()) -> DocumentTable:
    """One row per chain: what its steps are, and the turns between them."""
    return DocumentTable.of(coded_documents(connection, run, certainty, codes), CHAINS, _chains, "Chains")


def _steps(document: CodedDocument) -> Block:
    return Block(_step_rows(document), (document.path, document.case))


def _chains(document: CodedDocument) -> Block:
    return Block(_chain_rows(document), (document.path, document.case))


def _step_rows(document: CodedDocument) -> Iterator[tuple[Cell, ...]]:
    for number, chain in enumerate(document.chains, 1):
        for one in chain.steps:
            yield (
                *_about(number, chain), one.step, one.code, one.label, one.gap, one.turn, one.speaker, one.role,
                one.unit, one.segment, one.start, one.end, document.text[one.start : one.end], one.rule, one.certainty,
                document.text[one.match_start : one.match_end], one.match_start, one.match_end, one.status,
                chain.codebook, chain.codebook_version, document.run,
            )  # fmt: skip


def _chain_rows(document: CodedDocument) -> Iterator[tuple[Cell, ...]]:
    for number, chain in enumerate(document.chains, 1):
        first, last = chain.steps[0], chain.steps[-1]
        yield (
            *_about(number, chain),
            first.turn,
            last.turn,
            _joined(" → ", (one.code for one in chain.steps)),
            _joined(", ", (one.gap for one in chain.steps[1:])),
            _joined(" → ", (one.speaker for one in chain.steps)),
            _joined(" → ", (one.role for one in chain.steps)),
            first.start,
            last.end,
            chain.certainty,
            chain.codebook,
            chain.codebook_version,
            document.run,
        )


def _about(number: int, chain: CodedChain) -> tuple[Cell, ...]:
    completeness = round(chain.found / chain.needed, 2)
    return (chain.sequence, chain.label, number, chain.complete, completeness, chain.outcome)


def _joined(by: str, cells: Iterator[object]) -> str:
    return by.join(map(str, cells))
