"""Everything that a report shows, collected from the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from partcode.model.codebook import Certainty
from partcode.model.columns import KINDS, NO_TURN
from partcode.model.corpus import LANGUAGES
from partcode.report.contents import (
    Book,
    CaseAbout,
    ChainPlace,
    CodingPlace,
    Contents,
    Evidence,
    Named,
    Paragraph,
    Script,
    StepPlace,
    TurnPlace,
    Voice,
)
from partcode.store import Store
from partcode.store.coded.chains import CodedChain
from partcode.store.coded.legends import Legend, LegendEntry
from partcode.store.coded.segments import CodedDocument
from partcode.store.corpus.layouts import Layout

NOWHERE = -1


def contents(store: Store, *, run: str | None, title: str, certainty: Certainty) -> Contents:
    """What the report of a run shows, with codings that are at least that certain."""
    found = store.run(run)
    legend = store.legend(found.id)
    places = _Places.of(legend)
    documents = store.table("documents")
    about = {str(row[0]): dict(zip(documents.columns, row, strict=True)) for row in documents.rows}
    scripts = tuple(
        _script(document, about[document.path], places)
        for document in store.coded_documents(found.id, certainty=certainty)
    )
    return Contents(
        title=title,
        run=found.id,
        unit=str(found.options.get("unit", "sentence")),
        certainty=certainty,
        books=tuple(Book(one.id, one.version, one.sha256, one.title) for one in legend.codebooks),
        codes=tuple(_named(one, places) for one in legend.codes),
        sequences=tuple(_named(one, places) for one in legend.sequences),
        cases=tuple(_cases(store, {script.case for script in scripts})),
        documents=scripts,
        figures=(),
        methods=(),
    )


_Key = tuple[str, str, str]  # codebook, version of it, code or sequence


@dataclass(frozen=True, slots=True)
class _Places:
    """Where codebooks, codes and sequences stand in the legend; `steps` are the codes by id alone."""

    books: Mapping[tuple[str, str], int]
    codes: Mapping[_Key, int]
    sequences: Mapping[_Key, int]
    steps: Mapping[str, int]

    @classmethod
    def of(cls, legend: Legend) -> _Places:
        return cls(
            {(one.id, one.version): i for i, one in enumerate(legend.codebooks)},
            {one[:3]: i for i, one in enumerate(legend.codes)},
            {one[:3]: i for i, one in enumerate(legend.sequences)},
            {one.id: i for i, one in enumerate(legend.codes)},
        )


def _named(entry: LegendEntry, places: _Places) -> Named:
    book = places.books[entry.codebook, entry.codebook_version]
    english, french = entry.english or entry.french or entry.id, entry.french or entry.english or entry.id
    return Named(book, entry.id, english, french, entry.definition)


def _cases(store: Store, wanted: set[str]) -> Iterator[CaseAbout]:
    table = store.table("cases")
    for id, name, side, *attributes in table.rows:
        if id in wanted:
            free = {key: str(value) for key, value in zip(table.columns[3:], attributes, strict=True) if value}
            yield CaseAbout(str(id), str(name or id), str(side), free)


def _script(document: CodedDocument, about: Mapping[str, Any], places: _Places) -> Script:
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
        codings=tuple(_codings(document, places)),
        chains=tuple(_chain(chain, places) for chain in document.chains),
    )


def _turns(layout: Layout) -> Iterator[TurnPlace]:
    import numpy as np

    spoken = layout.sentences.turn >= 0
    words = np.bincount(
        layout.sentences.turn[spoken], weights=layout.sentences.words[spoken], minlength=len(layout.turns)
    )
    for turn, count in zip(layout.turns, words.tolist(), strict=True):
        first = NOWHERE if turn.label_start is None else turn.label_start
        last = NOWHERE if turn.label_end is None else turn.label_end
        voice = NOWHERE if turn.voice is None else turn.voice
        yield TurnPlace(turn.start, turn.end, first, last, turn.begin, voice, int(count))


def _paragraphs(layout: Layout) -> Iterator[Paragraph]:
    """Sentences of one paragraph are one stretch; its kind, turn and language are those of the first."""
    import numpy as np

    columns = layout.sentences
    firsts = np.flatnonzero(np.diff(columns.paragraph, prepend=-1))
    lasts = np.append(firsts[1:], len(columns.start)) - 1
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        language = int(columns.language[first])
        yield Paragraph(
            int(columns.start[first]),
            int(columns.end[last]),
            int(columns.turn[first]),
            KINDS[columns.kind[first]].value,
            LANGUAGES[language] if language < len(LANGUAGES) else "",
        )


def _codings(document: CodedDocument, places: _Places) -> Iterator[CodingPlace]:
    for one in document.codings:
        yield CodingPlace(
            places.codes[one.codebook, one.codebook_version, one.code],
            one.start,
            one.end,
            NO_TURN if one.turn is None else one.turn - 1,
            one.role,
            one.status,
            one.certainty,
            one.negated,
            _verdict(one.reported),
            one.coder,
            tuple(
                Evidence(*match._replace(reported=_verdict(match.reported)))
                for match in document.matches.get(one.coding, ())
            ),
        )


def _verdict(reported: int | None) -> int:
    return NOWHERE if reported is None else reported


def _chain(chain: CodedChain, places: _Places) -> ChainPlace:
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
