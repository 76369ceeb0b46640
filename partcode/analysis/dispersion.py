"""How evenly something is spread over the parts of a corpus."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


class Dispersion(NamedTuple):
    """By row: 0 is spread as the words are, near 1 all in a small part; NaN where it is undefined."""

    dp: Floats
    dp_norm: Floats


def dispersion(counts: Counts, sizes: Counts) -> Dispersion:
    """Deviation of proportions of each row of `counts` over parts of the given sizes: DP = ½ Σ|v/f - s|, and divided by
    1 - min s. Parts of no size in which nothing occurs are no parts. Shapes: (rows, parts), (parts,) give (rows,).

    Both are undefined where nothing occurs or the parts have no size, DPnorm where there is one part alone.
    Source: Gries (2008), Lijffijt & Gries (2012).
    """
    parts = (sizes > 0) | (counts.sum(axis=0) > 0)
    if not sizes.sum():
        none = np.full(len(counts), np.nan)
        return Dispersion(none, none)
    shares = sizes[parts] / sizes.sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        found = counts[:, parts] / counts.sum(axis=1, keepdims=True)
        dp: Floats = np.abs(found - shares).sum(axis=1) / 2
        dp_norm = dp / (1 - shares.min()) if len(shares) > 1 else np.full(len(counts), np.nan)
    return Dispersion(dp, dp_norm)
