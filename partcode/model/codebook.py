"""Codebooks: codes, their rules, and the patterns of the rules in the form that the engine matches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

from partcode.errors import Location

Certainty = Literal["high", "medium", "low"]
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)  # the highest first
Accents = Literal["exact", "lossy"]


class Atom(NamedTuple):
    """One condition on one word. `text` is folded (lower case, straight apostrophe, open ligatures).

    lemma: any inflected form of the word `text`; form: this very form; prefix: words that begin so.
    """

    kind: Literal["lemma", "form", "prefix"]
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a pattern: any of `atoms`, after at most `gap` other words since the step before."""

    atoms: frozenset[Atom]
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern string, with optional parts, alternatives and lists written out.

    `alternatives` are sequences of steps, all inside one sentence; `regex` is set instead for `/…/`, which is
    matched on the text of one sentence.
    """

    source: str
    where: Location
    alternatives: tuple[tuple[Step, ...], ...] = ()
    regex: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Context that a match needs (`any`) or must not have (`none`), within the sentence, the paragraph, the
    turn, or `words` words on either side."""

    within: Literal["sentence", "paragraph", "turn", "words"]
    words: int = 0
    any: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    none: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Who:
    """Whose words count. `exerted_by`: the roles that do what the code names; told by another role, the coding
    is reported. `said_by`: only these roles are coded at all."""

    exerted_by: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One executable rule of a code. Mappings are by language ("en", "fr"). `tokens` holds spaCy Matcher
    patterns (lists of dicts); the matches of `codes` are matches of the rule; `certainty` says how specific it is."""

    id: str
    where: Location
    patterns: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    unless: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    near: Near | None = None
    negation: Literal["drop", "flag", "ignore"] = "flag"
    who: Who | None = None
    tokens: Mapping[str, tuple[tuple[Mapping[str, Any], ...], ...]] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    certainty: Certainty = "medium"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a code must match or must reject; `negated` and `reported` are checked when given."""

    text: str
    language: str
    matches: bool
    where: Location
    role: str = ""
    negated: bool | None = None
    reported: bool | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A category, MacQueen-style. A dotted id is a path in the tree of codes.

    `stands_for` is set for what partcode knows without rules of this code: (kind, reference) a kind of segment,
    (role, state) the role of a speaker, (segment, citations) or (case, relation_type) an attribute.
    """

    id: str
    where: Location
    label: Mapping[str, str] = field(default_factory=dict)
    definition: str = ""
    include: str = ""
    exclude: str = ""
    source: str = ""
    who: Who | None = None
    stands_for: tuple[str, str] | None = None
    rules: tuple[Rule, ...] = ()
    examples: tuple[Example, ...] = ()


class Move(NamedTuple):
    """A code that makes a step of a sequence when one of `roles` speaks; without roles, whoever speaks."""

    code: str
    roles: tuple[str, ...] = ()


class SequenceStep(NamedTuple):
    """One step of a sequence: any of `moves`. An `optional` one may be missing from a complete chain."""

    moves: tuple[Move, ...]
    optional: bool = False


class SampleTurn(NamedTuple):
    """One turn of an example of a sequence; turns of one role are turns of one speaker."""

    text: str
    language: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class SequenceExample:
    """Turns in which a sequence must find a chain, or must find none; with `complete`, one that is so or isn't."""

    turns: tuple[SampleTurn, ...]
    matches: bool
    where: Location
    complete: bool | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """An ordered chain of codes over turns.

    All steps lie within `within` turns, counted from the first step's to the last step's, both included; each
    comes at most `gap` turns after the one before. `alternating`: by another speaker than the one before.
    `at_least`: so many steps, from the first on, make a chain, though a partial one. `negated`, `reported`:
    such codings make steps too.
    """

    id: str
    where: Location
    steps: tuple[SequenceStep, ...]
    within: int
    gap: int
    alternating: bool = True
    at_least: int = 2
    negated: bool = False
    reported: bool = False
    label: Mapping[str, str] = field(default_factory=dict)
    definition: str = ""
    include: str = ""
    exclude: str = ""
    source: str = ""
    examples: tuple[SequenceExample, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The codes that its steps name."""
        return frozenset(move.code for step in self.steps for move in step.moves)


@dataclass(frozen=True, slots=True)
class Codebook:
    """One YAML file. `source` is its text, `path` as given by the user; `uses` are the codebooks whose codes its
    rules and sequences name; `extends` names the one that it changes, "" for none. `sha256` is of its bytes, and of
    those of the codebooks it extends or uses."""

    id: str
    version: str
    path: str
    sha256: str
    source: str
    title: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[Code, ...] = ()
    sequences: tuple[Sequence, ...] = ()
    uses: tuple[Codebook, ...] = ()
    extends: str = ""
    accents: Accents = "exact"
