"""Expected counts of a table in which some cells are impossible: fitted to its margins, step by step.

Deming & Stephan (1940); quasi-independence: Bishop, Fienberg & Holland (1975), Discrete Multivariate Analysis, ch. 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Figures = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_STEPS = 10_000
_NEAR = 1e-10  # of a margin that is reached


def fitted(counts: Figures, possible: Flags) -> Figures:
    """The counts of quasi-independence: products of a factor of the row and one of the column where a cell is
    `possible`, 0 elsewhere, with the margins of `counts`. Cells of `counts` that are not possible must be 0."""
    import numpy as np

    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    table = possible.astype(np.float64)
    for _ in range(_STEPS):
        table = table * _ratio(rows, table.sum(axis=1))[:, None]
        table = table * _ratio(columns, table.sum(axis=0))
        if bool(np.all(np.abs(table.sum(axis=1) - rows) <= _NEAR * np.maximum(rows, 1))):
            break
    return table


def _ratio(wanted: Figures, there: Figures) -> Figures:
    import numpy as np

    return np.divide(wanted, there, out=np.zeros_like(wanted), where=there > 0)


def leverage(expected: Figures) -> Figures:
    """By cell, how much of its own expected count it determines: the diagonal of the hat matrix of the log-linear model
    with a factor for each row and each column (Haberman 1973; Agresti 2013, Categorical Data Analysis, ch. 9).
    """
    import numpy as np

    rows, columns = expected.sum(axis=1), expected.sum(axis=0)
    information = np.block([[np.diag(rows), expected], [expected.T, np.diag(columns)]])
    inverse = np.linalg.pinv(information, hermitian=True)
    here, there = inverse[: len(rows), : len(rows)], inverse[len(rows) :, len(rows) :]
    across = inverse[: len(rows), len(rows) :]
    h: Figures = expected * (np.diag(here)[:, None] + np.diag(there) + 2 * across)
    return h
