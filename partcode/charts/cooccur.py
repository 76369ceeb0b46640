"""Codes that occur together, as a network: codes sized by their segments, ties by Jaccard.

The maximum spanning tree is drawn in full and holds the layout; of the other ties the strongest are drawn thin.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

from partcode.charts.labels import beyond, labelling
from partcode.charts.layout import placed, stretched
from partcode.charts.rows import Row, at_pixels, data, in_groups, records, told
from partcode.charts.theme import BESIDE, altair
from partcode.table import Table

COLUMNS = (
    "code", "other", "together", "segments", "other_segments", "expected", "jaccard", "pmi", "phi", "tree", "warning",
)  # fmt: skip
OTHERS = 1.5  # ties beside the tree for each code
_RADIUS = 15  # of the greatest node, in pixels
_TOLD = {"code": "code", "other": "with", "together": "together", "jaccard": "Jaccard", "pmi": "PMI", "phi": "φ"}
_TOLD |= {"warning": "warning"}


class _Network(NamedTuple):
    nodes: list[dict[str, Any]]
    ties: list[dict[str, Any]]
    frame: tuple[float, float]


def chart(table: Table) -> Any:
    """A network of the codes that occur together with another at all."""
    return in_groups([row for row in records(table, COLUMNS) if row["together"]], _drawn)


def _drawn(rows: list[Row]) -> Any:
    alt = altair()
    network = _network(rows)
    at, width = at_pixels(network.frame), alt.Scale(range=[0.8, 6])
    aside = BESIDE + max(_RADIUS, beyond(network.nodes, network.frame[0]))
    ties = alt.Chart(data(network.ties)).encode(
        **at("x", "y"),
        x2="to_x:Q",
        y2="to_y:Q",
        strokeWidth=alt.StrokeWidth("jaccard:Q", title="Jaccard", scale=width).legend(offset=aside),
        tooltip=told(_TOLD, rows),
    )
    nodes = alt.Chart(data(network.nodes)).encode(tooltip=told({"name": "code", "segments": "segments"}, network.nodes))
    area = alt.Scale(zero=True, range=[0, math.pi * _RADIUS**2])
    size = alt.Size("segments:Q", title="segments", scale=area, legend=alt.Legend(tickCount=4, offset=aside))
    label = nodes.encode(**at("label_x", "label_y"), text="name:N")
    return alt.layer(
        ties.transform_filter("!datum.tree").mark_rule(style="edge"),
        ties.transform_filter("datum.tree").mark_rule(style="tree"),
        nodes.mark_rule(style="leader", aria=False).encode(**at("x", "y"), x2="tie_x:Q", y2="tie_y:Q"),
        nodes.mark_circle(style="ringed", opacity=1).encode(**at("x", "y"), size=size),
        label.mark_text(style="halo", aria=False),
        label.mark_text(style="ink"),
    ).properties(width=network.frame[0], height=network.frame[1])


def _network(rows: list[Row]) -> _Network:
    sizes = _segments(rows)
    index = {code: at for at, code in enumerate(sizes)}
    shown = _shown(rows, len(sizes))
    side = 220 + 90 * math.sqrt(len(sizes))
    frame = (1.5 * side, side)
    lengths = [(index[str(r["code"])], index[str(r["other"])], 1.3 - _jaccard(r)) for r in shown if r["tree"]]
    places = stretched(placed(len(sizes), lengths), *frame)
    most = max(sizes.values())
    labels = labelling(places, list(sizes), [_RADIUS * math.sqrt(size / most) for size in sizes.values()])
    nodes = [label | {"segments": sizes[label["name"]]} for label in labels]
    by_code = {node["name"]: node for node in nodes}
    ties = [
        {column: row[column] for column in (*_TOLD, "tree")} | _ends(by_code[row["code"]], by_code[row["other"]])
        for row in shown
    ]
    return _Network(nodes, ties, frame)


def _ends(code: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {"x": code["x"], "y": code["y"], "to_x": other["x"], "to_y": other["y"]}


def _segments(rows: Iterable[Row]) -> dict[str, Any]:
    sizes: dict[str, Any] = {}
    for row in rows:
        sizes[str(row["code"])] = row["segments"]
        sizes[str(row["other"])] = row["other_segments"]
    return dict(sorted(sizes.items()))


def _shown(rows: list[Row], codes: int) -> list[Row]:
    others = [row for row in rows if not row["tree"]]
    others.sort(key=lambda row: (-_jaccard(row), str(row["code"]), str(row["other"])))
    return [row for row in rows if row["tree"]] + others[: math.ceil(OTHERS * codes)]


def _jaccard(row: Row) -> float:
    return float(row["jaccard"] or 0)
