"""Where labels stand beside their points, so that none covers another label or a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

_LETTER = 6.3  # mean width in pixels at the size of the theme
_LINE = 14  # height
_RINGS = 40
_ANGLES = 16


def labelling(points: Points, names: Sequence[str], radii: Sequence[float]) -> list[dict[str, Any]]:
    """For each point its name and, in pixels, x and y, label_x and label_y of the middle of the name, tie_x and tie_y
    where the line to it ends."""
    import numpy as np

    places = beside(points, names, radii)
    columns = np.hstack([points, places, ties(points, places, names)]).round(1).tolist()
    keys = ("x", "y", "label_x", "label_y", "tie_x", "tie_y")
    return [{"name": name, **dict(zip(keys, row, strict=True))} for name, row in zip(names, columns, strict=True)]


def beside(points: Points, labels: Sequence[str], radii: Sequence[float]) -> Points:
    """The middles of the labels in pixels, y downwards: each as near to its point as there is room, labels of great
    points first."""
    import numpy as np

    half = _halves(labels)
    taken, extents = list(points), [np.array([radius, radius]) for radius in radii]
    places = np.array(points, dtype=float)
    for at in sorted(range(len(labels)), key=lambda at: (-radii[at], at)):
        tried = points[at] + _around() * (half[at] + radii[at] + 1) + _outwards() * _LINE
        places[at] = _first_free(tried, half[at], np.array(taken), np.array(extents))
        taken.append(places[at])
        extents.append(half[at])
    return places


def ties(points: Points, places: Points, labels: Sequence[str]) -> Points:
    """Where the line from each point to its label ends: at the label's edge."""
    import numpy as np

    away = points - places
    with np.errstate(divide="ignore"):
        share = np.minimum(_halves(labels) / np.abs(away), 1).min(1, keepdims=True)
    ends: Points = places + away * share
    return ends


def beyond(labelled: Sequence[Mapping[str, Any]], width: float) -> float:
    """How far labels reach over the right edge of a frame, in pixels."""
    right = _halves([one["name"] for one in labelled])[:, 0] + [one["label_x"] for one in labelled]
    return max(0.0, float(right.max()) - width)


def _halves(labels: Sequence[str]) -> Points:
    import numpy as np

    return np.array([[len(label) * _LETTER / 2 + 3, _LINE / 2] for label in labels])


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
