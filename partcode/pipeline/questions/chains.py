"""Questions to chains: they need the texts of the steps, and the sequences as the codebooks had them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from partcode.analysis import chains as analysis
from partcode.analysis.chain_summary import summary
from partcode.analysis.selection import Selection, codes_wanted, select
from partcode.errors import CodebookError, UsageError, closest
from partcode.model.codebook import Sequence as TurnSequence
from partcode.model.material import Material, PlacedChain
from partcode.model.options import Progress
from partcode.pipeline.asking import ask
from partcode.pipeline.naming import as_applied
from partcode.store import Store
from partcode.store.coded.codebooks import StoredCodebook
from partcode.table import Table

What = Literal["chains", "steps", "summary"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which chains: of some `sequences` (by id or its beginning), or of all; `concessions` are the codes that give way,
    or their beginnings."""

    sequences: tuple[str, ...] = ()
    concessions: tuple[str, ...] = analysis.CONCESSIONS

    @classmethod
    def of(cls, sequence: str | Sequence[str] | None, concession: str | Sequence[str] | None) -> Wanted:
        """As options name them: one, several, or none for what is usual."""
        sequences, concessions = (
            (one,) if isinstance(one, str) else tuple(one or ()) for one in (sequence, concession)
        )
        return cls(sequences, concessions or analysis.CONCESSIONS)


def chains(
    store: Store,
    selection: Selection,
    what: What = "chains",
    wanted: Wanted = Wanted(),
    permutations: int = 200,
    seed: int = 1,
    progress: Progress | None = None,
) -> Table:
    """The chains of a run, their steps, or a summary by sequence.

    The codes of a selection leave out chains that have no step of them, its statuses those with a step of another one,
    its other filters those that begin elsewhere. StoreError without a run; UsageError for what the run can't have.
    """
    applied = {one["sha256"] for one in store.run(selection.run).codebooks}
    codebooks = [one for one in store.codebooks() if one.sha256 in applied and one.sequences]
    _check(wanted.sequences, [id for one in codebooks for id in one.sequences])
    known = list(_sequences(codebooks)) if what == "summary" else []

    @cache
    def text(version: int) -> str:
        return store.text(version)

    def question(material: Material) -> Table:
        kept = with_chains(material, selection, wanted)

        def said(document: int, start: int, end: int) -> str:
            return text(kept.documents[document].version)[start:end]

        if what == "steps":
            return analysis.steps(kept, said)
        if what == "chains":
            if wanted.concessions != analysis.CONCESSIONS:
                codes_wanted(material, wanted.concessions)
            return analysis.chains(kept, said, wanted.concessions)
        codes = _codes(material, selection)
        asked = [one for one in known if one.id.startswith(wanted.sequences or ("",)) and codes & one.codes]
        return summary(kept, asked, permutations, seed, progress)

    # The codes that a sequence needs are more than those that somebody asks about.
    return ask(store, replace(selection, codes=()), question)


def _check(sequences: Sequence[str], ids: Sequence[str]) -> None:
    for sequence in sequences:
        if not any(id.startswith(sequence) for id in ids):
            near = closest(sequence, ids)
            there = f"there are {', '.join(ids)}" if ids else "its codebooks have none"
            raise UsageError(f"the run has no sequence {sequence}", hint=f"did you mean {near}?" if near else there)


def _sequences(codebooks: Iterable[StoredCodebook]) -> Iterator[TurnSequence]:
    """Their sequences; of a codebook that can't be had as it was, none."""
    for stored in codebooks:
        with suppress(CodebookError, UsageError):
            yield from as_applied(stored).sequences


def with_chains(material: Material, selection: Selection, wanted: Wanted) -> Material:
    """The material with those of its chains that are asked for."""
    codes = _codes(material, selection)

    def is_wanted(placed: PlacedChain) -> bool:
        chain = placed.chain
        return (
            chain.sequence.startswith(wanted.sequences or ("",))
            and (not selection.codes or not codes.isdisjoint(step.code for step in chain.steps))
            and all(step.status in selection.statuses for step in chain.steps)
        )

    return replace(material, chains=tuple(filter(is_wanted, material.chains)))


def _codes(material: Material, selection: Selection) -> set[str]:
    """The codes that are asked for; UsageError for what the run can't have."""
    return {material.codes[place].id for place in select(material, Selection(codes=selection.codes)).wanted}
