"""What a run found in what was read, as columns: all that an analysis asks.

numpy is named for the type checker alone, so that importing the model stays cheap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from partcode.model.chains import CodedChain
from partcode.model.corpus import Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

NO_VERDICT = -1  # of `reported`, where the role of the speaker is unknown


class DocumentRow(NamedTuple):
    """A document that a run covers. `version` is the row under which the store has its text, `side` that of its case;
    `attributes` are its own and those of its case."""

    path: str
    version: int
    case: str
    side: str
    kind: str
    date: str
    title: str
    language: str
    attributes: Mapping[str, str]


class VoiceRow(NamedTuple):
    """Who speaks in a document: a speaker, the voice of a document without turns, or nobody (all empty)."""

    document: int
    speaker: str
    role: str
    side: str
    organisation: str
    attributes: Mapping[str, str]


class CodeRow(NamedTuple):
    """A code of the run's codebooks, found or not, or of people; `label` is English where it has one."""

    id: str
    label: str
    codebook: str
    codebook_version: str


@dataclass(frozen=True, slots=True)
class SegmentColumns:
    """The segments of a unit in order of document and place, columns of equal length.

    document: index of its document; ordinal: place in its document, from 0; start, end: code points; turn: place of its
    turn in the document, from 0, or NO_TURN; voice: index of who says it; kind: index into KINDS; language: index into
    LANGUAGES, or 255 for any other; words: those in it; third: 0, 1 or 2, the part of its document's words in which it
    begins.
    """

    document: Numbers
    ordinal: Numbers
    start: Numbers
    end: Numbers
    turn: Numbers
    voice: Numbers
    kind: Numbers
    language: Numbers
    words: Numbers
    third: Numbers

    def __len__(self) -> int:
        return len(self.start)

    def where(self, keep: Flags) -> SegmentColumns:
        """Some of the segments."""
        return SegmentColumns(*(getattr(self, name)[keep] for name in SegmentColumns.__slots__))


@dataclass(frozen=True, slots=True)
class CodingColumns:
    """Codings in order of document, place, code and coder, columns of equal length.

    document: index; segment: index of the first segment of the material that it overlaps; last: of the last one (the
    same where it was coded by the material's unit); start, end: code points; code, coder: index; status: index into
    STATUSES; negated: flag; reported: 1, 0 or NO_VERDICT; match_start, match_end: of the leading match (of people's
    codings, the segment's own).
    """

    document: Numbers
    segment: Numbers
    last: Numbers
    start: Numbers
    end: Numbers
    code: Numbers
    coder: Numbers
    status: Numbers
    negated: Flags
    reported: Numbers
    match_start: Numbers
    match_end: Numbers

    def __len__(self) -> int:
        return len(self.start)

    def where(self, keep: Flags) -> CodingColumns:
        """Some of the codings."""
        return CodingColumns(*(getattr(self, name)[keep] for name in CodingColumns.__slots__))


class PlacedChain(NamedTuple):
    """A chain, the index of its document, and its number among the chains there, from 1."""

    document: int
    chain: CodedChain
    number: int = 1


@dataclass(frozen=True, slots=True)
class Material:
    """The documents of one run, cut into segments of one unit, and what was coded in them.

    Indexes of columns are places in `documents`, `voices`, `codes` and `coders`, which stay whole when segments and
    codings are selected; `wanted` are the indexes of the codes that were asked for, in their order. Codings that were
    rejected are among `codings` until they are selected away.
    """

    run: str
    unit: Unit
    documents: tuple[DocumentRow, ...]
    voices: tuple[VoiceRow, ...]
    codes: tuple[CodeRow, ...]
    wanted: tuple[int, ...]
    coders: tuple[str, ...]
    segments: SegmentColumns
    codings: CodingColumns
    chains: tuple[PlacedChain, ...] = field(default=())
