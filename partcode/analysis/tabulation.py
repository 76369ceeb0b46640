"""Codes by the known values of a facet, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from partcode.analysis.counting import pairs, tally, words_of
from partcode.analysis.facets import UNKNOWN, facet
from partcode.errors import UsageError
from partcode.model.material import CodeRow, Material

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Count = Literal["codings", "segments"]
COUNTS: tuple[Count, ...] = get_args(Count)


class Tabulated(NamedTuple):
    """codes: those asked for, found or not; values: those of the facet, but for UNKNOWN; cells: codes x values, counts;
    words: body words by value; notes: what is left out."""

    codes: tuple[CodeRow, ...]
    values: tuple[str, ...]
    cells: Floats
    words: Floats
    notes: tuple[str, ...]


def tabulated(material: Material, name: str, count: Count = "codings") -> Tabulated:
    """How often each code occurs with each value of the facet `name`. UsageError: no such facet or count."""
    if count not in COUNTS:
        raise UsageError(f"nothing to count is called {count}", hint=f"there are {', '.join(COUNTS)}")
    groups = facet(material, name)
    shape = len(material.codes), len(groups.values)
    if count == "segments":
        there = pairs(material)
        cells = tally(there.code, groups.of_segments[there.segment], shape)
    else:
        cells = tally(material.codings.code, groups.of_codings, shape)
    known = [place for place, value in enumerate(groups.values) if value != UNKNOWN]
    unknown = int(cells.sum() - cells[:, known].sum())
    wanted = list(material.wanted)
    return Tabulated(
        tuple(material.codes[one] for one in wanted),
        tuple(groups.values[place] for place in known),
        cells[wanted][:, known].astype(float),
        words_of(material, groups.of_segments, shape[1])[known].astype(float),
        (f"{unknown} {count} without a known {name} are left out",) if unknown else (),
    )
