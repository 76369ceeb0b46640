"""What stands near certain words, and how phrases are spread over documents."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.int64]
Flags = NDArray[np.bool_]


def near(nodes: Flags, sentence: Column, reach: int) -> Flags:
    """By word, whether a node stands at most `reach` words away in the same sentence; nodes themselves are not near.

    Source: Sinclair (1991), span of a node; four or five words on either side.
    """
    found = np.zeros_like(nodes)
    for distance in range(1, reach + 1):
        together = sentence[distance:] == sentence[:-distance]
        found[distance:] |= nodes[:-distance] & together
        found[:-distance] |= nodes[distance:] & together
    found &= ~nodes
    return found


class Tally(NamedTuple):
    """Phrases, each key once and in order: how often, in how many documents, the widest gaps, and the first place:
    a document's number and a sentence's."""

    key: Column
    times: Column
    documents: Column
    gap_two: Column
    gap_three: Column
    document: Column
    sentence: Column

    def where(self, keep: Flags) -> Tally:
        """Some of the phrases."""
        return Tally(*(column[keep] for column in self))

    def times_of(self, keys: Column) -> Column:
        """How often each of `keys` occurs."""
        place = np.minimum(np.searchsorted(self.key, keys), max(self.key.size - 1, 0))
        found: Column = np.where(self.key[place] == keys, self.times[place], 0) if self.key.size else 0 * keys
        return found


def of_document(number: int, key: Column, gap_two: Column, gap_three: Column, sentence: Column) -> Tally:
    """The phrases of one document, in the order in which they stand there."""
    one = np.ones_like(key)
    tally = merged([Tally(key, one, one, gap_two, gap_three, np.full_like(key, number), sentence)])
    return tally._replace(documents=np.ones_like(tally.key))


def merged(tallies: list[Tally]) -> Tally:
    """Tallies of different documents as one."""
    if not tallies:
        return Tally(*(np.zeros(0, dtype=np.int64) for _ in Tally._fields))
    key, *others = (np.concatenate(columns) for columns in zip(*tallies, strict=True))
    order = np.argsort(key, kind="stable")
    key = key[order]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    if not first.size:
        return Tally(key, *others)
    times, documents, gap_two, gap_three, document, sentence = (column[order] for column in others)
    return Tally(
        key[first],
        np.add.reduceat(times, first),
        np.add.reduceat(documents, first),
        np.maximum.reduceat(gap_two, first),
        np.maximum.reduceat(gap_three, first),
        document[first],
        sentence[first],
    )
