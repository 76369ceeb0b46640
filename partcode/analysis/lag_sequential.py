"""What a table of transitions would hold if events came in no order, and how far it is from that.

Allison & Liker (1982); Bakeman & Quera (2011), Sequential Analysis and Observational Methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partcode.analysis.proportional_fitting import fitted, leverage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Figures = NDArray[np.float64]
    Flags = NDArray[np.bool_]


class Statistics(NamedTuple):
    """Of a table of counts, given events by row and target events by column: expected counts, adjusted residuals and
    Yule's Q, NaN where undefined, as is Q in a table with impossible cells; Pearson's χ² of the whole, NaN without
    degrees of freedom."""

    expected: Figures
    residual: Figures
    q: Figures
    chi2: float
    df: int


def statistics(counts: Numbers, possible: Flags | None = None) -> Statistics:
    """The statistics of a table; of cells that are not `possible` (structural zeros) all are NaN.

    e = r·c/N; z = (x − e) / √(e (1 − r/N) (1 − c/N)), Haberman's adjusted residual, as Allison & Liker (1982) and
    Bakeman & Quera (2011) have it. With structural zeros the expected counts are fitted to the margins
    (quasi-independence), and z = (x − e) / √(e (1 − h)) with the leverage h: the same where no cell is impossible.
    """
    import numpy as np

    found = counts.astype(np.float64)
    rows, columns, total = found.sum(axis=1, keepdims=True), found.sum(axis=0, keepdims=True), found.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        if possible is None or bool(possible.all()):
            expected = rows * columns / total
            variance = expected * (1 - rows / total) * (1 - columns / total)
            q = yules_q(found)
        else:
            q = np.full(counts.shape, np.nan)  # the four cells would hold some that can't be
            expected = fitted(found, possible)
            variance = expected * (1 - leverage(expected))
        # A variance that is zero but for rounding is no reason for a large residual.
        residual = np.where(variance > 1e-9, (found - expected) / np.sqrt(variance), np.nan)
    if possible is not None:
        expected, residual = (np.where(possible, one, np.nan) for one in (expected, residual))
    return Statistics(expected, residual, q, *_chi2(found, expected))


def yules_q(counts: Figures) -> Figures:
    """Yule's Q = (ad − bc) / (ad + bc) of each cell against the rest of its row, of its column and of the table."""
    a = counts
    b, c = counts.sum(axis=1, keepdims=True) - a, counts.sum(axis=0, keepdims=True) - a
    d = counts.sum() - a - b - c
    q: Figures = (a * d - b * c) / (a * d + b * c)
    return q


def _chi2(counts: Figures, expected: Figures) -> tuple[float, int]:
    """χ² over the cells that can be reached, and what is left of their number when the margins are known."""
    import numpy as np

    reached = expected > 0
    df = int(reached.sum() - reached.any(axis=1).sum() - reached.any(axis=0).sum() + _parts(reached))
    if df <= 0:
        return np.nan, 0
    return float(((counts[reached] - expected[reached]) ** 2 / expected[reached]).sum()), df


def _parts(reached: Flags) -> int:
    """Into how many parts that have no cell in common rows and columns fall: each has a total of its own."""
    import numpy as np
    from scipy.sparse import bmat, csr_array
    from scipy.sparse.csgraph import connected_components

    cells = csr_array(reached[reached.any(axis=1)][:, reached.any(axis=0)].astype(np.int8))
    if not cells.nnz:
        return 0
    return int(connected_components(bmat([[None, cells], [cells.T, None]]), directed=False)[0])
