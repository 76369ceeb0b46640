"""What a run found, in one form wherever it is read from: a database, a lock, a folder of results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol


class Match(NamedTuple):
    """One match of a rule in a document, and the verdicts on it; `reported` is -1 where it is not known."""

    rule: str
    start: int
    end: int
    negated: bool
    reported: int


NOTHING = Match("", 0, 0, False, 0)


class Coding(NamedTuple):
    """A code on the segment from `start` to `end`. Rules have evidence, the leading match first, and no `coder`; people
    have their name and verdicts of their own. `status` is what people decided."""

    start: int
    end: int
    code: str
    coder: str
    matches: tuple[Match, ...]
    negated: bool
    reported: int
    status: str

    @property
    def found(self) -> tuple[object, ...]:
        """What it stands on: all of it but its place and what was decided about it."""
        return self.matches, self.negated, self.reported


class ChainStep(NamedTuple):
    """A step of a chain: its code, where its segment begins, and the words of the leading match."""

    code: str
    segment: int
    start: int
    end: int


class Chain(NamedTuple):
    """A chain of a sequence; `found` of `needed` steps are there."""

    sequence: str
    codebook: str
    found: int
    needed: int
    steps: tuple[ChainStep, ...]

    @property
    def complete(self) -> bool:
        """Whether no step is missing that must be there."""
        return self.found == self.needed


class Context(Protocol):
    """What stands around a coding, where the text is at hand."""

    @property
    def text(self) -> str:
        """The stored text."""

    def voice(self, place: int) -> tuple[int | None, str]:
        """The turn (from 1) that is under way there, and the role of who speaks."""


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document with its codings by place, code and coder, and its chains. `settings` is what a coding depends on
    beside text and codebooks: roles, unit, libraries. "" where the source doesn't say."""

    path: str
    text_sha256: str
    raw_sha256: str
    settings: str
    codings: tuple[Coding, ...]
    chains: tuple[Chain, ...]
    context: Context | None = None


@dataclass(frozen=True, slots=True)
class CodebookMark:
    """A codebook as a run names it (`about`: id, version, sha256, uses), and the fingerprints of its codes, of its
    rules (`code/rule`) and of its sequences; `patterns` has the prints of those of each rule, in order."""

    about: Mapping[str, Any]
    codes: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    patterns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sequences: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of the codebook."""
        return str(self.about["id"])


@dataclass(frozen=True, slots=True)
class Circumstances:
    """With what a run was made. `has_rules`: the codebooks come with their fingerprints."""

    run: str
    tool_version: str
    options: Mapping[str, Any]
    libraries: Mapping[str, str]
    codebooks: tuple[CodebookMark, ...]
    has_rules: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A run as `name` has it. `documents` gives them in order of path, as often as it is called. Of codings alone
    nothing is known of how they were made: `made` is None, and documents without codings are not there.
    `has_chains`, `has_people`, `has_all_matches`: the source tells chains, people's codings, and of each coding more
    than the leading match."""

    name: str
    made: Circumstances | None
    documents: Callable[[], Iterator[FoundDocument]]
    has_chains: bool = True
    has_people: bool = True
    has_all_matches: bool = True
