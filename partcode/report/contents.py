"""What a report shows, as plain values: everything on the page comes from these."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from partcode.model.codebook import Certainty
from partcode.report.appendix import Appendix
from partcode.report.figures import Figure


class Book(NamedTuple):
    """A codebook that was applied."""

    id: str
    version: str
    sha256: str
    title: str


class Named(NamedTuple):
    """A code or a sequence: place of its codebook, labels in both languages."""

    book: int
    id: str
    english: str
    french: str
    definition: str


class CaseAbout(NamedTuple):
    """A case with its attributes."""

    id: str
    name: str
    side: str
    attributes: Mapping[str, str]


class Voice(NamedTuple):
    """A speaker of a document."""

    label: str
    name: str
    role: str
    organisation: str
    side: str


class TurnPlace(NamedTuple):
    """A turn: code points of the words and of the label, -1 where the text has none; seconds from the start of the
    recording or None; place of the voice or -1; words."""

    start: int
    end: int
    label_start: int
    label_end: int
    begin: float | None
    voice: int
    words: int


class Paragraph(NamedTuple):
    """A paragraph: code points, turn (from 0) or -1, kind, language."""

    start: int
    end: int
    turn: int
    kind: str
    language: str


class Evidence(NamedTuple):
    """One match of a rule in code points; `reported` is -1 where the speaker's role is unknown."""

    rule: str
    certainty: Certainty
    start: int
    end: int
    negated: int
    reported: int
    lossy: int


class CodingPlace(NamedTuple):
    """One coding: place of its code, code points of its segment, turn (from 0) or -1; `certainty` is empty for people,
    whose codings have no evidence."""

    code: int
    start: int
    end: int
    turn: int
    role: str
    status: str
    certainty: str
    negated: int
    reported: int
    coder: str
    evidence: tuple[Evidence, ...]


class StepPlace(NamedTuple):
    """One step of a chain: number in the sequence (from 1), gap, place of the code, segment and match in code points,
    turn (from 0) or -1."""

    step: int
    gap: int
    code: int
    start: int
    end: int
    turn: int
    speaker: str
    role: str
    rule: str
    certainty: Certainty
    match_start: int
    match_end: int
    status: str


class ChainPlace(NamedTuple):
    """A chain: place of its sequence, `found` of `needed` steps, place of the code that is its outcome or -1."""

    sequence: int
    found: int
    needed: int
    outcome: int
    steps: tuple[StepPlace, ...]


class Script(NamedTuple):
    """A document of the study with everything that was found in it."""

    path: str
    title: str
    case: str
    kind: str
    date: str
    language: str
    format: str
    words: int
    text: str
    voices: tuple[Voice, ...]
    turns: tuple[TurnPlace, ...]
    paragraphs: tuple[Paragraph, ...]
    codings: tuple[CodingPlace, ...]
    chains: tuple[ChainPlace, ...]


class Contents(NamedTuple):
    """A whole report; `methods` is the appendix in each language."""

    title: str
    run: str
    unit: str
    certainty: Certainty
    books: tuple[Book, ...]
    codes: tuple[Named, ...]
    sequences: tuple[Named, ...]
    cases: tuple[CaseAbout, ...]
    documents: tuple[Script, ...]
    figures: tuple[Figure, ...]
    methods: tuple[Appendix, ...]
