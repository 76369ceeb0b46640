"""The words of a document as bytes: about five a word, read back at the speed of memory."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.model.columns import Stream

_CLAUSE = 0x80
_ESCAPE = 0x7F


class Packed(NamedTuple):
    """`word_ids`: little-endian uint32. `gaps`: one byte a word, bit 7 the clause flag, the rest the code points
    between the end of the word before and this one; 127 sends to the next of `long_gaps`, little-endian int32."""

    word_ids: bytes
    gaps: bytes
    long_gaps: bytes


def pack(stream: Stream, lengths: NDArray[np.int32]) -> Packed:
    """Bytes of `stream`; `lengths` are the words' lengths in code points by id."""
    gaps = stream.start.astype(np.int32, copy=True)
    gaps[1:] -= stream.start[:-1] + lengths[stream.ids[:-1]]
    escaped = (gaps < 0) | (gaps >= _ESCAPE)
    small = np.where(escaped, _ESCAPE, gaps).astype(np.uint8)
    small[stream.clause] |= _CLAUSE
    return Packed(
        stream.ids.astype("<u4", copy=False).tobytes(), small.tobytes(), gaps[escaped].astype("<i4").tobytes()
    )


def unpack(packed: Packed, lengths: NDArray[np.int32]) -> Stream:
    """The inverse of `pack`, with the same `lengths` (words added since do no harm)."""
    ids = np.frombuffer(packed.word_ids, dtype="<u4").astype(np.uint32, copy=False)
    flags = np.frombuffer(packed.gaps, dtype=np.uint8)
    steps = (flags & _ESCAPE).astype(np.int32)
    if packed.long_gaps:
        steps[steps == _ESCAPE] = np.frombuffer(packed.long_gaps, dtype="<i4")
    steps[1:] += lengths[ids[:-1]]
    return Stream(ids=ids, start=np.cumsum(steps, dtype=np.int32), clause=flags >= _CLAUSE)
