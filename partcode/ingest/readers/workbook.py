"""Workbooks that say little and mean much: what calamine would make of them is counted before it does it."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from zipfile import ZipFile, ZipInfo

from partcode.ingest.archive import MAX_TOTAL, open_archive
from partcode.ingest.source import Source

Rows = Sequence[Sequence[object]]

MAX_CELLS = 5_000_000  # of the rectangle from the first cell of a sheet to the last, which calamine fills

_PLACE = re.compile(rb"<(?:\w+:)?(?:c|row)\s(?:[^<>]*?\s)??r\s*=\s*[\"']([^\"'<>]*)[\"']")
_PROPER = re.compile(rb"([A-Z]{0,3})(\d{1,7})")
_COUNT = re.compile(rb"\s(?:uniqueC|c)ount\s*=\s*[\"']\s*[^\"'\s]{8}")  # room that is made before anything is read
_STRING = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si\s*>", re.DOTALL)
_USE = re.compile(rb"<(?:\w+:)?c\s[^<>]*\bt\s*=\s*[\"']s[\"'][^<>]*>\s*<(?:\w+:)?v[^<>]*>\s*(\d{1,9})")


def workbook_rows(source: Source, *, whole: bool = False) -> dict[str, Rows]:
    """The rows of each sheet of a .xlsx file by its name; `whole` from the first row on, be it empty."""
    from python_calamine import CalamineWorkbook

    data = _verified(source)
    try:
        with CalamineWorkbook.from_object(data) as book:
            return {
                name: book.get_sheet_by_name(name).to_python(skip_empty_area=not whole) for name in book.sheet_names
            }
    except BaseException as error:
        # A panic of calamine is no Exception, lest anybody catch it; but it is about this file alone.
        if type(error).__module__ not in ("python_calamine", "pyo3_runtime"):
            raise
        raise source.error(f"damaged: the workbook can't be read ({error})", "save it again") from None


def _verified(source: Source) -> io.BytesIO:
    """The workbook, unpacked within the bounds: calamine sees nothing else. Raises ReadError for what is too large: two
    cells far apart make a sheet of millions, and many cells may repeat one long string."""
    archive = open_archive(source)
    parts = {name: archive.read(name) for name in sorted(archive.names)}
    members = list(parts.values())
    if any(_cells(source, member) > MAX_CELLS for member in members):
        hint = f"{MAX_CELLS:,} cells are the most; delete what stands far from the table, or save it as CSV"
        raise source.error("a sheet of it is too large", hint)
    if any(map(_COUNT.search, members)):
        raise source.error("damaged: it counts more parts than it can have", "save it again")
    lengths = [found.end() - found.start() for member in members for found in _STRING.finditer(member)]
    uses = Counter(int(found) for member in members for found in _USE.findall(member))
    if sum(lengths[index] * count for index, count in uses.items() if index < len(lengths)) > MAX_TOTAL:
        raise source.error("its cells hold far more text than a document does", "check where the file is from")
    with ZipFile(unpacked := io.BytesIO(), "w") as plain:
        for name, part in parts.items():
            plain.writestr(ZipInfo(name), part)
    unpacked.seek(0)
    return unpacked


def _cells(source: Source, sheet: bytes) -> int:
    rows = columns = 1
    for place in set(_PLACE.findall(sheet)):
        if not (proper := _PROPER.fullmatch(place.upper())):
            raise source.error("damaged: the place of a cell can't be read", "save it again")
        letters, digits = proper.groups()
        rows = max(rows, int(digits))
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        columns = max(columns, column)
    return rows * columns
