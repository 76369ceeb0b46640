"""Where the segments of a material stand in the texts of its documents, and who says them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partcode.analysis.counting import touching
from partcode.analysis.selection import with_segments
from partcode.model.columns import NO_TURN
from partcode.model.material import Material
from partcode.table import Cell

NOWHERE = -1
PLACE = ("document", "turn", "speaker", "role")

Numbers = NDArray[np.int64]


class Places:
    """The segments of a material by document; documents go by the row of the version whose text it has."""

    def __init__(self, material: Material) -> None:
        self._material = material
        bounds = np.searchsorted(material.segments.document, np.arange(len(material.documents) + 1))
        self._bounds = {one.version: (bounds[i], bounds[i + 1]) for i, one in enumerate(material.documents)}
        self.versions = [version for version, (first, end) in self._bounds.items() if first < end]

    def at(self, version: int, start: Numbers) -> Numbers:
        """By code point of a text, the segment that it lies in, or NOWHERE."""
        first, end = self._bounds.get(version, (0, 0))
        segments = self._material.segments
        place = first + np.searchsorted(segments.start[first:end], start, side="right") - 1
        inside = (place >= first) & (start < segments.end[np.maximum(place, first)] if first < end else False)
        return np.where(inside, place, NOWHERE)

    def about(self, segment: int) -> tuple[Cell, ...]:
        """What PLACE names: the document, the turn (from 1, None outside of turns), who speaks, in which role."""
        material = self._material
        columns = material.segments
        turn = int(columns.turn[segment])
        voice = material.voices[columns.voice[segment]]
        path = material.documents[columns.document[segment]].path
        return path, None if turn == NO_TURN else turn + 1, voice.speaker, voice.role


def of_codings(material: Material) -> Material:
    """Only the segments with a coding."""
    return with_segments(material, touching(material) > 0)
