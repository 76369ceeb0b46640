"""Correspondence analysis: the rows and columns of a table of counts as points of one space."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_NOTHING = 1e-12  # of an eigenvalue: what is left over by rounding is no axis
_EQUAL = 1e-9  # of contributions, which are 1 in all


class Cloud(NamedTuple):
    """The rows, or the columns, of a table as points; `n` points by `k` axes.

    mass: n, sums to 1; inertia: n, the share of a point in the inertia of the table, not divided by it; coordinates:
    n x k, principal; contributions: n x k, of the points to an axis, each axis sums to 1; cos2: n x k, how much of a
    point's inertia an axis shows, each point sums to 1, NaN of a point in the origin.
    """

    mass: Floats
    inertia: Floats
    coordinates: Floats
    contributions: Floats
    cos2: Floats


class Correspondence(NamedTuple):
    """Eigenvalues (inertia of the axes, falling), and both clouds on these axes."""

    eigenvalues: Floats
    rows: Cloud
    columns: Cloud

    @property
    def inertia(self) -> float:
        """χ² of the table divided by its total."""
        return float(self.eigenvalues.sum())


def correspondence(counts: Floats) -> Correspondence:
    """The correspondence analysis of a table of counts without empty rows and columns: a singular value decomposition
    of its standardised residuals, at most one axis fewer than it has rows or columns.

    The sign of an axis is free in theory and fixed here: of the rows, the one that contributes most to it has a
    positive coordinate (of rows that contribute the same, the first one). ValueError: a row or column without counts.

    Source: Benzécri (1973); Greenacre (1984), chapter 4; Nenadić & Greenacre (2007).
    """
    if not counts.size or not counts.sum(axis=0).all() or not counts.sum(axis=1).all():
        raise ValueError("a row or column without counts has no profile")
    shares = counts / counts.sum()
    row_mass, column_mass = shares.sum(axis=1), shares.sum(axis=0)
    independent = np.outer(row_mass, column_mass)
    residuals = (shares - independent) / np.sqrt(independent)
    left, singular, right = np.linalg.svd(residuals, full_matrices=False)
    axes = min(counts.shape) - 1
    kept = [axis for axis in range(axes) if singular[axis] ** 2 > _NOTHING]
    left, right, singular = left[:, kept], right.T[:, kept], singular[kept]
    signs = _signs(left)
    return Correspondence(
        singular**2,
        _cloud(left * signs, singular, row_mass),
        _cloud(right * signs, singular, column_mass),
    )


def _signs(left: Floats) -> Floats:
    contributions = left**2
    leading = [int(np.argmax(axis >= axis.max() - _EQUAL)) for axis in contributions.T]
    return np.sign(left[leading, range(left.shape[1])])


def _cloud(vectors: Floats, singular: Floats, mass: Floats) -> Cloud:
    """vectors: singular vectors of one side, n x k; singular: k values; mass: n."""
    parts = (vectors * singular) ** 2
    inertia = parts.sum(axis=1)
    placed = np.where(inertia > _NOTHING, inertia, np.nan)
    return Cloud(mass, inertia, vectors * singular / np.sqrt(mass)[:, None], vectors**2, parts / placed[:, None])
