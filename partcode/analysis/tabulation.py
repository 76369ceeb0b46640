"""Codes by the values of a facet, counted."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from partcode.analysis.facets import UNKNOWN, facet
from partcode.analysis.selection import body
from partcode.model.material import CodeRow, Material

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


class Counted(StrEnum):
    """What a cell of a table counts."""

    CODINGS = "codings"
    SEGMENTS = "segments"


class Counts(NamedTuple):
    """codes: those asked for, found or not; items: the values of a facet but for UNKNOWN; cells: codes x items; words:
    body words of each item; unknown: how many codings have no known value."""

    codes: tuple[CodeRow, ...]
    items: tuple[str, ...]
    cells: Floats
    words: Floats
    unknown: int


def tabulated(material: Material, name: str, counted: Counted = Counted.CODINGS) -> Counts:
    """How often each code occurs with each value of the facet `name`. UsageError for a facet that there isn't."""
    import numpy as np

    groups = facet(material, name)
    code, of_codings = material.codings.code, groups.of_codings
    if counted is Counted.SEGMENTS:
        _, first = np.unique(np.stack([code, material.codings.segment]), axis=1, return_index=True)
        code, of_codings = code[first], of_codings[first]
    cells = np.zeros((len(material.codes), len(groups.values)))
    np.add.at(cells, (code, of_codings), 1)
    spoken = body(material)
    words = np.bincount(groups.of_segments[spoken], material.segments.words[spoken], len(groups.values))
    known = [place for place, value in enumerate(groups.values) if value != UNKNOWN]
    wanted = list(material.wanted)
    return Counts(
        tuple(material.codes[one] for one in wanted),
        tuple(groups.values[place] for place in known),
        cells[wanted][:, known],
        words[known].astype(float),
        int(cells[wanted].sum() - cells[wanted][:, known].sum()),
    )


def note_of_unknown(counts: Counts, name: str) -> tuple[str, ...]:
    """What a reader must know of codings that are left out."""
    return (f"{counts.unknown} codings have no known {name} and are left out",) if counts.unknown else ()
