"""All segments of a selection, coded or not, with their words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from partcode.analysis.counting import touching
from partcode.analysis.facets import facet
from partcode.analysis.selection import Selection
from partcode.model.columns import KINDS, NO_TURN
from partcode.model.material import Material
from partcode.pipeline.asking import material_of
from partcode.store import Store
from partcode.table import Cell, Table

COLUMNS = (
    "document", "case", "language", "kind", "segment", "start", "end", "turn", "speaker", "role", "side", "words",
    "codings", "text",
)  # fmt: skip


def segments(store: Store, selection: Selection) -> Table:
    """One row per segment; `codings` counts those that touch it. Source of words: the text that the run read."""
    material = material_of(store, selection)
    return Table(COLUMNS, list(_rows(store, material)), "Segments")


def _rows(store: Store, material: Material) -> Iterator[tuple[Cell, ...]]:
    columns = material.segments
    languages = facet(material, "language")
    counts = touching(material).tolist()
    for number, places in groupby(range(len(columns)), columns.document.tolist().__getitem__):
        document = material.documents[number]
        text = store.text(document.version)
        for place in places:
            start, end, turn = int(columns.start[place]), int(columns.end[place]), int(columns.turn[place])
            voice = material.voices[int(columns.voice[place])]
            yield (
                document.path, document.case, languages.values[int(languages.of_segments[place])],
                KINDS[int(columns.kind[place])].value, int(columns.ordinal[place]) + 1, start, end,
                None if turn == NO_TURN else turn + 1, voice.speaker, voice.role, voice.side, int(columns.words[place]),
                counts[place], text[start:end],
            )  # fmt: skip
