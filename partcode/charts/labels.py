"""Where labels stand beside their points, so that none covers another label or a point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

_LETTER = 6.1  # mean width in pixels at the size of the theme
_LINE = 14  # height
_PUSHES = 500


def beside(points: Points, labels: Sequence[str], radii: Sequence[float]) -> Points:
    """The middles of the labels in pixels, y downwards: each over its point, or moved up or down from there."""
    import numpy as np

    size = len(labels)
    half = [(len(label) * _LETTER / 2 + 3, _LINE / 2) for label in labels] + [(r, r) for r in radii]
    above = np.array([[0.0, radius + _LINE / 2] for radius in radii])
    places: Points = np.concatenate([points - above, points])
    for _ in range(_PUSHES):
        push = _pushes(places, np.array(half), size)
        if not push.any():
            break
        places[:size] += push
    return places[:size]


def _pushes(places: Points, half: Points, moving: int) -> Points:
    """How far each of the first boxes goes up or down so as to leave those that it covers; the others stand."""
    import numpy as np

    off = places[:moving, None] - places[None]
    over = half[:moving, None] + half[None] - np.abs(off)
    covered = (over > 1e-6).all(2)
    np.fill_diagonal(covered, False)
    order = np.subtract.outer(np.arange(moving), np.arange(len(places)))
    side = np.where(off[..., 1] != 0, np.sign(off[..., 1]), np.sign(order))
    share = np.where(np.arange(len(places)) < moving, 0.5, 1.0)
    push = np.zeros((moving, 2))
    push[:, 1] = np.where(covered, side * over[..., 1] * share, 0).sum(1)
    return push
