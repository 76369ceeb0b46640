"""The questions whose answers a report shows as figures."""

from __future__ import annotations

from functools import partial

from partcode.analysis import cooccurrence, crosstab, frequencies, profiles, saturation, sequence
from partcode.analysis.map import code_map
from partcode.errors import UsageError
from partcode.model.material import Material
from partcode.pipeline.asking import Question
from partcode.report.figures import TITLES
from partcode.table import Table

# By the names of the figures; each as its command asks it when nothing else is said.
QUESTIONS: dict[str, Question] = {
    "freq": frequencies.freq,
    "crosstab": crosstab.crosstab,
    "cooccur": cooccurrence.cooccur,
    "sequence": sequence.sequence,
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
        return Table((), [], TITLES[name]["en"], (error.message,))
