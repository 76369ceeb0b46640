"""The values that go into the store and come out of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from partcode.model.columns import Sentences, Stream
from partcode.model.fingerprint import fingerprint

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Known:
    """What the store holds of one path, to see whether its file or its metadata have changed since. `labels` are
    those of its turns, `front_matter` what its file says of itself, `folder` where it lies."""

    document_id: int
    version_id: int
    raw_sha256: str
    text_sha256: str
    settings: str
    extractor: str
    missing: bool
    folder: str
    front_matter: Mapping[str, Any]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """The current version of a document, without its text. `roles` are (label, role) of its speakers in order
    of label, or of its voice ("", role): what a coding depends on beside text and codebook."""

    id: int
    document_id: int
    path: str
    number: int
    text_sha256: str
    language: str
    lossy: bool
    words: int
    missing: bool
    roles: tuple[tuple[str, str], ...]


class Stored(NamedTuple):
    """What a document became in the store: its version, whether that is new, the id of its first sentence (the
    others follow without a hole), its `roles`, as in VersionRow, and how many decisions and codings of people were
    `moved` into it."""

    version: int
    is_new: bool
    first_segment: int
    roles: tuple[tuple[str, str], ...]
    moved: int = 0


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One version read back for coding.

    `first_segment` is the id of its first sentence, the others follow without a hole. `speakers` (row ids, or NOBODY)
    and `roles` ("" where unknown) are by turn ordinal; `voice_role` is that of a document without turns.
    """

    version_id: int
    path: str
    text_sha256: str
    language: str
    lossy: bool
    stream: Stream
    sentences: Sentences
    first_segment: int
    speakers: tuple[int, ...]
    roles: tuple[str, ...]
    voice_role: str


@dataclass(frozen=True, slots=True)
class SegmentColumns:
    """The segments of one version and unit in order: ids int64, start and end int32 code points."""

    ids: NDArray[np.int64]
    start: NDArray[np.int32]
    end: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class CodebookRows:
    """Row ids under which a codebook is stored: of codes by code, of rules by (code, rule), of sequences by sequence,
    of its coder."""

    sha256: str
    codes: Mapping[str, int]
    rules: Mapping[tuple[str, str], int]
    sequences: Mapping[str, int]
    coder: int


class Donor(NamedTuple):
    """An application, and the sha256 of its codebook, from which another version of that codebook can take over what
    is the same in both."""

    application: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CodingBatch:
    """Machine codings as columns of equal length, and their matches as rows of another length.

    application, segment, code, coder: int64 row ids; negated: bool; reported: int8, -1 where the speaker's role
    is unknown. Coding i has the matches first_match[i]:first_match[i + 1] (int64, one longer than the codings,
    from 0), at least one and the leading one first. rule: int64 row ids; start, end: code points;
    match_negated, match_reported as above; match_lossy (bool): found though words lost their accented letters.
    """

    application: NDArray[np.int64]
    segment: NDArray[np.int64]
    code: NDArray[np.int64]
    coder: NDArray[np.int64]
    negated: NDArray[np.bool_]
    reported: NDArray[np.int8]
    first_match: NDArray[np.int64]
    rule: NDArray[np.int64]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    match_negated: NDArray[np.bool_]
    match_reported: NDArray[np.int8]
    match_lossy: NDArray[np.bool_]


class ChainStepRow(NamedTuple):
    """A step of a chain: its number in the sequence (from 0), the turns since the step before, the row ids of its
    segment and of the rule whose match, the leading one, makes it; start and end of that match."""

    step: int
    gap: int
    segment: int
    rule: int
    start: int
    end: int


class ChainRow(NamedTuple):
    """A chain under the row ids of its application and sequence; `found` of `needed` steps are there."""

    application: int
    sequence: int
    found: int
    needed: int
    steps: tuple[ChainStepRow, ...]


@dataclass(frozen=True, slots=True)
class RunRow:
    """What was coded, with what. `id` follows from all of it but `started_at`, which never leaves the store. Of a run
    read back `documents` are those that are there: `removed` others were deleted since, with their codings."""

    id: str
    tool_version: str
    options: Mapping[str, Any]
    codebooks: Sequence[Mapping[str, Any]]
    libraries: Mapping[str, str]
    documents: Sequence[Mapping[str, Any]]
    started_at: str = ""
    removed: int = 0

    @classmethod
    def derive(
        cls,
        tool_version: str,
        options: Mapping[str, Any],
        codebooks: Sequence[Mapping[str, Any]],
        libraries: Mapping[str, str],
        documents: Sequence[Mapping[str, Any]],
        started_at: str = "",
    ) -> RunRow:
        """A run whose id is derived from its content, so that the same run twice is one run."""
        id = fingerprint(tool_version, options, codebooks, libraries, documents)
        return cls(id, tool_version, options, codebooks, libraries, documents, started_at)


def to_json(value: object) -> str:
    """JSON with sorted keys: the same value is the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
