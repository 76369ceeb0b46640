"""Codes and cases, or roles, as points of one map: what goes with what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from partcode.analysis.tabulation import Counted, Counts, note_of_unknown, tabulated
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
FEW = 5  # codings of a point
SHOWN_POORLY = 0.5  # of a point's inertia


class Point(NamedTuple):
    """What is put on the map: a code or a value of the facet."""

    set: str
    item: str
    label: str
    count: int


def code_map(
    material: Material,
    facet: str = "case",
    count: Counted | str = Counted.CODINGS,
    least: int = FEW,
    axes: tuple[int, int] = (1, 2),
) -> Table:
    """The correspondence analysis of codes by the values of a facet, one row per point. Codes with fewer than `least`
    codings, values without any and unknown ones are left out. `axes` are counted from 1; _1 and _2 in the columns are
    those two. What there is no axis for is undefined. UsageError for a facet or axes that can't be.

    Principal coordinates of both sets: distances among codes, and among values, are χ² distances; a distance between a
    code and a value is none. Source: Benzécri (1973); Greenacre (1984).
    """
    if len(set(axes)) != 2 or min(axes) < 1:
        raise UsageError(f"axes {axes[0]} and {axes[1]}: two different ones, from 1 on", hint="--axes 1,2")
    if facet == "code":
        raise UsageError("codes are one side of the map already", hint="partcode map case")
    counts = tabulated(material, facet, Counted(count))
    kept, left_out = _with_counts(counts, least, facet)
    notes = (*left_out, *note_of_unknown(counts, facet))
    title = f"Codes by {facet}"
    if not kept.cells.size:
        return Table(COLUMNS, [], title, (f"no code with at least {least} {count} and a known {facet}: no map", *notes))
    from partcode.analysis.correspondence import correspondence

    found = correspondence(kept.cells)
    codes = [
        Point("code", code.id, code.label, int(total))
        for code, total in zip(kept.codes, kept.cells.sum(axis=1), strict=True)
    ]
    labels = _labels(material, facet)
    values = [
        Point(facet, item, labels.get(item, item), int(total))
        for item, total in zip(kept.items, kept.cells.sum(axis=0), strict=True)
    ]
    shares = tuple(_share(found, axis) for axis in axes)
    rows = [*_rows(codes, found.rows, axes, shares), *_rows(values, found.columns, axes, shares)]
    return Table(COLUMNS, rows, title, (*_notes(found, axes, facet), *notes))


def _with_counts(counts: Counts, least: int, facet: str) -> tuple[Counts, list[str]]:
    """Without rare codes and empty values, and what is to be said of them; codes that are never found aren't told."""
    totals = counts.cells.sum(axis=1)
    often = [place for place, total in enumerate(totals) if total and total >= least]
    rare = int((totals > 0).sum()) - len(often)
    cells = counts.cells[often]
    there = [place for place, total in enumerate(cells.sum(axis=0)) if total]
    empty = len(counts.items) - len(there)
    notes = [f"{rare} codes that occur fewer than {least} times are left out"] if rare else []
    notes += [f"{empty} values of {facet} without codings are left out"] if empty else []
    codes, items = tuple(counts.codes[one] for one in often), tuple(counts.items[one] for one in there)
    return counts._replace(codes=codes, items=items, cells=cells[:, there]), notes


def _labels(material: Material, facet: str) -> dict[str, str]:
    return {one.path: one.title or one.path for one in material.documents} if facet == "document" else {}


def _share(found: Correspondence, axis: int) -> float:
    there = axis <= len(found.eigenvalues)
    return figure(float(found.eigenvalues[axis - 1]) / found.inertia) if there else UNDEFINED


def _rows(
    points: Sequence[Point], cloud: Cloud, axes: tuple[int, int], shares: tuple[float, ...]
) -> list[tuple[Cell, ...]]:
    import numpy as np

    cos2 = _on(cloud.cos2, axes)
    quality = np.where(np.isnan(cos2).all(axis=1), np.nan, np.nansum(cos2, axis=1))
    figures = np.column_stack(
        [cloud.mass, cloud.inertia, _on(cloud.coordinates, axes), _on(cloud.contributions, axes), cos2, quality]
    )
    return [
        (point.set, point.item, point.label, *map(figure, row), *shares, _warning(point.count, row[-1]))
        for point, row in zip(points, figures.tolist(), strict=True)
    ]


def _on(values: Floats, axes: tuple[int, int]) -> Floats:
    """points x axes on the two that are shown; NaN where there is no such axis."""
    import numpy as np

    shown = np.full((len(values), 2), np.nan)
    for place, axis in enumerate(axes):
        if axis <= values.shape[1]:
            shown[:, place] = values[:, axis - 1]
    return shown


def _warning(count: int, quality: float) -> str:
    warnings = [f"only {count} codings"] if count < FEW else []
    warnings += ["in the origin: as all the others on average"] if quality != quality else []
    warnings += ["these axes show less than half of it"] if quality < SHOWN_POORLY else []
    return "; ".join(warnings)


def _notes(found: Correspondence, axes: tuple[int, int], facet: str) -> list[str]:
    there = len(found.eigenvalues)
    if not there:
        return [f"codes and {facet} are independent or one of them has a single value: no axis, so no place on the map"]
    shares = [
        f"axis {axis} has {_share(found, axis):.1%} of the inertia {found.inertia:.4f}" for axis in axes if axis <= there
    ]
    missing = [f"there is no axis {axis}: codes by {facet} have {there}" for axis in axes if axis > there]
    return [
        *shares,
        *missing,
        f"distances among codes and among values of {facet} can be read, those between the two sets can't",
        "descriptive: codings cluster in speakers and documents",
    ]
