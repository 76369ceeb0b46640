"""Distinct runs by their hash: one vectorised look-up per run of text, Python only for what is new."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partcode.words.characters import mix

_BASE = np.uint64(0x2545F4914F6CDD1D)  # odd, so that it has an inverse modulo 2**64
_INVERSE = np.uint64(pow(int(_BASE), -1, 2**64))


class RunHasher:
    """Hashes of many runs of one array of code points, by differences of a running polynomial sum."""

    def __init__(self) -> None:
        self._power = np.ones(1, dtype=np.uint64)
        self._inverse = np.ones(1, dtype=np.uint64)

    def hash(self, codes: NDArray[np.uint64], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint64]:
        """A 64-bit hash of `codes[start:end]` for every run; equal runs have equal hashes wherever they stand."""
        self._grow(codes.size + 1)
        sums = np.zeros(codes.size + 1, dtype=np.uint64)
        np.cumsum(codes * self._power[: codes.size], out=sums[1:])
        return mix((sums[ends] - sums[starts]) * self._inverse[starts] + (ends - starts).astype(np.uint64))

    def _grow(self, size: int) -> None:
        if self._power.size < size:
            for name, base in (("_power", _BASE), ("_inverse", _INVERSE)):
                powers = np.full(size, base, dtype=np.uint64)
                powers[0] = 1
                np.multiply.accumulate(powers, out=powers)
                setattr(self, name, powers)


class HashIndex:
    """An open-addressing table from 64-bit hashes to consecutive numbers, looked up a whole array at a time."""

    def __init__(self, bits: int = 16) -> None:
        self._bits = bits
        self._keys = np.zeros(1 << bits, dtype=np.uint64)
        self._values = np.full(1 << bits, -1, dtype=np.int32)
        self.size = 0

    def find(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The number of every key, -1 for those not in the table."""
        mask = (1 << self._bits) - 1
        slots = (keys & np.uint64(mask)).astype(np.int64)
        values = self._values[slots].astype(np.int64)
        wrong = np.flatnonzero((self._keys[slots] != keys) & (values >= 0))
        while wrong.size:
            slots[wrong] = (slots[wrong] + 1) & mask
            values[wrong] = self._values[slots[wrong]]
            wrong = wrong[(self._keys[slots[wrong]] != keys[wrong]) & (values[wrong] >= 0)]
        return values

    def add(self, keys: NDArray[np.uint64]) -> None:
        """Give each new, distinct key the next number, in order."""
        while (self.size + keys.size) * 3 > (1 << self._bits):
            self._double()
        self._place(keys, np.arange(self.size, self.size + keys.size))
        self.size += keys.size

    def _place(self, keys: NDArray[np.uint64], values: NDArray[np.int64]) -> None:
        mask = (1 << self._bits) - 1
        slots = (keys & np.uint64(mask)).astype(np.int64)
        while keys.size:
            # Of those that want the same free slot the last one written has it; the others try the next.
            free = self._values[slots] < 0
            self._values[slots[free]] = values[free]
            placed = self._values[slots] == values
            self._keys[slots[placed]] = keys[placed]
            keys, values, slots = keys[~placed], values[~placed], (slots[~placed] + 1) & mask

    def _double(self) -> None:
        used = self._values >= 0
        keys, values = self._keys[used], self._values[used].astype(np.int64)
        self._bits += 1
        self._keys = np.zeros(1 << self._bits, dtype=np.uint64)
        self._values = np.full(1 << self._bits, -1, dtype=np.int32)
        self._place(keys, values)
