"""A question put to what is stored: the material read, selected, split into groups, and one table of the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from partcode.analysis.selection import Selection, select, split
from partcode.model.material import Material
from partcode.store import Store
from partcode.table import Cell, Table

Question = Callable[[Material], Table]


def material_of(store: Store, selection: Selection) -> Material:
    """What a selection leaves of its run. StoreError without a run; UsageError for what the run can't have."""
    return select(store.material(selection.run, selection.unit, selection.certainty), selection)


def ask(store: Store, selection: Selection, question: Question) -> Table:
    """The answer to a question; with `selection.by` one for each group, below one another, the group in the first
    column. What notes say of one group names it."""
    return answer(material_of(store, selection), selection.by, question)


def answer(material: Material, by: str, question: Question) -> Table:
    """The same of a material that was read and selected."""
    if not by:
        return question(material)
    answers = [(group, question(part)) for group, part in split(material, by)]
    return _joined(by, answers) if answers else question(material)


def _joined(by: str, answers: list[tuple[str, Table]]) -> Table:
    _, first = answers[0]
    column = by if by not in first.columns else f"by_{by}"
    rows: list[tuple[Cell, ...]] = [(group, *row) for group, answer in answers for row in answer.rows]
    return replace(first, columns=(column, *first.columns), rows=rows, notes=_notes(answers))


def _notes(answers: list[tuple[str, Table]]) -> tuple[str, ...]:
    """What all groups have in common once, the rest with the group that it is about."""
    common = set(answers[0][1].notes).intersection(*(answer.notes for _, answer in answers))
    notes = [note for note in answers[0][1].notes if note in common]
    notes += [f"{group}: {note}" for group, answer in answers for note in answer.notes if note not in common]
    return tuple(notes)
