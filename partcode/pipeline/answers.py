"""The questions whose answers a report shows as figures."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from partcode.analysis import cooccurrence, crosstab, frequencies, profiles, saturation, sequence
from partcode.analysis.map import code_map
from partcode.analysis.selection import with_codings
from partcode.errors import UsageError
from partcode.model.material import Material
from partcode.pipeline.asking import Question
from partcode.report.figures import TITLES
from partcode.table import Table


def _moves(material: Material) -> Table:
    """What one side answers to what, of the codes that are steps of chains: all codes would be a picture of nothing."""
    import numpy as np

    steps = {step.code for placed in material.chains for step in placed.chain.steps}
    moves = tuple(place for place in material.wanted if material.codes[place].id in steps)
    if not moves:
        return _none("sequence", "no chain was found: there are no moves to follow one another")
    part = with_codings(material, np.isin(material.codings.code, moves))
    table = sequence.sequence(replace(part, wanted=moves), actors="side", steps=sequence.Steps(answers=True))
    said = "moves are the codes that are steps of a chain; what follows is the next turn of another side"
    return replace(table, notes=(*table.notes, said))


# By the names of the figures; each as its command asks it when nothing else is said.
QUESTIONS: dict[str, Question] = {
    "freq": frequencies.freq,
    "crosstab": crosstab.crosstab,
    "cooccur": cooccurrence.cooccur,
    "sequence": _moves,
    "map": partial(code_map, facet="role"),
    "saturation": saturation.saturation,
    "profile": lambda material: profiles.by_code(profiles.profile(material)),
}


def answers(material: Material) -> dict[str, Table]:
    """The table of each question; one that the material is too small for is empty, and its note says why."""
    return {name: _answer(name, question, material) for name, question in QUESTIONS.items()}


def _answer(name: str, question: Question, material: Material) -> Table:
    try:
        return question(material)
    except UsageError as error:
        return _none(name, error.message)


def _none(name: str, why: str) -> Table:
    return Table((), [], TITLES[name]["en"], (why,))
