"""How far coders agree beyond chance, one code at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence


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
    total = sum(shared.values())
    expected = total**2 - sum(count**2 for count in shared.values())
    return 1 - (total - 1) * disagreeing / expected if expected else None
