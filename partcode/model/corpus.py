"""Documents, turns, segments, speakers and cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

LANGUAGES = ("en", "fr")
SIDES = ("north", "south")
ROLES = (
    "north_funder",
    "south_ngo",
    "grassroots",
    "state",
    "local_authority",
    "io",
    "association",
    "facilitator",
    "interviewer",
    "other",
)


class Span(NamedTuple):
    """Half-open range of Unicode code points in the stored text of one document."""

    start: int
    end: int


class Kind(StrEnum):
    """What a stretch of text is for its reader; only body and heading are coded by default."""

    BODY = "body"
    HEADING = "heading"
    REFERENCE = "reference"
    NAVIGATION = "navigation"
    HEADER = "header"


class Unit(StrEnum):
    """The unit of coding."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Block:
    """What a reader knows of a stretch of text from its file's own structure."""

    span: Span
    kind: Kind


class Turn(NamedTuple):
    """What one speaker says until another begins.

    `span` is what was said, without the label; it may hold several paragraphs. `speaker` is the label as it
    stands in the transcript ("" when unattributed), `label` where it stands (None when the file's format names
    the speaker outside its text). `begin` and `end` are seconds from the start of the recording.
    """

    span: Span
    speaker: str
    label: Span | None = None
    begin: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One file as it was read. `text` never changes: LF, NFC, no BOM.

    `path` is relative to the folder given, with forward slashes. `turns` are those that the format itself
    states (voices of a cue, a speaker column); `blocks` are the reader's hints about kinds; `meta` is what the
    file says of itself (front matter). `raw_sha256` and `size` (bytes) are of the file, `encoding` is "" for
    formats that are not plain text, `extractor` names what made the text and its version.
    """

    path: str
    text: str
    format: str
    encoding: str
    extractor: str
    raw_sha256: str
    size: int
    blocks: tuple[Block, ...] = ()
    turns: tuple[Turn, ...] = ()
    meta: Mapping[str, object] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who stands behind a label. Role, side and organisation are "" until somebody says."""

    label: str
    name: str = ""
    role: str = ""
    organisation: str = ""
    side: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """A person or an organisation that documents are about or by."""

    id: str
    name: str = ""
    side: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What the metadata say of a document; "" is unknown. `kind` is interview or document; `voice` is the
    speaker (role, side, organisation) of a document without turns: who wrote it."""

    case: str = ""
    date: str = ""
    kind: str = ""
    title: str = ""
    language: str = ""
    voice: Speaker | None = None
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
