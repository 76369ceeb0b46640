"""What one document becomes in bulk: columns of numpy arrays, since a corpus has millions of words.

numpy is named for the type checker alone, so that importing the model stays cheap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from partcode.model.corpus import Document, DocumentInfo, Kind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS = tuple(Kind)  # columns hold the index into this
NO_TURN = -1
NOBODY = -1  # the speaker of an unattributed turn
NO_LABEL = -1  # where the label of a turn begins and ends that has none in the text


class TurnRow(NamedTuple):
    """One turn of the columns: `label` is empty for nobody's, the places of the label are NO_LABEL where the text has
    none, times are None where unknown."""

    start: int
    end: int
    label: str
    label_start: int
    label_end: int
    begin: float | None
    end_time: float | None


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of one document in order, columns of equal length: what `Turn` says of one.

    start, end: int32 code points of what was said; speaker: int32 index into `speakers`, or NOBODY; label_start,
    label_end: int32 code points, or NO_LABEL; begin, end_time: float64 seconds, NaN where unknown. `speakers` are
    the labels in order of first appearance.
    """

    speakers: tuple[str, ...]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    speaker: NDArray[np.int32]
    label_start: NDArray[np.int32]
    label_end: NDArray[np.int32]
    begin: NDArray[np.float64]
    end_time: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.start)

    def rows(self) -> Iterator[TurnRow]:
        """The turns one by one."""
        labels = (*self.speakers, "")  # NOBODY is the index of the last
        columns = (self.start, self.end, self.speaker, self.label_start, self.label_end, self.begin, self.end_time)
        for start, end, speaker, first, last, begin, until in zip(*(c.tolist() for c in columns), strict=True):
            yield TurnRow(start, end, labels[speaker], first, last, _known(begin), _known(until))


def _known(seconds: float) -> float | None:
    return None if seconds != seconds else seconds  # NaN


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one document in order, columns of equal length.

    start, end: int32 code points into the stored text; paragraph: int32 ordinal; turn: int32 ordinal, or
    NO_TURN; kind: uint8 index into KINDS; language: uint8 index into LANGUAGES, or 255 for any other; words:
    int32 words in the sentence.
    """

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    paragraph: NDArray[np.int32]
    turn: NDArray[np.int32]
    kind: NDArray[np.uint8]
    language: NDArray[np.uint8]
    words: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Stream:
    """The words of one document in order.

    ids: uint32 into the words table; start: int32 code points into the stored text (the end follows from the
    word's own length); clause: bool, a comma, semicolon, colon, dash, bracket or quote stands before the word.
    """

    ids: NDArray[np.uint32]
    start: NDArray[np.int32]
    clause: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document read, segmented and indexed: all that the store keeps of it.

    `language` is the majority ("en", "fr", another ISO code, or ""), `lossy` whether its accented letters were
    lost, `citations` the in-text citations by sentence ordinal, `folder` a name that stands for the folder given
    in which the file lies, `told` for what the metadata told the reader beforehand.
    """

    document: Document
    info: DocumentInfo
    turns: Turns
    language: str
    lossy: bool
    sentences: Sentences
    citations: Mapping[int, str]
    stream: Stream
    folder: str = ""
    told: str = ""
