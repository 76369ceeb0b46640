"""An array of numbers that grows at its end without being copied each time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class Growing:
    """int64 numbers; its room doubles when it is full."""

    def __init__(self) -> None:
        self._room = np.zeros(1024, dtype=np.int64)
        self.size = 0

    @property
    def values(self) -> NDArray[np.int64]:
        """All numbers so far."""
        return self._room[: self.size]

    def extend(self, numbers: Sequence[int] | NDArray[np.int64]) -> None:
        """Put numbers at the end."""
        end = self.size + len(numbers)
        if end > self._room.size:
            room = np.zeros(max(end, 2 * self._room.size), dtype=np.int64)
            room[: self.size] = self.values
            self._room = room
        self._room[self.size : end] = numbers
        self.size = end
