"""Tables for people and pipes: a terminal gets columns and bars, a pipe gets plain lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from io import StringIO
from math import ceil
from typing import TYPE_CHECKING, Literal, NamedTuple, TextIO

from partcode.errors import UsageError, printable
from partcode.table import STRONG, Cell, Table, strong, worded

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Format = Literal["auto", "table", "tsv", "csv", "json", "jsonl", "md"]
FORMATS: tuple[Format, ...] = ("auto", "table", "tsv", "csv", "json", "jsonl", "md")

UNDEFINED_WORD = "undefined"
SHOWN_DECIMALS = 3  # to people; what is written for programs has all

# Without colours, these still tell the parts of a bar apart.
_FILLS = "█▓▒░▚▞▤▥▦▧▩"
_COLOURS = ("blue", "green", "yellow", "magenta", "cyan", "red", "bright_blue", "bright_green", "bright_yellow")
_BAR_WIDTHS = (8, 32)
_EIGHTHS = " ▏▎▍▌▋▊▉"  # how a bar ends between two columns
_HEIGHTS = "▁▂▃▅▇"  # the lowest is nothing at all
_UNBOUND = 1_000_000  # columns of a pipe: what reads a table there looks for whole words
_STRONG_STYLE = "bold underline"
_PATH = 20  # of a document in a concordance
_READABLE = 16  # a column of text can't be read below this; then each row is written as a list


def render(
    table: Table, stream: TextIO, format: Format = "auto", *, tty: bool | None = None, width: int | None = None
) -> None:
    """Write `table` to `stream`. auto: for people on a terminal, TSV into a pipe.

    `tty` overrides what the stream says of itself, `width` the terminal's width. UsageError: no such format.
    """
    if format == "auto":
        format = "table" if (stream.isatty() if tty is None else tty) else "tsv"
    if format == "table":
        _for_people(table, stream, tty, width)
    elif format in ("tsv", "csv"):
        writer = csv.writer(stream, delimiter="\t" if format == "tsv" else ",", lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows(worded(table, UNDEFINED_WORD).rows)
    elif format == "jsonl":
        rows = worded(table, None).rows
        stream.writelines(_json(dict(zip(table.columns, row, strict=True))) + "\n" for row in rows)
    elif format == "json":
        rows = worded(table, None).rows
        stream.write(_json([dict(zip(table.columns, row, strict=True)) for row in rows], indent=1) + "\n")
    elif format == "md":
        stream.writelines(f"| {' | '.join(cells)} |\n" for cells in _markdown(table))
    else:
        raise UsageError(f"no format {format}", hint=f"there are {', '.join(FORMATS)}")


def bar_table(
    table: Table, stream: TextIO, *, rows: int = 20, tty: bool | None = None, width: int | None = None
) -> None:
    """Write counts with a bar in parts: `table` has a name, counts by group and their total in every row.

    Only the first `rows` are shown, the rest is said in one line. Nothing is written of an empty table. Where there is
    no room for the counts of the groups, their names stand below the bars.
    """
    from rich.table import Table as Grid

    counted = list(table.rows)
    if not counted:
        return
    name, *groups, total = table.columns
    names = [f"{_FILLS[i % len(_FILLS)]} {group}" for i, group in enumerate(groups)]
    styles = [_COLOURS[i % len(_COLOURS)] for i in range(len(groups))]
    heads = [_text(head.replace("_", "\n"), style) for head, style in zip(names, styles, strict=True)]
    cells = [list(map(_text, row)) for row in counted[:rows]]
    console = _console(stream, tty, width)
    narrow, wide = _BAR_WIDTHS
    if crowded := _room(console.width, [_text(name), *heads, _text(total)], cells) < narrow:
        heads, cells = [], [[row[0], row[-1]] for row in cells]
    bar_width = min(wide, max(narrow, _room(console.width, [_text(name), *heads, _text(total)], cells)))
    grid = Grid(box=None, pad_edge=False, title=_text(table.title), title_justify="left", title_style="bold")
    grid.add_column(_text(name), no_wrap=True)  # ids are typed again: never in two pieces
    for head in (*heads, _text(total)):
        grid.add_column(head, justify="right")
    grid.add_column("", no_wrap=True, min_width=bar_width)
    most = max(_count(row[-1]) for row in counted)
    for shown, row in zip(cells, counted, strict=False):
        grid.add_row(*shown, _bar(row[1:-1], most, bar_width, styles))
    console.print(grid)
    if crowded:
        _legend(console, names, styles)
    if len(counted) > rows:
        console.print(_text(f"… and {len(counted) - rows} more"))


def _legend(console: Console, names: Sequence[str], styles: Sequence[str]) -> None:
    """What the parts of the bars are; a name is never in two pieces."""
    from rich.columns import Columns

    console.print(Columns([_text(name, style) for name, style in zip(names, styles, strict=True)], padding=(0, 2)))


def _room(width: int, heads: Sequence[Text], rows: Sequence[Sequence[Text]]) -> int:
    """What the other columns leave for the bar."""
    columns = zip(heads, *rows, strict=True)
    taken: int = sum(max(line.cell_len for cell in column for line in cell.split()) + 2 for column in columns)
    return width - taken


def _for_people(table: Table, stream: TextIO, tty: bool | None, width: int | None) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as Grid

    rows = list(table.rows)
    on_terminal = stream.isatty() if tty is None else tty
    console = _console(stream, tty, width or (None if on_terminal else _UNBOUND))
    spans = [_Span.of(column, [row[i] for row in rows]) for i, column in enumerate(table.columns)]
    if _least(spans) > console.width:
        _as_lists(console, table.columns, rows)
        return
    grid = Grid(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, title=_text(table.title), title_justify="left")
    for i, column in enumerate(table.columns):
        numbers = bool(rows) and all(isinstance(row[i], int | float | None) for row in rows)
        justify: Literal["right", "left"] = "right" if numbers else "left"
        grid.add_column(_text(column), justify=justify, overflow="fold", no_wrap=not spans[i].breaks)
    bars = _bars(table, rows, console.width - 3 - sum(2 + span.width for span in spans))
    if bars:
        grid.add_column("", no_wrap=True, min_width=len(bars[0]))
    for i, row in enumerate(rows):
        grid.add_row(*map(_text, row), *bars[i : i + 1])
    console.print(grid)


def _bars(table: Table, rows: Sequence[tuple[Cell, ...]], room: int) -> list[str]:
    """By row, the table's bar, as long as its number; nothing where there is no room for bars."""
    narrow, wide = _BAR_WIDTHS
    if table.bar not in table.columns or room < narrow or not rows:
        return []
    place, width = table.columns.index(table.bar), min(wide, room)
    values = [_height(row[place]) for row in rows]
    most = max(values)
    eighths = [round(8 * width * value / most) if most else 0 for value in values]
    return [f"{'█' * (length // 8)}{_EIGHTHS[length % 8]}".rstrip().ljust(width) for length in eighths]


def sparked(table: Table, columns: tuple[str, ...]) -> Table:
    """For people: before some columns of numbers, these as one line in each row."""
    places = [table.columns.index(name) for name in columns]
    before = places[0] if places else len(table.columns)
    rows = [(*row[:before], sparkline([row[place] for place in places]), *row[before:]) for row in table.rows]
    return replace(table, columns=(*table.columns[:before], "", *table.columns[before:]), rows=rows)


def sparkline(cells: Sequence[Cell]) -> str:
    """Numbers as heights from 0 to the highest of them; a dot for what is undefined."""
    most = max(map(_height, cells), default=0)
    steps = len(_HEIGHTS) - 1
    heights = [ceil(steps * _height(cell) / most) if most else 0 for cell in cells]
    return "".join(_HEIGHTS[height] if cell == cell else "·" for cell, height in zip(cells, heights, strict=True))


def _height(cell: Cell) -> float:
    """The number that is drawn: 0 for what is undefined, negative or no number."""
    return max(float(cell), 0.0) if isinstance(cell, int | float) and cell == cell else 0.0


def fitting(table: Table, width: int | None = None) -> Table:
    """The table without those of its last ids and numbers that a terminal has no room for, when that makes it fit."""
    rows = list(table.rows)
    room = width or _console(StringIO(), True, None).width
    spans = [_Span.of(column, [row[i] for row in rows]) for i, column in enumerate(table.columns)]
    kept = len(spans)
    while kept > 1 and not spans[kept - 1].breaks and _least(spans[:kept]) > room:
        kept -= 1
    if _least(spans[:kept]) > room:
        kept = len(spans)
    return replace(table, columns=table.columns[:kept], rows=[row[:kept] for row in rows])


def concordance(table: Table, width: int | None = None) -> tuple[Table, tuple[str, ...]]:
    """A table with keywords and their context as a terminal has room for it, the keywords below one another; and the
    columns to be shown."""
    width = width or _console(StringIO(), True, None).width
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    for row in rows:
        row["document"] = _cut(str(row["document"]), _PATH, left=True)
        row["keyword"] = strong(_cut(" ".join(str(row["keyword"]).split()), width // 4))
    places = table.columns[: table.columns.index("speaker") + 1]
    while (room := _beside(("keyword", *places), rows, width)) < _READABLE and places:
        places = places[:-1]
    for row in rows:
        pre = _cut(str(row["pre"]), room, left=True)
        row["pre"] = " " * (room - _width(pre)) + pre
        row["post"] = _cut(str(row["post"]), room)
    cut = replace(table, rows=[tuple(row.values()) for row in rows])
    return cut, (*places, "pre", "keyword", "post")


def _beside(columns: Sequence[str], rows: Sequence[Mapping[str, Cell]], width: int) -> int:
    """What these columns leave for each of two others."""
    taken = sum(2 + max(map(_width, (name, *(row[name] for row in rows)))) for name in columns)
    return max(1, (width - taken - 5) // 2)


def _cut(text: str, room: int, *, left: bool = False) -> str:
    """A text that is no wider than `room`, with … where it was cut."""
    if _width(text) <= room:
        return text
    text = text[-room:] if left else text[:room]
    while _width(text) > room - 1:
        text = text[1:] if left else text[:-1]
    return f"…{text}" if left else f"{text}…"


class _Span(NamedTuple):
    """How wide a column is, and whether its cells may be broken: ids and numbers are typed again, and never are."""

    width: int
    breaks: bool

    @classmethod
    def of(cls, column: str, cells: Sequence[Cell]) -> _Span:
        width = max([_width(column), *map(_width, cells)])
        return cls(width, any(" " in _plain(cell) or "\n" in _plain(cell) for cell in cells))


def _least(spans: Iterable[_Span]) -> int:
    """How wide a table is at the least."""
    return 1 + sum(2 + (min(_READABLE, span.width) if span.breaks else span.width) for span in spans)


def _as_lists(console: Console, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> None:
    """One value a line, for tables with more columns than a terminal has room for."""
    from rich.text import Text

    names = max(map(len, columns))
    for number, row in enumerate(rows, 1):
        console.print(_text(f"── {number}", "bold"))
        for column, cell in zip(columns, row, strict=True):
            if cell not in (None, ""):
                console.print(Text.assemble(_text(f"{column:{names}}  ", "dim"), _text(cell)))


def _console(stream: TextIO, tty: bool | None, width: int | None) -> Console:
    from rich.console import Console

    return Console(file=stream, force_terminal=tty, width=width, highlight=False, soft_wrap=False)


def _text(cell: Cell, style: str = "") -> Text:
    """A cell in which [laughs] and [/end] are what was said, not markup, and what steers a terminal is written out."""
    from rich.text import Text

    text = Text(style=style)
    for number, part in enumerate(STRONG.split(printable(_plain(cell)))):
        text.append(part, _STRONG_STYLE if number % 2 else None)
    return text


def _width(cell: Cell) -> int:
    return _text(cell).cell_len


def _bar(counts: Sequence[Cell], most: int, width: int, styles: Sequence[str]) -> Text:
    """A bar in parts; its ends are rounded from running totals, so that the whole has the right length."""
    from rich.text import Text

    bar = Text()
    so_far = drawn = 0
    for i, count in enumerate(counts):
        so_far += _count(count)
        end = round(so_far * width / most) if most else 0
        bar.append(_FILLS[i % len(_FILLS)] * (end - drawn), style=styles[i])
        drawn = end
    return bar


def _count(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _plain(cell: Cell) -> str:
    if isinstance(cell, float):
        return str(round(cell, SHOWN_DECIMALS)) if cell == cell else UNDEFINED_WORD
    return "" if cell is None else str(cell)


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _markdown(table: Table) -> list[list[str]]:
    def escaped(cell: Cell) -> str:
        return _plain(cell).replace("\\", "\\\\").replace("|", "\\|").replace("\n", "<br>")

    return [
        [escaped(column) for column in table.columns],
        ["---"] * len(table.columns),
        *([escaped(cell) for cell in row] for row in table.rows),
    ]
