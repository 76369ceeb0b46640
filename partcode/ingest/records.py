"""Rows of a CSV file that a person has written: the separator found out, every mistake with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from partcode.errors import Location
from partcode.ingest.problems import Problems

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of one

_MEANT = 0.8  # how near a column's name is to one that is missing before it is taken for a slip


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells by column, stripped."""

    where: Location
    cells: Mapping[str, str]

    def others(self, columns: tuple[str, ...]) -> dict[str, str]:
        """The cells of all other columns that aren't empty."""
        return {name: cell for name, cell in self.cells.items() if name not in columns and cell}


def records(
    text: str, path: str, columns: tuple[str, ...], needed: tuple[str, ...], problems: Problems
) -> Iterator[Record]:
    """Rows by column, blank ones left out. The first row names the columns: `columns` are those with a meaning,
    `needed` must be there (raises MetadataError when they aren't); what else is wrong goes into `problems`."""
    header: list[str] = []
    for line, cells in _lines(text, path, problems):
        where = Location(path, line)
        if not any(cells):
            continue
        if not header:
            header = _header(cells, where, columns, needed, problems)
        elif len(cells) > len(header) and any(cells[len(header) :]):
            hint = "put quotes around text that holds the separator"
            problems.add(where, f"{len(cells)} cells, but the first row has {len(header)} columns", hint)
        else:
            yield Record(where, {name: cell for name, cell in zip(header, cells, strict=False) if name})


def separator_of(text: str) -> str:
    """What stands between the cells of a CSV file, by its first row."""
    head = text.lstrip("\r\n").partition("\n")[0]
    return max(",;\t", key=head.count)


def unguarded(cell: str) -> str:
    """Without the apostrophe that --excel puts before what could be a formula."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def _lines(text: str, path: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    text = text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        problems.add(Location(path, line), f"not CSV: {error}", "is a quote missing?")


def _header(
    cells: list[str], where: Location, columns: tuple[str, ...], needed: tuple[str, ...], problems: Problems
) -> list[str]:
    names = [" ".join(cell.split()) for cell in cells]
    # Only columns with a meaning are the same in any case; an attribute keeps its own spelling.
    names = [name.casefold() if name.casefold() in columns else name for name in names]
    names = ["documents" if name.casefold() == "document" and "documents" in columns else name for name in names]
    for index, name in enumerate(names):
        if name and name in names[:index]:
            problems.add(where, f"two columns are called {name}", "rename one")
        missing = [column for column in columns if column not in names]
        if name not in ("", *columns) and (meant := get_close_matches(name.casefold(), missing, n=1, cutoff=_MEANT)):
            problems.add(where, f"unknown column {name!r}", f"did you mean {meant[0]}?")
    for name in needed:
        if name not in names:
            problems.add(where, f"there is no column {name}", f"the first row names the columns: {', '.join(columns)}")
            problems.check()
    return names
