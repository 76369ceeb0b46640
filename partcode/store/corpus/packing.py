"""Words and sentences of a document as bytes: three a word, eight a sentence, read back at the speed of memory."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.model.columns import Sentences, Stream

_CLAUSE = 0x80
_LONG = 0x7F
_RARE = 0xFFFF
_TYPES = tuple(map(np.dtype, ("<u1", "<i2", "<i4")))
_COLUMNS = 7


class PackedStream(NamedTuple):
    """`word_ids`: little-endian uint16, of which 65535 sends to the next of `rare_ids`, little-endian uint32.
    `gaps`: one byte a word, bit 7 the clause flag, the rest the code points between the end of the word before and
    this one; 127 sends to the next of `long_gaps`, little-endian int32."""

    word_ids: bytes
    rare_ids: bytes
    gaps: bytes
    long_gaps: bytes


def pack_stream(stream: Stream, lengths: NDArray[np.int32]) -> PackedStream:
    """Bytes of `stream`; `lengths` are the words' lengths in code points by id."""
    ids = np.minimum(stream.ids, _RARE).astype("<u2")
    gaps = stream.start.astype(np.int32, copy=True)
    gaps[1:] -= stream.start[:-1] + lengths[stream.ids[:-1]]
    small = np.minimum(gaps.view(np.uint32), _LONG).astype(np.uint8)  # unsigned, a negative gap is a long one
    return PackedStream(
        ids.tobytes(),
        stream.ids[ids == _RARE].astype("<u4").tobytes(),
        (small | stream.clause.view(np.uint8) << 7).tobytes(),
        gaps[small == _LONG].astype("<i4").tobytes(),
    )


def unpack_stream(packed: PackedStream, lengths: NDArray[np.int32]) -> Stream:
    """The inverse of `pack_stream`, with the same `lengths` (words added since do no harm)."""
    ids = np.frombuffer(packed.word_ids, dtype="<u2").astype(np.uint32)
    if packed.rare_ids:
        ids[ids == _RARE] = np.frombuffer(packed.rare_ids, dtype="<u4")
    flags = np.frombuffer(packed.gaps, dtype=np.uint8)
    steps = (flags & _LONG).astype(np.int32)
    if packed.long_gaps:
        steps[steps == _LONG] = np.frombuffer(packed.long_gaps, dtype="<i4")
    steps[1:] += lengths[ids[:-1]]
    return Stream(ids=ids, start=np.cumsum(steps, dtype=np.int32), clause=flags >= _CLAUSE)


def pack_sentences(sentences: Sentences) -> bytes:
    """A byte for the type of each column, then the columns one after the other: code points since the end of the
    sentence before, length, step to the next paragraph and turn, kind, language, words."""
    narrow = [
        _narrow(sentences.start - np.concatenate(([0], sentences.end))[: len(sentences.start)]),
        _narrow(sentences.end - sentences.start),
        _narrow(np.diff(sentences.paragraph, prepend=0)),
        _narrow(np.diff(sentences.turn, prepend=0)),
        sentences.kind,
        sentences.language,
        _narrow(sentences.words),
    ]
    types = bytes(_TYPES.index(column.dtype) for column in narrow)
    return types + b"".join(column.tobytes() for column in narrow)


def unpack_sentences(packed: bytes) -> Sentences:
    """The inverse of `pack_sentences`."""
    types = [_TYPES[code] for code in packed[:_COLUMNS]]
    count = (len(packed) - _COLUMNS) // sum(one.itemsize for one in types)
    bounds = _COLUMNS + count * np.cumsum([0, *(one.itemsize for one in types)])
    gaps, lengths, paragraphs, turns, kind, language, words = (
        np.frombuffer(packed, one, count, int(offset)) for one, offset in zip(types, bounds, strict=False)
    )
    end = np.cumsum(gaps + lengths.astype(np.int32), dtype=np.int32)
    return Sentences(
        start=end - lengths,
        end=end,
        paragraph=np.cumsum(paragraphs, dtype=np.int32),
        turn=np.cumsum(turns, dtype=np.int32),
        kind=kind,
        language=language,
        words=words.astype(np.int32),
    )


def _narrow(column: NDArray[Any]) -> NDArray[Any]:
    """A column in the smallest type that holds it."""
    low, high = column.min(initial=0), column.max(initial=0)
    return column.astype(next(one for one in _TYPES if np.iinfo(one).min <= low and high <= np.iinfo(one).max))
