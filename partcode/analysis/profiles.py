"""How cases use the codes, and which cases are alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from partcode.analysis.clusters import cut, draws, hellinger, joints, leaves, silhouettes, stability, ward
from partcode.analysis.counting import PER
from partcode.analysis.facets import UNKNOWN, facet
from partcode.analysis.tabulation import Tabulated, tabulated
from partcode.analysis.wide import wide
from partcode.errors import UsageError
from partcode.model.columns import NO_TURN
from partcode.model.material import Material
from partcode.table import UNDEFINED, Cell, Table, figure

if TYPE_CHECKING:
    from partcode.analysis.tabulation import Floats

PER_CODE = ("code", "label", "codings", "words", "rate")
COLUMNS = ("case", "cluster", "stability", "order", "height", "warning", *PER_CODE)
UNSTABLE = 0.6
UNSTRUCTURED = 0.25  # of a mean silhouette: Kaufman & Rousseeuw (1990), p. 88
FEW_CODINGS = 10
FEW_CASES = 8
ALIKE = 1e-9  # a height that only rounding makes


class Leaf(NamedTuple):
    """A case in the tree, or beside it."""

    item: int
    cluster: Cell = UNDEFINED
    stability: float = UNDEFINED
    order: Cell = UNDEFINED
    height: float = UNDEFINED


def profile(material: Material, of: str = "case", *, clusters: int | None = None, seed: int = 1) -> Table:
    """Rates of codes per 1,000 body words by case, or by the facet `of`, and clusters of cases that use the same codes:
    one row for each case, in the order of the tree, and each code that was found, the most frequent first.

    The tree is Ward's over Hellinger distances. `order` is the place among its leaves, from 1; `height` that at which a
    case is joined with the one before it: together they are the tree. `clusters` None is the number with the greatest
    mean silhouette. `stability` is that of the cluster: its mean Jaccard similarity when the turns of each case are
    drawn again. All of it is undefined for cases without codings, and where no more cases than clusters have some.
    UsageError: no such facet, or fewer than 2 clusters.

    Source: Ward (1963); Legendre & Gallagher (2001); Rousseeuw (1987); Hennig (2007).
    """
    if clusters is not None and clusters < 2:
        raise UsageError(f"--clusters {clusters}: at least 2", hint="leave it out to have the number chosen")
    counts = tabulated(material, of)
    found, notes = _leaves(counts, clusters, _draws(material, of, seed))
    often = counts.cells.sum(axis=1).tolist()
    codes = sorted((place for place, total in enumerate(often) if total), key=lambda place: -often[place])
    rows = [row for leaf in found for row in _rows(counts, codes, leaf)]
    return Table(COLUMNS, rows, f"Profiles by {of}", (*notes, *counts.notes), bar="rate")


def by_code(table: Table) -> Table:
    """A table of profiles with one row per case, and a column with the rate of each code."""
    keys = tuple(name for name in table.columns if name not in PER_CODE)
    return replace(wide(table, keys, "code", "rate"), notes=table.notes)


def _leaves(counts: Tabulated, clusters: int | None, drawn: Iterator[Floats]) -> tuple[list[Leaf], tuple[str, ...]]:
    """The cases as they stand in the tree, behind them those that are in none, and what must be known of it."""
    totals = counts.cells.sum(axis=0)
    coded = [place for place, total in enumerate(totals) if total]
    others = [Leaf(place) for place, total in enumerate(totals) if not total]
    if len(coded) <= (clusters or 2):
        return [*map(Leaf, coded), *others], (
            f"no clusters: {len(coded)} with codings are too few for {clusters or 2}",
        )
    points = hellinger(counts.cells[:, coded].T)
    tree = ward(points)
    if tree[-1, 2] < ALIKE:
        return [*map(Leaf, coded), *others], ("no clusters: all use the same codes in the same shares",)
    chosen, notes = _chosen(points, tree, clusters)
    cluster = cut(tree, chosen)
    stable = stability(cluster, (table[coded] for table in drawn))
    in_order = leaves(tree).tolist()
    found = [
        Leaf(coded[point], int(cluster[point]) + 1, figure(stable[cluster[point]]), place, figure(height))
        for place, (point, height) in enumerate(zip(in_order, joints(tree), strict=True), start=1)
    ]
    if len(coded) < FEW_CASES:
        notes += (f"with {len(coded)} cases a stability of {UNSTABLE} comes by chance, too",)
    return found + others, notes


def _draws(material: Material, of: str, seed: int) -> Iterator[Floats]:
    """Tables of the known values of a facet by all codes, the turns of each value (segments, where there are no turns)
    drawn again."""
    import numpy as np

    groups, codings, segments = facet(material, of), material.codings, material.segments
    known = np.array([value != UNKNOWN for value in groups.values], bool)
    case, codes, at = groups.of_codings, codings.code, codings.segment
    kept = known[case]
    of_document = len(segments) + segments.document[at] * (int(segments.turn.max(initial=0)) + 1) + segments.turn[at]
    turn = np.where(segments.turn[at] == NO_TURN, at, of_document)
    return draws(case[kept], codes[kept], turn[kept], (int(known.sum()), len(material.codes)), seed)


def _chosen(points: Floats, tree: Floats, clusters: int | None) -> tuple[int, tuple[str, ...]]:
    """How many clusters, and how clear they are."""
    means = silhouettes(points, tree)
    chosen = clusters or max(means, key=lambda number: (round(means[number], 9), -number))
    if chosen not in means:
        return chosen, (f"{chosen} clusters; mean silhouette undefined: numbers up to {max(means)} are tried",)
    how = "" if clusters else f", the greatest for 2 to {max(means)}"
    notes = (f"{chosen} clusters; mean silhouette {means[chosen]:.2f}{how}",)
    return chosen, (*notes, "so low a silhouette shows no clear clusters (Kaufman & Rousseeuw 1990)") if means[
        chosen
    ] <= UNSTRUCTURED else notes


def _rows(counts: Tabulated, codes: list[int], leaf: Leaf) -> list[tuple[Cell, ...]]:
    words, warning = int(counts.words[leaf.item]), _warning(counts, leaf)
    head = (counts.values[leaf.item], leaf.cluster, leaf.stability, leaf.order, leaf.height, warning)
    found = [(counts.codes[code], int(counts.cells[code, leaf.item])) for code in codes]
    return [
        (*head, code.id, code.label, count, words, figure(PER * count / words) if words else UNDEFINED)
        for code, count in found
    ]


def _warning(counts: Tabulated, leaf: Leaf) -> str:
    codings = int(counts.cells[:, leaf.item].sum())
    if not codings:
        return "no codings, so no cluster"
    warnings = [f"fewer than {FEW_CODINGS} codings"] if codings < FEW_CODINGS else []
    warnings += [] if counts.words[leaf.item] else ["no body text, so no rates"]
    warnings += ["the cluster is unstable"] if leaf.stability < UNSTABLE else []
    return "; ".join(warnings)
