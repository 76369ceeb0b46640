"""The turns of a case, what was coded in them, and its chains: the tables that a timeline is drawn of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from partcode.analysis.selection import Selection, select
from partcode.charts.timeline import CODINGS, STEPS, TURNS
from partcode.errors import UsageError
from partcode.model.columns import NO_TURN
from partcode.model.material import Material
from partcode.pipeline.questions.chains import Wanted, with_chains
from partcode.store import Store
from partcode.table import Cell, Table

_OPENING = 80  # characters


class Timeline(NamedTuple):
    """What partcode.charts.timeline draws; turns count from 1 in each document."""

    turns: Table
    codings: Table
    steps: Table


def timeline(store: Store, selection: Selection, wanted: Wanted) -> Timeline:
    """The timeline of the one case that a selection names: all of its turns, the codings that are selected, and the
    chains that `chains` would tell. UsageError for no case, or for several; StoreError without a run."""
    if len(selection.cases) != 1:
        there = f"{len(selection.cases)} are chosen" if selection.cases else "none is chosen"
        raise UsageError(f"a timeline is drawn of one case: {there}", hint="choose it: --case CASE")
    material = store.material(selection.run, selection.unit, selection.certainty)
    case = select(material, Selection(cases=selection.cases, documents=selection.documents))
    kept = with_chains(select(material, replace(selection, codes=())), selection, wanted)
    turns = Table(TURNS, list(_turns(store, case)), "Turns")
    codings = Table(CODINGS, list(_codings(select(material, selection))), "Codings")
    return Timeline(turns, codings, Table(STEPS, list(_steps(kept)), "Steps of chains"))


def _turns(store: Store, material: Material) -> Iterator[tuple[Cell, ...]]:
    import numpy as np

    segments = material.segments.where(material.segments.turn != NO_TURN)
    _, firsts = np.unique(segments.document << 32 | segments.turn, return_index=True)
    document, text = -1, ""
    for first, last in zip(firsts.tolist(), [*firsts[1:].tolist(), len(segments)], strict=True):
        if segments.document[first] != document:
            document = int(segments.document[first])
            text = store.text(material.documents[document].version)
        voice = material.voices[int(segments.voice[first])]
        start, end = int(segments.start[first]), int(segments.end[last - 1])
        words = int(segments.words[first:last].sum())
        opening = " ".join(text[start : min(end, start + _OPENING)].split())
        place = (material.documents[document].path, int(segments.turn[first]) + 1)
        yield (*place, voice.speaker, voice.role, voice.side, words, start, end, opening)


def _codings(material: Material) -> Iterator[tuple[Cell, ...]]:
    codings = material.codings
    turns = material.segments.turn[codings.segment]
    columns = (codings.document, turns, codings.code, codings.start, codings.end)
    for document, turn, number, start, end in zip(*(column.tolist() for column in columns), strict=True):
        code = material.codes[number]
        if turn != NO_TURN:
            yield (material.documents[document].path, turn + 1, code.id, code.label, start, end)


def _steps(material: Material) -> Iterator[tuple[Cell, ...]]:
    # In one language for all documents, as those of the codings: the picture knows moves by their labels.
    labels = {code.id: code.label for code in material.codes}
    for document, chain, number in material.chains:
        told = (material.documents[document].path, number, chain.label or chain.sequence, chain.complete)
        for step in chain.steps:
            yield (*told, step.step, step.turn, step.code, labels.get(step.code, step.label), step.start, step.end)
