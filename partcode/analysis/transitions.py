"""Which turns follow which, never over the end of a document, and how often one event comes after another."""

from __future__ import annotations

from collections.abc import Iterator
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

    found = [at_lag(document, lag) for lag in range(1, min(turns, max(len(document), 1)) + 1)]
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


def tables(incidence: Any, pairs: Pairs, document: Numbers) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """By document: the events that are given in it, those that come after, and how often each follows on each."""
    import numpy as np

    if not len(pairs.given):
        return
    order = np.argsort(document[pairs.given], kind="stable")
    given, target = pairs.given[order], pairs.target[order]
    ends = np.flatnonzero(np.diff(document[given], append=-1)) + 1
    for first, end in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True):
        before, after = incidence[given[first:end]], incidence[target[first:end]]
        rows, columns = np.unique(before.indices), np.unique(after.indices)
        yield rows, columns, (before[:, rows].T @ after[:, columns]).toarray().astype(np.int64)
