"""Who speaks, turn by turn, with the codes of each turn and the chains as arcs from step to step.

One spec serves all cases: `TEMPLATE` names its data, and what differs between cases is put into them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from partcode.charts.rows import Row, records, told
from partcode.charts.theme import altair, themed
from partcode.errors import UsageError
from partcode.table import Table

TURNS = ("document", "turn", "speaker", "role", "side", "words", "start", "end", "opening")
CODINGS = ("document", "turn", "code", "label", "start", "end")
STEPS = ("document", "chain", "sequence", "complete", "step", "turn", "code", "label", "start", "end")
LANE = 46  # pixels of a speaker
STEP = (4, 8)  # of a turn, at least and at most
WIDTH = (640, 1280)  # of the whole, at least; and at most, as long as turns have their least
_TOLD = {"speaker": "speaker", "role": "role", "document": "document", "turn": "turn", "opening": "begins"}


class Rows(NamedTuple):
    """What is put into the template. `place` is the number of a turn in the case, from 1, `lane` that of its speaker
    from 0, `to_place` and `to_lane` where an arc ends."""

    lanes: tuple[str, ...]
    moves: tuple[str, ...]
    turns: list[Row]
    marks: list[Row]
    steps: list[Row]
    arcs: list[Row]
    documents: list[Row]


def chart(turns: Table, codings: Table, steps: Table) -> Any:
    """The timeline of a case, its documents after one another in the order of the table of turns. UsageError for a
    case without turns."""
    rows = timeline_rows(turns, codings, steps)
    named = {name: getattr(rows, name) for name in Rows._fields[2:]}
    drawn = template(rows.lanes, rows.moves, len(rows.turns))
    return themed(drawn.properties(datasets=named, **size(len(rows.turns), len(rows.lanes))))


def size(turns: int, lanes: int) -> dict[str, int]:
    """Width and height in pixels."""
    wide = max(WIDTH[0], min(STEP[1] * turns, WIDTH[1]), STEP[0] * turns)
    return {"width": wide, "height": LANE * (lanes + 1)}


def timeline_rows(turns: Table, codings: Table, steps: Table) -> Rows:
    """The tables as rows of the template: marks are one for each code of a turn."""
    spoken = records(turns, TURNS)
    if not spoken:
        raise UsageError("nothing to draw: no turns", hint="choose a case that has interviews")
    lanes = _lanes(spoken)
    at = {
        (row["document"], row["turn"]): row | {"place": place, "lane": lanes[_who(row)]}
        for place, row in enumerate(spoken, 1)
    }
    made = [row for row in records(steps, STEPS) if (row["document"], row["turn"]) in at]
    moves = tuple(dict.fromkeys(str(row["label"]) for row in sorted(made, key=lambda row: str(row["code"]))))
    first = {(row["document"], row["turn"], row["code"]): row for row in reversed(records(codings, CODINGS))}
    marks = [_mark(row, at, moves) for row in reversed(first.values()) if (row["document"], row["turn"]) in at]
    placed = [_placed(row, at) for row in made]
    names = tuple(f"{speaker or '–'} ({role})" if role else speaker or "–" for _, role, speaker in lanes)
    return Rows(names, moves, list(at.values()), marks, placed, _arcs(placed), _documents(at.values()))


def _who(row: Row) -> tuple[str, str, str]:
    return str(row["side"] or ""), str(row["role"] or ""), str(row["speaker"] or "")


def _lanes(turns: Iterable[Row]) -> dict[tuple[str, str, str], int]:
    """Speakers by side and role, then as they come."""
    found = list(dict.fromkeys(map(_who, turns)))
    found.sort(key=lambda who: who[:2])
    return {who: lane for lane, who in enumerate(found)}


def _placed(row: Row, at: dict[tuple[Any, Any], Row]) -> Row:
    turn = at[row["document"], row["turn"]]
    state = {"state": "complete chain" if row["complete"] else "open chain"} if "complete" in row else {}
    return turn | row | {"name": row["label"] or row["code"]} | state


def _mark(row: Row, at: dict[tuple[Any, Any], Row], moves: tuple[str, ...]) -> Row:
    placed = _placed(row, at)
    return placed | {"move": placed["name"] if placed["name"] in moves else ""}


def _arcs(steps: list[Row]) -> list[Row]:
    """From each step of a chain to the next; none within a turn."""
    chains: dict[tuple[Any, Any], list[Row]] = {}
    for row in steps:
        chains.setdefault((row["document"], row["chain"]), []).append(row)
    return [
        {**step, "to_place": following["place"], "to_lane": following["lane"]}
        for chain in chains.values()
        for step, following in pairwise(sorted(chain, key=lambda row: int(row["step"] or 0)))
        if step["place"] != following["place"]
    ]


def _documents(turns: Iterable[Row]) -> list[Row]:
    first: dict[Any, Row] = {}
    for turn in turns:
        first.setdefault(turn["document"], turn)
    return [
        {"document": path, "name": str(path).rpartition("/")[2], "place": row["place"]} for path, row in first.items()
    ]


def template(lanes: Sequence[str] = (), moves: Sequence[str] = (), places: int = 1) -> Any:
    """The chart without its data: named data `turns`, `marks`, `steps`, `arcs` and `documents`, parameters `lanes`, the
    names beside them, `moves`, the names of the codes that chains are made of, and `places`, the number of turns."""
    alt = altair()
    named = {"lanes": list(lanes), "moves": list(moves), "places": places}
    given = [alt.param(name=name, value=value) for name, value in named.items()]
    parts = (*_documents_marked(), _lines(), _bars(), *_codes(), _bows(), *_numbers())
    return alt.layer(*parts).add_params(*given)


def _from(name: str, y: str) -> Any:
    """Marks of the named data at their turn."""
    alt = altair()
    beside = alt.Axis(
        values=alt.ExprRef("sequence(length(lanes))"), labelExpr="lanes[datum.value]", grid=False, ticks=False,
        domain=False, labelPadding=8,
    )  # fmt: skip
    across = alt.Scale(domain=alt.ExprRef("[0, places + 1]"), nice=False, zero=False)
    down = alt.Scale(domain=alt.ExprRef("[length(lanes) - 0.4, -1.4]"), nice=False, zero=False)
    return alt.Chart(alt.NamedData(name=name)).encode(
        x=alt.X("place:Q", title="turn", scale=across).axis(
            grid=False,
            format="d",
            tickMinStep=1,
            labelExpr="datum.value > 0 && datum.value <= places ? datum.label : ''",
        ),
        y=alt.Y(f"{y}:Q", title=None, scale=down, axis=beside),
    )


def _lines() -> Any:
    """The line of each speaker."""
    return _from("turns", "lane").mark_rule(style="lane").encode(x=altair().value(0), x2=altair().value("width"))


def _documents_marked() -> list[Any]:
    """Where a document begins, with its name; names stand at three heights, so that those of short ones can be read."""
    alt = altair()
    begun = _from("documents", "y").transform_window(number="row_number()")
    begun = begun.transform_calculate(y="-1.35 + 0.24 * ((datum.number - 1) % 3)")
    rule = begun.mark_rule(style="dash", xOffset=-4).encode(y=alt.value(0), y2=alt.value("height"))
    return [rule, begun.mark_text(style="quiet", align="left", fontStyle="italic").encode(text="name:N")]


def _bars() -> Any:
    """A bar for each turn, as high as the root of its words."""
    base = _from("turns", "lane").transform_joinaggregate(most="max(words)")
    base = base.transform_calculate(top="datum.lane - 0.5 * sqrt(datum.words / max(datum.most, 1))")
    tooltip = told(_TOLD | {"words": "words"})
    return base.mark_bar(style="turn", width=STEP[0] - 1, cursor="pointer").encode(y2="top:Q", tooltip=tooltip)


def _codes() -> list[Any]:
    """A point for each code of a turn, under its bar; those that chains are made of in colour."""
    alt = altair()
    base = _from("marks", "y").transform_window(number="row_number()", groupby=["place"])
    base = base.transform_joinaggregate(count="count()", groupby=["place"])
    base = base.transform_calculate(
        y="datum.lane + 0.1 + (datum.number - 1) * min(0.13, 0.36 / max(datum.count - 1, 1))"
    )
    tooltip = told({"name": "code"} | _TOLD)
    colour = alt.Color(
        "move:N", title=None, scale=alt.Scale(domain=alt.ExprRef("moves")), legend=alt.Legend(orient="top")
    )
    return [
        base.transform_filter("!datum.move").mark_circle(style="quiet", size=18, opacity=0.6).encode(tooltip=tooltip),
        base.transform_filter("datum.move")
        .mark_circle(size=40, opacity=1, cursor="pointer")
        .encode(color=colour, tooltip=tooltip),
    ]


def _bows() -> Any:
    """An arc from each step of a chain to the next one: a curve through three points, the middle one over both."""
    alt = altair()
    base = _from("arcs", "ys").transform_window(number="row_number()")
    base = base.transform_calculate(
        top="min(datum.lane, datum.to_lane) - 0.7 - min(0.9, 0.02 * (datum.to_place - datum.place))"
    )
    base = base.transform_calculate(
        place="[datum.place, (datum.place + datum.to_place) / 2, datum.to_place]",
        ys="[datum.lane, datum.top, datum.to_lane]",
    ).transform_flatten(["place", "ys"])
    states = alt.Scale(domain=["complete chain", "open chain"], range=[[1, 0], [4, 3]])
    dash = alt.StrokeDash("state:N", title=None, scale=states, legend=alt.Legend(orient="bottom"))
    tooltip = told({"sequence": "chain", "state": "state"})
    line = base.mark_line(style="bow", interpolate="basis", cursor="pointer")
    return line.encode(detail="number:N", strokeDash=dash, tooltip=tooltip)


def _numbers() -> list[Any]:
    """The steps themselves, numbered."""
    named = {"name": "code", "step": "step", "sequence": "chain", "state": "state", **_TOLD}
    base = _from("steps", "lane").encode(tooltip=told(named))
    return [
        base.mark_circle(style="step", size=150, opacity=1, cursor="pointer"),
        base.mark_text(style="on-step", fontWeight="bold", fontSize=9, cursor="pointer").encode(text="step:N"),
    ]
