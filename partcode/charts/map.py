"""The correspondence map: codes and the values of a facet on the first two axes."""

from __future__ import annotations

import math
from typing import Any

from partcode.charts.labels import beyond, labelling
from partcode.charts.layout import stretched
from partcode.charts.rows import Row, at_pixels, data, in_groups, names, numbers, records, told
from partcode.charts.theme import BESIDE, altair
from partcode.table import Table

COLUMNS = (
    "set", "item", "label", "mass", "inertia", "x", "y", "contribution_1", "contribution_2", "cos2_1", "cos2_2", "cos2",
    "share_1", "share_2", "warning",
)  # fmt: skip
_TOLD = {"name": "", "mass": "mass", "contribution_1": "contribution to axis 1"}
_TOLD |= {"contribution_2": "contribution to axis 2", "cos2": "cos² in the map", "warning": "warning"}
_RADIUS = 11
_MARGIN = 30
_AXIS = 80  # that the name of an axis takes behind its end, in pixels


def chart(table: Table) -> Any:
    """A point for each code (round) and each value of the facet (square), sized by mass; an axis without a share is
    drawn as 0."""
    return in_groups([row for row in records(table, COLUMNS) if row["x"] is not None], _drawn)


def _drawn(rows: list[Row]) -> Any:
    alt = altair()
    frame, points, zero = _points(rows)
    at, base = at_pixels(frame), alt.Chart(data(points))
    sets = _sets(rows)
    aside = BESIDE + max(_AXIS, beyond(points, frame[0]))
    tooltip = told(_TOLD, rows)
    area = alt.Scale(zero=True, range=[0, math.pi * _RADIUS**2])
    size = alt.Size("mass:Q", title="mass", scale=area, legend=alt.Legend(tickCount=4, offset=aside))
    marks = base.encode(
        **at("x", "y"),
        size=size,
        shape=alt.Shape("set:N", title=None, sort=sets, legend=alt.Legend(offset=aside)).scale(
            range=["circle", "square"]
        ),
        color=alt.Color("set:N", title=None, sort=sets, legend=alt.Legend(offset=aside)),
        tooltip=tooltip,
    )
    label = base.encode(**at("label_x", "label_y"), text="name:N")
    return alt.layer(
        *_axes(rows, frame, zero),
        base.mark_rule(style="leader", aria=False).encode(**at("x", "y"), x2="tie_x:Q", y2="tie_y:Q"),
        marks.mark_point(style="ringed", filled=True, opacity=1),
        label.mark_text(style="halo", aria=False),
        label.transform_filter({"field": "set", "equal": sets[0]}).mark_text(style="first-words"),
        label.transform_filter({"not": {"field": "set", "equal": sets[0]}}).mark_text(style="second-words"),
    ).properties(width=frame[0], height=frame[1])


def _sets(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(str(row["set"]) for row in rows))


def _points(rows: list[Row]) -> tuple[tuple[float, float], list[dict[str, Any]], list[float]]:
    """The frame in pixels, the points in it, and where both axes are 0. Both axes have one measure: distances within a
    set mean something."""
    import numpy as np

    places = np.array([[float(row["x"] or 0), -float(row["y"] or 0)] for row in rows] + [[0.0, 0.0]])
    extent = np.ptp(places, axis=0)
    width = 480 + 40 * math.sqrt(len(rows))
    frame = (round(width), round(min(max(width * extent[1] / max(extent[0], 1e-9), 0.45 * width), 1.2 * width)))
    inside = stretched(places, frame[0] - 2 * _MARGIN, frame[1] - 2 * _MARGIN) + _MARGIN
    in_sets = {of: names({str(r["item"]): str(r["label"] or "") for r in rows if r["set"] == of}) for of in _sets(rows)}
    called = [in_sets[str(row["set"])][str(row["item"])] for row in rows]
    most = max(numbers(rows, "mass"), default=1.0)
    labels = labelling(inside[:-1], called, [_RADIUS * math.sqrt(float(row["mass"] or 0) / most) for row in rows])
    points = [
        {column: row.get(column) for column in ("set", *_TOLD)} | label for row, label in zip(rows, labels, strict=True)
    ]
    return frame, points, inside[-1].round(1).tolist()


def _axes(rows: list[Row], frame: tuple[float, float], zero: list[float]) -> list[Any]:
    """The lines on which an axis is 0, with the share of inertia that the axes show."""
    alt, at = altair(), at_pixels(frame)
    across = {"x": 0, "y": zero[1], "to_x": frame[0], "to_y": zero[1]} | _axis("1", rows[0]["share_1"])
    down = {"x": zero[0], "y": frame[1], "to_x": zero[0], "to_y": 0} | _axis("2", rows[0]["share_2"])
    base = alt.Chart(data([across, down])).encode(**at("to_x", "to_y"))
    text = {"style": "quiet", "align": "left", "dx": 5, "aria": False}
    return [
        base.mark_rule(style="dash", aria=False).encode(x2="x:Q", y2="y:Q"),
        base.mark_text(**text, fontStyle="italic").encode(text="name:N"),
        base.mark_text(**text, dy=14).encode(text="share:N"),
    ]


def _axis(number: str, share: Any) -> dict[str, str]:
    return {"name": f"axis {number}: inertia", "share": "–" if share is None else f"{100 * share:.1f} %"}
