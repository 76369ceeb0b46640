"""What charts ask of tables: rows by column, the group in front, names that nobody else has."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from partcode.charts.theme import altair, themed
from partcode.errors import UsageError
from partcode.table import Cell, Table

Row = dict[str, Cell]
GROUP = "group"


def records(table: Table, columns: Sequence[str]) -> list[Row]:
    """The rows of a table that has `columns`, by column, undefined cells as None. What stands in front of the first
    of `columns` is the `group`, "" where there is none."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ValueError(f"no column {missing[0]} in {', '.join(table.columns)}")
    first = table.columns.index(columns[0])
    rows = []
    for cells in table.rows:
        group = " · ".join(str(cell) for cell in cells[:first])
        named = zip(table.columns[first:], map(_plain, cells[first:]), strict=True)
        rows.append({GROUP: group, **dict(named)})
    return rows


def _plain(cell: Cell) -> Cell:
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell


def names(labels: Mapping[str, str]) -> dict[str, str]:
    """What each id is called: its label, with the id behind it where others are labelled alike."""
    often = Counter(label.casefold() for label in labels.values())
    return {
        id: (label if often[label.casefold()] == 1 else f"{label} ({id})") if label else id
        for id, label in labels.items()
    }


def labelled(rows: Iterable[Row], id: str = "code", label: str = "label") -> dict[str, str]:
    """The names of what a table has an id and a label of."""
    return names({str(row[id]): str(row[label] or "") for row in rows})


def numbers(rows: Iterable[Row], column: str) -> list[float]:
    """The defined numbers of a column."""
    return [float(cell) for row in rows if isinstance(cell := row[column], int | float)]


def told(titles: Mapping[str, str], rows: Iterable[Row] = ()) -> list[Any]:
    """A tooltip of columns by their titles; figures with three decimals."""
    alt = altair()
    numeric = {column for row in rows for column, cell in row.items() if isinstance(cell, int | float)}
    number, word = {"type": "quantitative", "format": ",.3~f"}, {"type": "nominal"}
    kinds = {column: number if column in numeric else word for column in titles}
    return [alt.Tooltip(field=column, title=title, **kinds[column]) for column, title in titles.items()]


def data(rows: Iterable[Mapping[str, Any]]) -> Any:
    """Rows as the data of a chart."""
    return altair().InlineData(values=list(rows))


def at_pixels(frame: tuple[float, float]) -> Callable[[str, str], dict[str, Any]]:
    """The channels of what stands at pixels of a frame, given by two columns; y goes down."""
    alt = altair()

    def at(x: str, y: str) -> dict[str, Any]:
        across = alt.Scale(domain=[0, frame[0]], nice=False, zero=False)
        down = alt.Scale(domain=[frame[1], 0], nice=False, zero=False)
        return {"x": alt.X(f"{x}:Q", axis=None, scale=across), "y": alt.Y(f"{y}:Q", axis=None, scale=down)}

    return at


def in_groups(rows: list[Row], draw: Callable[[list[Row]], Any], columns: int = 1) -> Any:
    """A picture of the rows, or one for each group, each under its name. UsageError without rows."""
    alt = altair()
    if not rows:
        raise UsageError("nothing to draw: the table has no rows", hint="select more, or leave --plot out")
    by_group: dict[Cell, list[Row]] = {}
    for row in rows:
        by_group.setdefault(row[GROUP], []).append(row)
    if len(by_group) == 1 and "" in by_group:
        return themed(draw(rows))
    parts = [alt.concat(draw(some), title=str(group)) for group, some in by_group.items()]
    return themed(alt.concat(*parts, columns=columns, spacing=28).resolve_scale(color="shared"))
