"""What a table of transitions would hold if events came in no order, and how far it is from that.

Allison & Liker (1982); Bakeman & Quera (2011), Sequential Analysis and Observational Methods.
"""

from __future__ import annotations

from collections.abc import Iterable
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


class Stratum(NamedTuple):
    """What one document gives to the statistics of all: expected counts, their variances, the two products of which
    Yule's Q is made, each divided by N, and χ². Impossible cells hold 0."""

    expected: Figures
    variance: Figures
    concordant: Figures
    discordant: Figures
    chi2: float
    df: int


def stratum(counts: Numbers, possible: Flags | None = None) -> Stratum:
    """The part of one table; cells that are not `possible` are structural zeros.

    e = r·c/N and v = e (1 − r/N) (1 − c/N), so that (x − e) / √v is Haberman's adjusted residual, as Allison & Liker
    (1982) and Bakeman & Quera (2011) have it. With structural zeros the expected counts are fitted to the margins
    (quasi-independence), and v = e (1 − h) with the leverage h: the same where no cell is impossible.
    """
    import numpy as np

    found = counts.astype(np.float64)
    rows, columns, total = found.sum(axis=1, keepdims=True), found.sum(axis=0, keepdims=True), found.sum()
    if not total:
        none = np.zeros_like(found)
        return Stratum(none, none, none, none, np.nan, 0)
    expected = rows * columns / total
    variance = expected * (1 - rows / total) * (1 - columns / total)
    if possible is not None and not bool(possible.all()):
        expected = np.where(possible, fitted(found, possible), 0)
        variance = np.where(possible, expected * (1 - leverage(expected)), 0)
    b, c = rows - found, columns - found
    concordant, discordant = found * (total - found - b - c) / total, b * c / total
    return Stratum(expected, variance, concordant, discordant, *_chi2(found, expected))


def over_strata(
    counts: Numbers, strata: Iterable[tuple[Numbers, Numbers, Stratum]], possible: Flags | None = None
) -> Statistics:
    """The statistics of tables added up: what is expected is what each one's own totals make likely, so that a document
    in which an event never comes says nothing of it. `strata` are (rows, columns, part): where in the table of all
    `counts` each stands.

    expected: Σ e; residual: (x − Σ e) / √Σ v; Q from the common odds ratio Σ (ad/N) / Σ (bc/N); χ² and its degrees of
    freedom are added. Of one table these are its own. Source: Mantel & Haenszel (1959).
    """
    import numpy as np

    expected, variance, concordant, discordant = (np.zeros(counts.shape) for _ in range(4))
    chi2, df = 0.0, 0
    for rows, columns, part in strata:
        place = np.ix_(rows, columns)
        expected[place] += part.expected
        variance[place] += part.variance
        concordant[place] += part.concordant
        discordant[place] += part.discordant
        if part.df:
            chi2, df = chi2 + part.chi2, df + part.df
    with np.errstate(divide="ignore", invalid="ignore"):
        # A variance that is zero but for rounding is no reason for a large residual.
        residual = np.where(variance > 1e-9, (counts - expected) / np.sqrt(variance), np.nan)
        q = (concordant - discordant) / (concordant + discordant)
    if possible is not None and not bool(possible.all()):
        q = np.full(counts.shape, np.nan)  # the four cells would hold some that can't be
        expected, residual = (np.where(possible, one, np.nan) for one in (expected, residual))
    return Statistics(expected, residual, q, chi2 if df else np.nan, df)


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
