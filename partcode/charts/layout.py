"""Where the nodes of a network stand, by the lengths of its ties; deterministic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

_STEPS = 200
_SPACE = 0.8  # between parts that no tie joins, in units of the ties' length


def placed(size: int, ties: Sequence[tuple[int, int, float]]) -> Points:
    """Places of `size` nodes whose distances are near those along the ties (from, to, length); parts that no tie joins
    stand beside each other, the largest above the others. Shape (size, 2), in units of the ties' length, y downwards.
    """
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components, shortest_path

    start, end, length = zip(*ties, strict=True) if ties else ((), (), ())
    graph = coo_array((np.asarray(length, float), (start, end)), shape=(size, size)).tocsr()
    along = shortest_path(graph, directed=False)
    part = connected_components(graph, directed=False)[1]
    members = sorted((np.flatnonzero(part == one) for one in range(part.max(initial=-1) + 1)), key=lambda m: -len(m))
    points = np.zeros((size, 2))
    for at, local in zip(members, _in_rows([_stressed(along[np.ix_(m, m)]) for m in members]), strict=True):
        points[at] = local
    return points


def _in_rows(parts: list[Points]) -> list[Points]:
    """Parts moved beside each other: the first on top, the others in rows no wider than it."""
    import numpy as np

    width = max((np.ptp(part[:, 0]) for part in parts), default=0)
    moved, corner, depth = [], np.zeros(2), 0.0
    for part in parts:
        extent = np.ptp(part, axis=0)
        if corner[0] and corner[0] + extent[0] > width:
            corner, depth = np.array([0.0, corner[1] + depth + _SPACE]), 0.0
        moved.append(part - part.min(0) + corner)
        depth = max(depth, float(extent[1]))
        corner = corner + np.array([extent[0] + _SPACE, 0])
    return moved


def _stressed(wanted: Points) -> Points:
    """Points of which the distances are near those wanted, by majorising the stress (Gansner, Koren & North 2004), from
    a circle in the order of the nodes."""
    import numpy as np

    size = len(wanted)
    if size == 1:
        return np.zeros((1, 2))
    angle = 2 * np.pi * np.arange(size) / size
    points: Points = np.column_stack([np.cos(angle), np.sin(angle)]) * wanted.max() / 2
    weight = 1 / np.where(wanted > 0, wanted, 1) ** 2
    np.fill_diagonal(weight, 0)
    solve = np.linalg.pinv(np.diag(weight.sum(1)) - weight)
    for _ in range(_STEPS):
        points = solve @ (_majorant(points, wanted, weight) @ points)
    return _turned(points)


def _majorant(points: Points, wanted: Points, weight: Points) -> Points:
    import numpy as np

    apart = np.linalg.norm(points[:, None] - points[None], axis=2)
    ratio: Points = -weight * wanted / np.where(apart > 0, apart, 1)
    np.fill_diagonal(ratio, 0)
    np.fill_diagonal(ratio, -ratio.sum(1))
    return ratio


def _turned(points: Points) -> Points:
    """The longest extent lies along x, the first node left of and above the middle."""
    import numpy as np

    centred = points - points.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned: Points = centred @ axes.T
    return turned * np.where(turned[0] > 0, -1, 1)


def stretched(points: Points, width: float, height: float) -> Points:
    """The points within a frame of pixels, x and y in one measure."""
    import numpy as np

    low, extent = points.min(0), np.ptp(points, axis=0)
    scale = min(width / max(extent[0], 1e-9), height / max(extent[1], 1e-9))
    inside: Points = (points - low) * scale + (np.array([width, height]) - extent * scale) / 2
    return inside
