"""What differs between two codebooks, and between those that they use."""

from __future__ import annotations

from partcode.codebook.comparison import Change, compare
from partcode.model import Codebook


def differences(before: Codebook, after: Codebook) -> tuple[Change, ...]:
    """All differences of two codebooks, then those of the codebooks that both use, directly or through others: what a
    rule or a sequence takes from them may be other than before."""
    old, new = _used(before), _used(after)
    pairs = [(before, after), *((old[id], new[id]) for id in old if id in new)]
    return tuple(change for pair in pairs for change in compare(*pair))


def _used(book: Codebook) -> dict[str, Codebook]:
    found: dict[str, Codebook] = {}
    for one in book.uses:
        found |= {one.id: one, **_used(one)}
    return found
