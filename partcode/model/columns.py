"""What one document becomes in bulk: columns of numpy arrays, since a corpus has millions of words.

numpy is named for the type checker alone, so that importing the model stays cheap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from partcode.model.corpus import Document, DocumentInfo, Kind, Turn

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS = tuple(Kind)  # columns hold the index into this
NO_TURN = -1


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
    in which the file lies.
    """

    document: Document
    info: DocumentInfo
    turns: tuple[Turn, ...]
    language: str
    lossy: bool
    sentences: Sentences
    citations: Mapping[int, str]
    stream: Stream
    folder: str = ""
