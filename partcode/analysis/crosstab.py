"""Codes by who uses them, or by where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from partcode.analysis.counting import PER, SMALL, codable, distinct, pairs, speakers, tally, words_of
from partcode.analysis.facets import Facet, facet
from partcode.errors import UsageError
from partcode.model.columns import NOBODY
from partcode.model.material import Material
from partcode.table import UNDEFINED, Cell, Table, figure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]

Count = Literal["codings", "segments", "speakers"]
COUNTS: tuple[Count, ...] = get_args(Count)


class _Cells(NamedTuple):
    """By code and value of the facet, but `words` and `all` (segments or speakers, with or without a code) by value."""

    codings: Numbers
    segments: Numbers
    speakers: Numbers
    words: Numbers
    all: Numbers
    expected: Floats
    residual: Floats


def crosstab(material: Material, by: str = "role", *, count: Count = "codings") -> Table:
    """One row per code that was found and value of the facet: codings, segments, speakers, and of what `count` names
    the rate per 1,000 body words of that value.

    Codes don't exclude one another, so a code isn't compared with other codes: its table has two rows, segments with it
    and segments without it, and a column for each value. `expected` and `residual` are of the cell with the code: the
    segments it would have at the same share of segments everywhere, and the adjusted residual (Haberman 1973). With
    `count` "speakers" they are of speakers with and without the code. UsageError: no such facet or count.
    """
    if count not in COUNTS:
        raise UsageError(f"nothing to count is called {count}", hint=f"there are {', '.join(COUNTS)}")
    groups = facet(material, by)
    cells = _cells(material, groups, count)
    codes = [code for code in material.wanted if cells.codings[code].any()]
    codes.sort(key=lambda code: (-cells.codings[code].sum(), material.codes[code].id))
    rows = [
        _row(material, groups, cells, count, (code, place)) for code in codes for place in range(len(groups.values))
    ]
    columns = ("code", "label", by, *COUNTS, "words", "rate", "expected", "residual", "warning")
    small = int((cells.expected[codes] < SMALL).sum())
    notes = _notes(_units(count), by, small, len(rows))
    return Table(columns, rows, f"Codes by {by}", notes, bar="rate")


def _cells(material: Material, groups: Facet, count: Count) -> _Cells:
    from partcode.analysis.residuals import adjusted_residuals, expected

    shape = len(material.codes), len(groups.values)
    there, said, asked = pairs(material), speakers(material), codable(material)
    of_pairs, of_asked = groups.of_segments[there.segment], groups.of_segments[asked]
    segments = tally(there.code, of_pairs, shape)
    people = _people(there.code, of_pairs, said[there.segment], shape)
    row, line = 0 * of_asked, (1, shape[1])
    if count == "speakers":
        observed, every = people, _people(row, of_asked, said[asked], line)[0]
    else:
        observed, every = segments, tally(row, of_asked, line)[0]
    margins = observed.sum(axis=1), every, int(every.sum())
    return _Cells(
        tally(material.codings.code, groups.of_codings, shape),
        segments,
        people,
        words_of(material, groups.of_segments, shape[1]),
        every,
        expected(*margins),
        adjusted_residuals(observed, *margins),
    )


def _people(rows: Numbers, columns: Numbers, said: Numbers, shape: tuple[int, int]) -> Numbers:
    """How many speakers there are by row and column; who speaks in two columns counts in both."""
    known = said != NOBODY
    cell, _ = distinct((rows * shape[1] + columns)[known], said[known])
    return tally(0 * cell, cell, (1, shape[0] * shape[1])).reshape(shape)


def _row(material: Material, groups: Facet, cells: _Cells, count: Count, cell: tuple[int, int]) -> tuple[Cell, ...]:
    code, place = cell
    words = int(cells.words[place])
    counts = {name: int(getattr(cells, name)[cell]) for name in COUNTS}
    return (
        material.codes[code].id,
        material.codes[code].label,
        groups.values[place],
        *counts.values(),
        words,
        figure(PER * counts[count] / words) if words and cells.all[place] else UNDEFINED,
        figure(cells.expected[cell]),
        figure(cells.residual[cell]),
        "; ".join(_warnings(cells, _units(count), groups.name, cell)),
    )


def _warnings(cells: _Cells, units: str, by: str, cell: tuple[int, int]) -> list[str]:
    """What is undefined and why, and what is small."""
    code, place = cell
    found = [] if cells.words[place] else ["no body text, so no rate"]
    if cells.residual[cell] == cells.residual[cell]:
        return [*found, f"expected below {SMALL}"] if cells.expected[cell] < SMALL else found
    if not cells.all[place]:
        return [f"no {units} here, so neither rate nor residual"]
    if cells.all[place] == cells.all.sum():
        return [*found, f"no {units} of another {by}, so no residual"]
    some = cells.expected[code].sum() > 0
    return [*found, f"{units} {'without' if some else 'with'} the code: none, so no residual"]


def _units(count: Count) -> str:
    """What residuals count."""
    return "speakers" if count == "speakers" else "segments"


def _notes(units: str, by: str, small: int, cells: int) -> tuple[str, ...]:
    clustered = "speakers cluster in documents" if units == "speakers" else "turns cluster in speakers"
    notes = (
        f"expected and residual compare {units} with and without a code by {by} (adjusted residuals, Haberman 1973)",
        f"residuals are descriptive, no test: {clustered}",
    )
    return (*notes, f"{small} of {cells} expected counts are below {SMALL}") if small else notes
