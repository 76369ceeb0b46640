"""Distinct runs by their hash: one vectorised look-up per run of text, Python only for what is new."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_BASE = 0x2545F4914F6CDD1D  # odd, so that it has an inverse modulo 2**64
_INVERSE = pow(_BASE, -1, 2**64)
_SPARSE = 3  # slots per key, at least: most look-ups end at the first one
_ABSENT = np.uint64(2**64 - 1)  # -1


class RunHasher:
    """Hashes of many runs of one array of codes, by differences of a running polynomial sum."""

    def __init__(self) -> None:
        self._grow(1)

    def hash(self, codes: NDArray[np.uint64], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint64]:
        """A 64-bit hash of `codes[start:end]` for every run; equal runs have equal hashes wherever they stand."""
        if codes.size >= self._sums.size:
            self._grow(2 * codes.size)
        sums = self._sums[: codes.size + 1]
        np.multiply(codes, self._powers[: codes.size], out=sums[1:])
        np.cumsum(sums, out=sums)
        return (sums.take(ends) - sums.take(starts)) * self._inverses.take(starts)

    def _grow(self, size: int) -> None:
        self._powers = _powers(_BASE, size)
        self._inverses = _powers(_INVERSE, size)
        self._sums = np.zeros(size + 1, dtype=np.uint64)  # kept from text to text; the first one stays 0


def _powers(base: int, size: int) -> NDArray[np.uint64]:
    powers = np.full(size, base, dtype=np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


class HashIndex:
    """An open-addressing table from 64-bit hashes, none of which is 0, to numbers; a whole array is looked up at a
    time."""

    def __init__(self, bits: int = 16) -> None:
        self._size = 0
        self._empty(bits)

    def _empty(self, bits: int) -> None:
        self._bits = bits
        # Key and number side by side: one access to memory for both. A free slot has the key 0.
        self._slots = np.zeros((1 << bits, 2), dtype=np.uint64)
        self._slots[:, 1] = _ABSENT

    def find(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The number of every key, -1 for those not in the table."""
        places = self._home(keys)
        slots = self._slots.take(places, axis=0)
        wrong = np.flatnonzero(slots[:, 0] != keys)
        while (wrong := wrong[slots[wrong, 0] != 0]).size:
            places[wrong] = self._next(places[wrong])
            slots[wrong] = self._slots[places[wrong]]
            wrong = wrong[slots[wrong, 0] != keys[wrong]]
        return slots[:, 1].astype(np.int64)

    def add(self, keys: NDArray[np.uint64], numbers: NDArray[np.int64]) -> None:
        """Take in new, distinct keys with their numbers, which grow away from 0 as texts come."""
        slots = np.column_stack([keys, numbers.view(np.uint64)])
        self._size += keys.size
        if self._size * _SPARSE > len(self._slots):
            known = self._slots[self._slots[:, 0] != 0]
            slots = np.concatenate([known, slots])
            # Frequent runs come early in a corpus: they shall have the slots that they want.
            slots = slots[np.argsort(np.abs(slots[:, 1].view(np.int64)), kind="stable")]
            self._empty((self._size * _SPARSE).bit_length())
        self._place(slots[::-1])

    def _place(self, slots: NDArray[np.uint64]) -> None:
        """Each into the first free slot from its home on; of several that want the same one the last has it."""
        places = self._home(slots[:, 0])
        while places.size:
            free = self._slots[places, 0] == 0
            self._slots[places[free]] = slots[free]
            left = self._slots[places, 0] != slots[:, 0]
            slots, places = slots[left], self._next(places[left])

    def _home(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        return (keys >> np.uint64(64 - self._bits)).view(np.int64)

    def _next(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        return (places + 1) & ((1 << self._bits) - 1)
