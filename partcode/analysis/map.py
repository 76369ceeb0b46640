"""Codes and cases, or roles, as points of one map: what goes with what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from partcode.analysis.counting import SMALL
from partcode.analysis.tabulation import Count, Tabulated, tabulated
from partcode.errors import UsageError
from partcode.model.material import Material
from partcode.table import UNDEFINED, Cell, Table, figure

if TYPE_CHECKING:
    from partcode.analysis.correspondence import Cloud, Correspondence
    from partcode.analysis.tabulation import Floats

COLUMNS = (
    "set", "item", "label", "mass", "inertia", "x", "y", "contribution_1", "contribution_2", "cos2_1", "cos2_2", "cos2",
    "share_1", "share_2", "warning",
)  # fmt: skip
SHOWN_POORLY = 0.2  # cos², of a point's inertia


class Point(NamedTuple):
    """What is put on the map: a code or a value of the facet."""

    set: str
    item: str
    label: str
    times: int


def code_map(
    material: Material,
    facet: str = "case",
    *,
    count: Count = "codings",
    least: int = SMALL,
    axes: tuple[int, int] = (1, 2),
) -> Table:
    """The correspondence analysis of codes by the values of a facet, one row per point. Codes that are counted fewer
    than `least` times, values without any and unknown ones are left out. `axes` count from 1; _1 and _2 in the names of
    columns are these two. What there is no axis for is undefined. UsageError: no such facet or count; no two axes.

    Principal coordinates of both sets: distances among codes, and among values, are χ² distances; what lies between a
    code and a value is none. Source: Benzécri (1973); Greenacre (1984).
    """
    if axes[0] == axes[1] or min(axes) < 1:
        raise UsageError(f"no two axes: {axes[0]} and {axes[1]}", hint="--axes 1,2")
    whole = tabulated(material, facet, count)
    kept, left_out = _without_rare(whole, least, facet)
    title, notes = f"Codes by {facet}", (*left_out, *whole.notes)
    if not kept.cells.size:
        return Table(COLUMNS, [], title, (f"no code occurs {least} times with a known {facet}: no map", *notes))
    from partcode.analysis.correspondence import correspondence

    found = correspondence(kept.cells)
    shares = [_share(found, axis) for axis in axes]
    rows = [
        *_rows(_codes(kept), found.rows, axes, shares),
        *_rows(_values(material, kept, facet), found.columns, axes, shares),
    ]
    return Table(COLUMNS, rows, title, (*_notes(found, axes, facet), *notes))


def _without_rare(whole: Tabulated, least: int, facet: str) -> tuple[Tabulated, list[str]]:
    """Without rare codes and values without codings, and what is to be said of them, but not of codes that are never
    found."""
    totals = whole.cells.sum(axis=1).tolist()
    often = [place for place, total in enumerate(totals) if total >= max(least, 1)]
    cells = whole.cells[often]
    there = [place for place, total in enumerate(cells.sum(axis=0).tolist()) if total]
    rare, empty = sum(map(bool, totals)) - len(often), len(whole.values) - len(there)
    notes = [f"{rare} codes that occur fewer than {least} times are left out"] if rare else []
    notes += [f"{empty} values of {facet} without codings are left out"] if empty else []
    codes, values = tuple(whole.codes[one] for one in often), tuple(whole.values[one] for one in there)
    return whole._replace(codes=codes, values=values, cells=cells[:, there]), notes


def _codes(kept: Tabulated) -> list[Point]:
    totals = kept.cells.sum(axis=1).tolist()
    return [Point("code", code.id, code.label, int(n)) for code, n in zip(kept.codes, totals, strict=True)]


def _values(material: Material, kept: Tabulated, facet: str) -> list[Point]:
    titles = {one.path: one.title for one in material.documents} if facet == "document" else {}
    totals = kept.cells.sum(axis=0).tolist()
    return [
        Point(facet, value, titles.get(value) or value, int(n)) for value, n in zip(kept.values, totals, strict=True)
    ]


def _share(found: Correspondence, axis: int) -> float:
    there = axis <= len(found.eigenvalues)
    return figure(float(found.eigenvalues[axis - 1]) / found.inertia) if there else UNDEFINED


def _rows(
    points: Sequence[Point], cloud: Cloud, axes: tuple[int, int], shares: Sequence[float]
) -> list[tuple[Cell, ...]]:
    import numpy as np

    cos2 = _on(cloud.cos2, axes)
    quality = np.where(np.isnan(cos2).all(axis=1), np.nan, np.nansum(cos2, axis=1))
    in_origin = np.asarray(np.isnan(cloud.cos2).all(axis=1)).tolist()
    figures = np.column_stack(
        [cloud.mass, cloud.inertia, _on(cloud.coordinates, axes), _on(cloud.contributions, axes), cos2, quality]
    )
    return [
        (point.set, point.item, point.label, *map(figure, row), *shares, _warning(point.times, origin, row[-1]))
        for point, origin, row in zip(points, in_origin, figures.tolist(), strict=True)
    ]


def _on(values: Floats, axes: tuple[int, int]) -> Floats:
    """points x axes on the two that are shown; NaN where there is no such axis."""
    import numpy as np

    shown = np.full((len(values), 2), np.nan)
    for place, axis in enumerate(axes):
        if axis <= values.shape[1]:
            shown[:, place] = values[:, axis - 1]
    return shown


def _warning(times: int, in_origin: bool, quality: float) -> str:
    warnings = [f"counted fewer than {SMALL} times"] if times < SMALL else []
    warnings += ["in the origin"] if in_origin else []
    warnings += ["hardly shown on these axes"] if quality < SHOWN_POORLY else []
    return "; ".join(warnings)


def _notes(found: Correspondence, axes: tuple[int, int], facet: str) -> list[str]:
    there = len(found.eigenvalues)
    shown = f"of the inertia {found.inertia:.4f}"
    shares = [f"axis {one} shows {_share(found, one):.1%} {shown}" for one in axes if one <= there]
    missing = [f"no axis {one}: codes by {facet} have {there}" for one in axes if one > there]
    return [
        *shares,
        *missing,
        f"distances among codes and those among values of {facet} can be read, those between the two can't",
        "the map is descriptive, no test: codings cluster in speakers and documents",
    ]
