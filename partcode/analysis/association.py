"""How strongly things that occur in the same units belong together."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]


class Association(NamedTuple):
    """By pair; NaN where a measure is undefined."""

    expected: Floats
    jaccard: Floats
    pmi: Floats
    phi: Floats


def association(together: Counts, one: Counts, other: Counts, units: int) -> Association:
    """Measures of pairs that occur `together` in so many of `units`, and `one` and `other` in so many. Equal shapes.

    expected: one·other/units. jaccard: together among those with either. pmi: log2 of together/expected, undefined if
    they never are together. phi: the correlation of presence, undefined where either is nowhere or everywhere.
    Source: Jaccard (1912); Church & Hanks (1990) for PMI; Yule (1912) for φ.
    """
    n = np.float64(units)
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = one * other / n
        jaccard = together / (one + other - together).astype(np.float64)
        pmi = np.where(together > 0, np.log2(together / expected), np.nan)
        spread = np.sqrt(one * (n - one)) * np.sqrt(other * (n - other))
        phi = np.where(spread > 0, (together * n - one * other) / spread, np.nan)
    return Association(expected, jaccard, pmi, phi)


def spanning_forest(one: Counts, other: Counts, weight: Floats, nodes: int) -> Flags:
    """Which edges are in the maximum spanning forest of a network: the heaviest that join all that is joined, without
    a circle. Of edges that weigh the same the first is taken. Edges of no weight join nothing.

    `one`, `other`: nodes, from 0. Source: Kruskal (1956).
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import minimum_spanning_tree

    edges = np.flatnonzero(weight > 0)
    order = edges[np.argsort(-weight[edges], kind="stable")]
    # Places in this order instead of weights: a sparse matrix takes 0 for no edge, and no two of them are the same.
    places = coo_array((np.arange(1.0, len(order) + 1), (one[order], other[order])), shape=(nodes, nodes))
    taken = np.rint(minimum_spanning_tree(places.tocsr()).data).astype(np.int64) - 1
    found = np.zeros(len(weight), dtype=np.bool_)
    found[order[taken]] = True
    return found
