"""How far the cells of a table of counts are from what its margins lead to expect."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


def expected(rows: Counts, columns: Counts, total: int) -> Floats:
    """The count that each cell would have if rows and columns were independent, from the margins of a table; NaN of an
    empty table. Shapes: (r,), (c,) give (r, c)."""
    with np.errstate(invalid="ignore"):
        found: Floats = np.outer(rows, columns) / np.float64(total)
    return found


def adjusted_residuals(observed: Counts, rows: Counts, columns: Counts, total: int) -> Floats:
    """By cell, z = (x - e) / √(e (1 - r/N) (1 - c/N)); NaN where a margin is 0 or everything: the cell has no choice
    then. Shapes: (r, c), (r,), (c,) give (r, c); the margins may hold more than what is observed.

    Source: Haberman (1973).
    """
    count = expected(rows, columns, total)
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = count * np.outer(1 - rows / np.float64(total), 1 - columns / np.float64(total))
        found: Floats = np.where(variance > 0, (observed - count) / np.sqrt(variance), np.nan)
    return found
