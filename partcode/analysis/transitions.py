"""Which turns follow which, never over the end of a document, and how often one event comes after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]


class Pairs(NamedTuple):
    """Pairs of turns by their places in a stream, columns of equal length."""

    given: Numbers
    target: Numbers


def at_lag(document: Numbers, lag: int) -> Pairs:
    """Each turn with the one that comes `lag` turns later in its document."""
    import numpy as np

    given = np.flatnonzero(document[:-lag] == document[lag:])
    return Pairs(given, given + lag)


def within(document: Numbers, turns: int) -> Pairs:
    """Each turn with each of the `turns` that come next in its document."""
    import numpy as np

    found = [at_lag(document, lag) for lag in range(1, turns + 1)]
    return Pairs(*(np.concatenate(column) for column in zip(*found, strict=True)))


def answers(document: Numbers, actor: Numbers) -> Pairs:
    """Each turn with the next one of its document that another actor has."""
    import numpy as np

    if not len(document):
        return Pairs(document, document)
    changes = np.flatnonzero((np.diff(document) != 0) | (np.diff(actor) != 0)) + 1
    given = np.arange(len(document))
    place = np.searchsorted(changes, given, side="right")
    given = given[place < len(changes)]
    target = changes[place[given]]
    same = document[given] == document[target]
    return Pairs(given[same], target[same])


def transitions(incidence: Any, pairs: Pairs) -> Numbers:
    """How often each event (row) is followed by each (column): where the two turns of a pair have several events, each
    of the one counts with each of the other. `incidence` is a sparse matrix of turns and events."""
    import numpy as np

    counts = incidence[pairs.given].T @ incidence[pairs.target]
    dense: Numbers = counts.toarray().astype(np.int64)
    return dense
