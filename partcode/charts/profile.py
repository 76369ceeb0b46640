"""The profile of cases: their dendrogram beside a heat map of the codes."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from partcode.charts.rows import Row, data, in_groups, records, told
from partcode.charts.theme import altair
from partcode.table import Cell, Table

COLUMNS = ("case", "cluster", "stability", "order", "height", "warning")
"""`order` is the place of the case among the leaves, from 1; `height` that at which it is joined with the case before
it in that order (undefined for the first): order and heights are the whole tree. Any other column is the rate of the
code it is named by; or a row is one case and `code`, with its `rate`."""
_CELL = 21  # pixels
_TREE = 130
_TOLD = {"case": "", "code": "code", "rate": "per 1,000 words", "cluster": "cluster", "stability": "stability"}
_TOLD |= {"warning": "warning"}


class _Node(NamedTuple):
    """What is joined so far: place among the leaves, and height."""

    at: float
    height: float


def chart(table: Table) -> Any:
    """Cases from top to bottom as the tree has them, codes in the order of the table. A code is shaded by its share of
    its own greatest rate: the pattern counts, not which code is frequent."""
    first = table.columns[table.columns.index("cluster") - 1]  # case, or what else has a profile
    return in_groups([_as_case(row, first) for row in records(table, (first, *COLUMNS[1:]))], _drawn)


def _as_case(row: Row, first: str) -> Row:
    others = {column: cell for column, cell in row.items() if column != first}
    return others | {"case": str(row[first])}


def _drawn(rows: list[Row]) -> Any:
    alt = altair()
    cells = _cells(rows)
    cases = {str(row["case"]): row for row in sorted(rows, key=_order)}
    codes = list(dict.fromkeys(str(cell["code"]) for cell in cells))
    y = alt.Y("case:N", title=None, sort=list(cases)).axis(ticks=False, domain=False, labelPadding=5)
    heat = (
        alt.Chart(data(cells))
        .mark_rect(style="ringed")
        .encode(
            x=alt.X("code:N", title=None, sort=codes).axis(orient="top", labelAngle=-40, ticks=False, domain=False),
            y=y,
            color=alt.Color("share:Q", title="of the greatest rate")
            .scale(domain=[0, 1], range="ramp")
            .legend(format="%"),
            tooltip=told(_TOLD, cells),
        )
    )
    heat = heat.properties(width=alt.Step(_CELL), height=alt.Step(_CELL))
    return alt.hconcat(*_tree(list(cases.values())), heat, spacing=6)


def _order(row: Row) -> float:
    """The place among the leaves; behind them what is no leaf."""
    return float(row["order"] or math.inf)


def _cells(rows: list[Row]) -> list[dict[str, Any]]:
    if {"code", "label", "rate"} <= rows[0].keys():
        long = rows
    else:
        codes = [column for column in rows[0] if column not in (*COLUMNS, "group")]
        about = [column for column in _TOLD if column not in ("code", "rate")]
        long = [{**{k: row[k] for k in about}, "code": code, "rate": row[code]} for row in rows for code in codes]
    most: dict[Cell, float] = {}
    for cell in long:
        most[cell["code"]] = max(most.get(cell["code"], 0.0), float(cell["rate"] or 0))
    return [
        {column: cell[column] for column in _TOLD} | {"share": float(cell["rate"] or 0) / (most[cell["code"]] or 1)}
        for cell in long
    ]


def _tree(cases: list[Row]) -> list[Any]:
    """The dendrogram left of the heat map, leaves to the right, and the cluster of each case with its stability."""
    alt = altair()
    height = _CELL * len(cases)
    down = alt.Scale(domain=[len(cases) + 0.5, 0.5], nice=False, zero=False)
    y = alt.Y("y:Q", axis=None, scale=down)
    lines = alt.Chart(data(brackets([row["height"] for row in cases if row["order"]]))).mark_rule(
        style="tree", strokeWidth=1.2
    )
    lines = lines.encode(x=alt.X("x:Q", title="height").scale(reverse=True), x2="to_x:Q", y=y, y2="to_y:Q")
    leaves = [{"y": at, "shown": _shown(row)} for at, row in enumerate(cases, 1)]
    words = alt.Chart(data(leaves)).mark_text(style="quiet", align="left").properties(width=56, height=height)
    words = words.encode(y=y, text="shown:N", x=alt.value(0))
    return [lines.properties(width=_TREE, height=height), words]


def _shown(row: Row) -> str:
    stability = row["stability"]
    sure = f" ({stability:.2f})" if isinstance(stability, int | float) else ""
    return f"{row['cluster']}{sure}" if row["cluster"] is not None else ""


def brackets(heights: list[Cell]) -> list[dict[str, float]]:
    """The lines of a tree by the heights at which leaves are joined with the one before: the lowest joint first, each a
    bracket of three lines from (x, y) to (to_x, to_y), x being the height and y the place among the leaves."""
    nodes = [_Node(float(at), 0.0) for at in range(1, len(heights) + 1)]
    joints = [float(height) if isinstance(height, int | float) else 0.0 for height in heights[1:]]
    lines: list[dict[str, float]] = []
    while joints:
        at = joints.index(min(joints))
        height, upper, lower = joints.pop(at), nodes[at], nodes.pop(at + 1)
        nodes[at] = _Node((upper.at + lower.at) / 2, height)
        lines += [{"x": node.height, "to_x": height, "y": node.at, "to_y": node.at} for node in (upper, lower)]
        lines.append({"x": height, "to_x": height, "y": upper.at, "to_y": lower.at})
    return lines
