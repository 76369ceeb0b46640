"""Damage to the file of a small database: bits, bytes and pages that are not what was written."""

from __future__ import annotations

import random
from collections.abc import Iterator

_PAGE = 8192


def flips(good: bytes, seed: int) -> Iterator[bytes]:
    """Damaged copies of `good` without end, each in one place that is in use; the same for the same seed."""
    chance = random.Random(seed)
    used = [at for at, byte in enumerate(good) if byte]
    pages = range(0, len(good), _PAGE)
    of_schema = {page // _PAGE for page in pages if b"CREATE " in good[page : page + _PAGE]}
    schema = [at for at in used if at // _PAGE in of_schema]
    while True:
        bad = bytearray(good)
        kind = chance.choice(("bit", "byte", "schema", "zeros", "noise"))
        if kind in ("zeros", "noise"):
            start = chance.randrange(len(good) // _PAGE) * _PAGE
            bad[start : start + _PAGE] = bytes(_PAGE) if kind == "zeros" else chance.randbytes(_PAGE)
        else:
            at = chance.choice(schema if kind == "schema" else used)
            bad[at] = chance.randrange(256) if kind == "byte" else bad[at] ^ 1 << chance.randrange(8)
        yield bytes(bad)
