"""How far coders agree beyond chance, one code at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from partcode.analysis.intervals import Interval, bootstrap


def cohen_kappa(one: Sequence[Hashable], other: Sequence[Hashable]) -> float | None:
    """Cohen's κ of two coders who judged the same units in the same order; None when chance alone would agree
    always (both used one and the same value throughout).

    Source: Cohen (1960), κ = (po - pe) / (1 - pe).
    """
    units = len(one)
    if len(other) != units:
        raise ValueError("both coders judge the same units")
    if not units:
        return None
    observed = sum(a == b for a, b in zip(one, other, strict=True)) / units
    mine, theirs = Counter(one), Counter(other)
    expected = sum(count * theirs[value] for value, count in mine.items()) / units**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def krippendorff_alpha(coders: Sequence[Sequence[Hashable | None]]) -> float | None:
    """Krippendorff's α for nominal data; each coder gives one value per unit, None where there is none. None when
    only one value was ever used: there is nothing to agree on then.

    Source: Krippendorff (2011), α = 1 - Do / De from the matrix of coincidences.
    """
    shared: defaultdict[Hashable, float] = defaultdict(float)
    disagreeing = 0.0
    for unit in zip(*coders, strict=True):
        counts = Counter(value for value in unit if value is not None)
        size = counts.total()
        if size < 2:
            continue  # nothing to compare
        for value, count in counts.items():
            shared[value] += count
            disagreeing += count * (size - count) / (size - 1)
    return _alpha(list(shared.values()), disagreeing)


class Coincidences(NamedTuple):
    """What a document adds to α of one code: how often the code was said to be `there` and to be `absent`, by coders
    who have others to compare with; and the pairs that disagree, each weighted as in the matrix of coincidences."""

    there: float
    absent: float
    disagreeing: float

    @classmethod
    def of(cls, units: Iterable[Sequence[bool | None]]) -> Coincidences:
        """Those of units, each with the judgement of every coder, None where there is none."""
        there = absent = disagreeing = 0.0
        for unit in units:
            yes, no = unit.count(True), unit.count(False)
            if yes + no > 1:
                there, absent = there + yes, absent + no
                disagreeing += 2 * yes * no / (yes + no - 1)
        return cls(there, absent, disagreeing)

    @classmethod
    def sum(cls, documents: Iterable[Coincidences]) -> Coincidences:
        """Those of all documents together."""
        columns = zip(*documents, strict=True)
        return cls(*(sum(column) for column in columns))

    @property
    def alpha(self) -> float | None:
        """Krippendorff's α of the code; None when all said that it is there, or all that it is not."""
        return _alpha((self.there, self.absent), self.disagreeing)

    @property
    def prevalence(self) -> float | None:
        """The share of judgements that say that the code is there."""
        judged = self.there + self.absent
        return self.there / judged if judged else None


def alpha_interval(documents: Sequence[Coincidences]) -> Interval | None:
    """The 95 % interval of α when documents are drawn again; None for fewer than three documents."""
    return bootstrap(documents, lambda drawn: Coincidences.sum(drawn).alpha)


def _alpha(shared: Sequence[float], disagreeing: float) -> float | None:
    total = sum(shared)
    expected = total**2 - sum(count**2 for count in shared)
    return 1 - (total - 1) * disagreeing / expected if expected else None
