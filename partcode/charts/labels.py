"""Where labels stand beside their points, so that none covers another label or a point."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

_LETTER = 6.3  # mean width in pixels at the size of the theme
_LINE = 14  # height
_RINGS = 40
_ANGLES = 16


def beside(points: Points, labels: Sequence[str], radii: Sequence[float]) -> Points:
    """The middles of the labels in pixels, y downwards: each as near to its point as there is room, labels of great
    points first."""
    import numpy as np

    half = np.array([[len(label) * _LETTER / 2 + 3, _LINE / 2] for label in labels])
    taken, extents = [point for point in points], [np.array([radius, radius]) for radius in radii]
    places = np.array(points, dtype=float)
    for at in sorted(range(len(labels)), key=lambda at: (-radii[at], at)):
        tried = points[at] + _around() * (half[at] + radii[at] + 1) + _outwards() * _LINE
        places[at] = _first_free(tried, half[at], np.array(taken), np.array(extents))
        taken.append(places[at])
        extents.append(half[at])
    return places


def _first_free(tried: Points, half: Points, taken: Points, extents: Points) -> Points:
    """The first of the places where a box covers none of those taken, else the one where it covers fewest."""
    import numpy as np

    over = half + extents[None] - np.abs(tried[:, None] - taken[None])
    free: Points = tried[(over > 0).all(2).sum(1).argmin()]
    return free


@cache
def _around() -> Points:
    """Directions in which a label may stand, above its point first: shape (rings x angles, 2), on a square, so that a
    label touches its point's box."""
    import numpy as np

    angle = np.arange(_ANGLES) * 2 * np.pi / _ANGLES
    round_ = np.column_stack([np.sin(angle), -np.cos(angle)])
    square = round_ / np.abs(round_).max(1, keepdims=True)
    order = sorted(range(_ANGLES), key=lambda at: (at % (_ANGLES // 4) > 0, at % (_ANGLES // 2) > 0, at))
    return np.tile(square[order], (_RINGS, 1))


@cache
def _outwards() -> Points:
    """How many lines further out each of these stands."""
    import numpy as np

    ring = np.repeat(np.arange(_RINGS), _ANGLES)[:, None]
    away: Points = _around() * ring * [0.9, 0.55]
    return away
