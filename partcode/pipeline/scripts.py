"""One document of a run as a report shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from partcode.model.chains import CodedChain
from partcode.model.columns import KINDS, NO_TURN
from partcode.model.corpus import LANGUAGES
from partcode.report.contents import (
    ChainPlace,
    CodingPlace,
    Evidence,
    Paragraph,
    Script,
    StepPlace,
    TurnPlace,
    Voice,
)
from partcode.store.coded.legends import Legend
from partcode.store.coded.segments import CodedDocument
from partcode.store.corpus.layouts import Layout

NOWHERE = -1


class Coding(NamedTuple):
    """What tells a coding from all others of its document."""

    start: int
    end: int
    code: str
    coder: str


class Chosen(NamedTuple):
    """What was selected of a document."""

    codings: set[Coding]
    chains: set[CodedChain]


_Key = tuple[str, str, str]  # codebook, version of it, code or sequence


@dataclass(frozen=True, slots=True)
class Places:
    """Where codebooks, codes and sequences stand in the legend; `steps` are the codes by id alone."""

    books: Mapping[tuple[str, str], int]
    codes: Mapping[_Key, int]
    sequences: Mapping[_Key, int]
    steps: Mapping[str, int]

    @classmethod
    def of(cls, legend: Legend) -> Places:
        """The places in a legend."""
        return cls(
            {(one.id, one.version): i for i, one in enumerate(legend.codebooks)},
            {one[:3]: i for i, one in enumerate(legend.codes)},
            {one[:3]: i for i, one in enumerate(legend.sequences)},
            {one.id: i for i, one in enumerate(legend.codes)},
        )


def script(document: CodedDocument, about: Mapping[str, Any], places: Places, chosen: Chosen) -> Script:
    """A document with what was selected of its codings and chains; `about` is its row in the table of documents."""
    layout = document.layout
    return Script(
        path=document.path,
        title=about["title"] or document.path,
        case=document.case,
        kind=about["kind"],
        date=about["date"],
        language=layout.language,
        format=layout.format,
        words=int(layout.sentences.words.sum()),
        text=document.text,
        voices=tuple(Voice(*voice) for voice in layout.voices),
        turns=tuple(_turns(layout)),
        paragraphs=tuple(_paragraphs(layout)),
        codings=tuple(_codings(document, places, chosen.codings)),
        chains=tuple(_chain(chain, places) for chain in document.chains if chain in chosen.chains),
    )


def _turns(layout: Layout) -> Iterator[TurnPlace]:
    import numpy as np

    spoken = layout.sentences.turn != NO_TURN
    words = np.bincount(
        layout.sentences.turn[spoken], weights=layout.sentences.words[spoken], minlength=len(layout.turns)
    )
    for turn, count in zip(layout.turns, words.tolist(), strict=True):
        first, last = _place(turn.label_start), _place(turn.label_end)
        yield TurnPlace(turn.start, turn.end, first, last, turn.begin, _place(turn.voice), int(count))


def _paragraphs(layout: Layout) -> Iterator[Paragraph]:
    """Sentences of one paragraph are one stretch; its kind, turn and language are those of the first."""
    import numpy as np

    columns = layout.sentences
    firsts = np.flatnonzero(np.diff(columns.paragraph, prepend=-1))
    lasts = np.append(firsts[1:], len(columns.start)) - 1
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=False):
        language = int(columns.language[first])
        yield Paragraph(
            int(columns.start[first]),
            int(columns.end[last]),
            int(columns.turn[first]),
            KINDS[columns.kind[first]].value,
            LANGUAGES[language] if language < len(LANGUAGES) else "",
        )


def _codings(document: CodedDocument, places: Places, chosen: set[Coding]) -> Iterator[CodingPlace]:
    for one in document.codings:
        if Coding(one.start, one.end, one.code, one.coder) not in chosen:
            continue
        evidence = (
            Evidence(rule, certainty, start, end, negated, _place(reported), lossy)
            for rule, certainty, start, end, negated, reported, lossy in document.matches.get(one.coding, ())
        )
        yield CodingPlace(
            places.codes[one.codebook, one.codebook_version, one.code],
            one.start,
            one.end,
            NO_TURN if one.turn is None else one.turn - 1,
            one.role,
            one.status,
            one.certainty,
            one.negated,
            _place(one.reported),
            one.coder,
            tuple(evidence),
        )


def _place(number: int | None) -> int:
    return NOWHERE if number is None else number


def _chain(chain: CodedChain, places: Places) -> ChainPlace:
    steps = tuple(
        StepPlace(
            step.step,
            step.gap,
            places.steps[step.code],
            step.start,
            step.end,
            NO_TURN if step.turn is None else step.turn - 1,
            step.speaker,
            step.role,
            step.rule,
            step.certainty,
            step.match_start,
            step.match_end,
            step.status,
        )
        for step in chain.steps
    )
    sequence = places.sequences[chain.codebook, chain.codebook_version, chain.sequence]
    return ChainPlace(sequence, chain.found, chain.needed, steps[-1].code if chain.complete else NOWHERE, steps)
