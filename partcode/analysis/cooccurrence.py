"""Which codes occur together: in a segment, in a turn, in a few turns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partcode.analysis.counting import SMALL, codable, distinct, pairs
from partcode.errors import UsageError
from partcode.model.columns import NO_TURN
from partcode.model.material import Material
from partcode.table import Cell, Table, figure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from partcode.analysis.association import Association

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

COLUMNS = (
    "code", "other", "together", "segments", "other_segments", "expected", "jaccard", "pmi", "phi", "tree", "warning",
)  # fmt: skip


class _Places(NamedTuple):
    """Where codes occur: `code` and `unit` of each pair, each once, out of so many `units`; `outside`: pairs of codes
    and segments that stand in none."""

    code: Numbers
    unit: Numbers
    units: int
    outside: int = 0


class _Found(NamedTuple):
    """Pairs of codes, columns of equal length: indexes of both codes, in how many units they are together, and each."""

    one: Numbers
    other: Numbers
    together: Numbers
    segments: Numbers
    other_segments: Numbers

    def where(self, keep: Flags) -> _Found:
        """Some of the pairs."""
        return _Found(*(column[keep] for column in self))


def cooccur(material: Material, *, within: str = "segment", least: int = 1) -> Table:
    """One row per pair of codes that are together in at least so many units, the most frequent first. `tree` is 1 for
    pairs of the maximum spanning forest by Jaccard, of the pairs that are shown.

    A unit is a segment, a turn, or (`within` a number) so many turns after one another in a document: windows begin at
    every turn, and none goes over the end of its document; a document with fewer turns is one window.
    UsageError: no such unit.
    """
    from partcode.analysis.association import association, spanning_forest

    places = _places(material, within)
    found = _together(places, least)
    measures = association(found.together, found.segments, found.other_segments, places.units)
    tree = spanning_forest(found.one, found.other, measures.jaccard, len(material.codes))
    rows = [_row(material, found, measures, bool(tree[i]), places.units, i) for i in range(len(tree))]
    rows.sort(key=lambda row: (-int(str(row[2])), str(row[0]), str(row[1])))
    return Table(COLUMNS, rows, f"Codes together within {_named(within)}", _notes(places, within), bar="jaccard")


def _named(within: str) -> str:
    return f"{within} turns" if within.isdecimal() else f"a {within}"


def _places(material: Material, within: str) -> _Places:
    if within == "segment":
        asked, there = codable(material), pairs(material)
        return _Places(there.code, asked.cumsum()[there.segment] - 1, int(asked.sum()))
    length = 1 if within == "turn" else int(within) if within.isdecimal() else 0
    if not length:
        raise UsageError(f"--within {within}: no such unit", hint="segment, turn, or a number of turns, as 3")
    return _windows(material, length)


def _windows(material: Material, length: int) -> _Places:
    """Windows of turns, numbered through the documents. Turns that were not asked for keep their places, but windows
    without any turn that was asked for are none."""
    import numpy as np

    segments = material.segments
    in_turns = codable(material) & (segments.turn != NO_TURN)
    documents, turns = segments.document, segments.turn
    first = np.full(len(material.documents), np.iinfo(np.int64).max)
    last = np.full(len(material.documents), NO_TURN)
    np.minimum.at(first, documents[in_turns], turns[in_turns])
    np.maximum.at(last, documents[in_turns], turns[in_turns])
    # No window is longer than the longest of the documents, whatever was asked for.
    length = max(min(length, int((last - first).max(initial=0)) + 1), 1)
    # The last window begins so early that it ends with the document, but never before the first turn.
    latest = np.maximum(last - length + 1, first)
    room = max(int(last.max(initial=0)) + 1, 1)

    def windows(of: Numbers) -> tuple[Numbers, Flags]:
        """By segment and step back, the number of the window, and whether there is one."""
        begins = turns[of][:, None] - np.arange(length)
        document = documents[of][:, None]
        return document * room + begins, (begins >= first[document]) & (begins <= latest[document])

    asked, there = windows(np.flatnonzero(in_turns))
    numbers = np.unique(asked[there])
    found = pairs(material)
    inside = in_turns[found.segment]
    window, there = windows(found.segment[inside])
    code = np.broadcast_to(found.code[inside][:, None], there.shape)[there]
    once = distinct(code, np.searchsorted(numbers, window[there]))
    return _Places(*once, len(numbers), int((~inside).sum()))


def _together(places: _Places, least: int) -> _Found:
    """Pairs of the codes that occur, in the order of the codes."""
    import numpy as np
    from scipy.sparse import coo_array

    ones = np.ones(len(places.code), dtype=np.int64)
    present, code = np.unique(places.code, return_inverse=True)
    matrix = coo_array((ones, (places.unit, code)), shape=(places.units, len(present))).tocsr()
    table = (matrix.T @ matrix).toarray()
    one, other = np.triu_indices(len(present), 1)
    margins = table.diagonal()
    found = _Found(present[one], present[other], table[one, other], margins[one], margins[other])
    return found.where(found.together >= least)


def _row(material: Material, found: _Found, measures: Association, tree: bool, units: int, i: int) -> tuple[Cell, ...]:
    return (
        material.codes[found.one[i]].id,
        material.codes[found.other[i]].id,
        *(int(column[i]) for column in found[2:]),
        *(figure(column[i]) for column in measures),
        int(tree),
        _warning(found, measures, units, i),
    )


def _warning(found: _Found, measures: Association, units: int, i: int) -> str:
    """What is undefined and why, and what is small."""
    small = {"together": found.together[i], "expected": measures.expected[i]}
    low = [name for name, value in small.items() if value < SMALL]
    everywhere = units in (found.segments[i], found.other_segments[i])
    return "; ".join(
        [
            *(["never together, so no pmi"] if not found.together[i] else []),
            *(["a code is everywhere, so no phi"] if everywhere else []),
            *([f"{' and '.join(low)} below {SMALL}"] if low else []),
        ]
    )


def _notes(places: _Places, within: str) -> tuple[str, ...]:
    notes = ["jaccard, pmi and phi are descriptive, no test: turns cluster in speakers"]
    notes += [f"counts are of windows of {within} turns, which overlap"] if within.isdecimal() else []
    if places.outside:
        notes.append(f"{places.outside} pairs of a code and a segment stand outside of turns and don't count")
    return tuple(notes)
