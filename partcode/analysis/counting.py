"""What tables count: codings, segments with a code, speakers, documents and body words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partcode.analysis.selection import body
from partcode.model.columns import KINDS, NOBODY
from partcode.model.corpus import Kind
from partcode.model.material import Material

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

PER = 1000  # words: what rates are by
SMALL = 5  # a count or an expected count below this warns: Cochran (1954)


class Pairs(NamedTuple):
    """Codes and segments that they are in, each pair once, columns of equal length."""

    code: Numbers
    segment: Numbers


def pairs(material: Material) -> Pairs:
    """Which code is in which segment: in all that a coding overlaps."""
    import numpy as np

    codings = material.codings
    lengths = codings.last - codings.segment + 1
    before = np.cumsum(lengths) - lengths
    segment = np.repeat(codings.segment - before, lengths) + np.arange(lengths.sum())
    return Pairs(*distinct(np.repeat(codings.code, lengths), segment))


def touching(material: Material) -> Numbers:
    """By segment, how many codings touch it."""
    import numpy as np

    edges = np.zeros(len(material.segments) + 1, dtype=np.int64)
    np.add.at(edges, material.codings.segment, 1)
    np.add.at(edges, material.codings.last + 1, -1)
    return np.cumsum(edges)[:-1]


def codable(material: Material) -> Flags:
    """By segment, whether a code could be in it: body text and headings, and whatever has one."""
    heading = material.segments.kind == KINDS.index(Kind.HEADING)
    flags: Flags = body(material) | heading | (touching(material) > 0)
    return flags


def speakers(material: Material) -> Numbers:
    """By segment the number of who speaks, or NOBODY; one name in one document is one speaker."""
    import numpy as np

    known: dict[tuple[int, str], int] = {}
    numbers = [
        known.setdefault((one.document, one.speaker), len(known)) if one.speaker else NOBODY for one in material.voices
    ]
    return np.array(numbers, dtype=np.int64)[material.segments.voice]


def distinct(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Each pair of numbers (from 0) once, in order."""
    import numpy as np

    width = int(other.max(initial=0)) + 1
    found = np.unique(one * width + other)
    return found // width, found % width


def tally(rows: Numbers, columns: Numbers, shape: tuple[int, int]) -> Numbers:
    """How often each pair occurs, as a table."""
    import numpy as np

    found: Numbers = np.bincount(rows * shape[1] + columns, minlength=shape[0] * shape[1]).reshape(shape)
    return found


def words_of(material: Material, groups: Numbers, count: int) -> Numbers:
    """Body words by group, of the group of each segment."""
    import numpy as np

    there = body(material)
    found: Numbers = np.zeros(count, dtype=np.int64)
    np.add.at(found, groups[there], material.segments.words[there])
    return found
