"""What a methods appendix tells of a run, before it is put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from partcode.model.corpus import Unit


class DocumentFacts(NamedTuple):
    """A document as the run has it; `words` are those of its body. `doubts` are what its reader was in doubt about, in
    the reader's words; `lossy`: its text has lost accented letters; `changed`: it was read anew since the run."""

    path: str
    kind: str
    language: str
    format: str
    turns: int
    words: int
    doubts: str
    lossy: bool
    missing: bool
    changed: bool

    @property
    def doubtful(self) -> bool:
        """Whether there is something that a reader of the study should know."""
        return bool(self.doubts) or self.lossy or self.missing or self.changed


class SpeakerFacts(NamedTuple):
    """The speakers of a role and side ("" where unknown) who say something, and the words of body text they say."""

    role: str
    side: str
    speakers: int
    documents: int
    words: int


class RuleFacts(NamedTuple):
    """A rule and what it found: matches, codings that its match leads, documents."""

    codebook: str
    codebook_version: str
    code: str
    rule: str
    certainty: str
    matches: int
    codings: int
    documents: int


@dataclass(frozen=True, slots=True)
class Treatment:
    """How the rules of a codebook treat what they match: rules by what they do under a negation, codes that ask who
    exerts (told by others, they are reported) and codes or rules that ask who speaks; `lossy`: also matches words that
    have lost accented letters."""

    negation: Mapping[str, int]
    exerted: int
    said: int
    lossy: bool
    sequences: int


class CodebookFacts(NamedTuple):
    """A codebook as it was applied. `title` is by language; it is empty and `treatment` None where a codebook that this
    one uses can't be had as it was. `shipped`: it is one that comes with partcode, unchanged."""

    id: str
    version: str
    sha256: str
    title: Mapping[str, str]
    uses: str
    codes: int
    shipped: bool
    treatment: Treatment | None


class CoderFacts(NamedTuple):
    """Who coded: the codings of a codebook's rules, and what was decided about them; of a person own codings, and
    decisions."""

    name: str
    person: bool
    codings: int
    accepted: int
    rejected: int


class Precision(NamedTuple):
    """How many of the proposals of a code (or of all: "") a person decided on and accepted."""

    person: str
    code: str
    judged: int
    accepted: int


class Agreement(NamedTuple):
    """How far people agree on a code, or on whether there is any (""), over the segments that two or more judged.
    `prevalence`, `kappa`, `alpha`, `low`, `high`: None where undefined, and `why` says why."""

    code: str
    people: int
    segments: int
    prevalence: float | None
    kappa: float | None
    alpha: float | None
    low: float | None
    high: float | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodingFacts:
    """Codings of a run and of people by status, and verdicts on those that were not rejected; chains of sequences."""

    proposed: int
    accepted: int
    rejected: int
    negated: int
    reported: int
    perhaps_reported: int
    chains: int
    complete_chains: int

    @property
    def all(self) -> int:
        """However they were decided."""
        return self.proposed + self.accepted + self.rejected


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it. `described` speakers have the role that a person gave them in the database; `by_default`: the
    codebooks are those that are applied when none is named; `locked`: the run that the study's lock holds, "" without
    a lock."""

    run: str
    unit: Unit
    kinds: tuple[str, ...]
    language: str
    tool_version: str
    libraries: Mapping[str, str]
    documents: tuple[DocumentFacts, ...]
    removed: int
    cases: int
    speakers: tuple[SpeakerFacts, ...]
    described: int
    codebooks: tuple[CodebookFacts, ...]
    by_default: bool
    rules: tuple[RuleFacts, ...]
    codings: CodingFacts
    coders: tuple[CoderFacts, ...]
    precisions: tuple[Precision, ...]
    agreements: tuple[Agreement, ...]
    locked: str
