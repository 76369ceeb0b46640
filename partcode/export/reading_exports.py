"""Tables of codings read back: segments, which have the leading match of each, and evidence, which has every match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby, pairwise
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from partcode.coding.evidence import UNKNOWN
from partcode.errors import Location, LockError
from partcode.export.cells import Cells
from partcode.export.reading_tables import read_table
from partcode.model.codings import BY_RULE, STATUSES, person_of
from partcode.model.snapshot import Coding, FoundDocument, Match, Snapshot

_NEEDED = (
    "document", "start", "end", "code", "rule", "match_start", "match_end", "negated", "reported", "coder", "status",
)  # fmt: skip
_EVIDENCE = "evidence"  # the column that numbers the matches of a coding, from 1
_NAME = "name segments.* or evidence.* of a results folder, or of partcode export"


class _Row(NamedTuple):
    document: str
    start: int
    end: int
    code: str
    coder: str
    number: int
    coding: Coding
    cells: Cells


def read_export(path: Path, name: str) -> Snapshot:
    """The codings in a table of segments or evidence. All its rows are checked before the first is given. LockError: a
    table of another kind, a broken row."""
    columns = read_table(path).columns
    _check(columns, path)
    has_all = _EVIDENCE in columns
    rows = partial(_rows, path, has_all)
    # What was sorted otherwise in a spreadsheet has to be held in memory.
    in_order = all(one <= other for one, other in pairwise(row.document for row in rows()))

    def documents() -> Iterator[FoundDocument]:
        found = rows() if in_order else sorted(rows(), key=attrgetter("document"))
        for document, ones in groupby(found, attrgetter("document")):
            yield FoundDocument(document, "", "", "", tuple(_codings(ones)), ())

    # Evidence is what rules found: people have none.
    return Snapshot(name, None, documents, has_chains=False, has_people=not has_all, has_all_matches=has_all)


def _check(columns: tuple[str, ...], path: Path) -> None:
    where = Location(str(path))
    lacking = [column for column in _NEEDED if column not in columns]
    if "chain" in columns or len(lacking) > len(_NEEDED) // 2:
        raise LockError("a table of something else than codings", where=where, hint=_NAME)
    if lacking:
        hint = "give it back its name, or write the table anew with partcode export"
        raise LockError(f"there is no column {' and no column '.join(lacking)}", where=where, hint=hint)


def _rows(path: Path, has_all: bool) -> Iterator[_Row]:
    for cells in read_table(path).rows:
        place = _span(cells, "start", "end")
        by = cells.name("coder")
        number = cells.whole(_EVIDENCE) if has_all else 1
        verdict = (cells.flag("negated"), int(cells.flag("reported")) if cells.text("reported") else UNKNOWN)
        matches: tuple[Match, ...] = ()
        if has_all or by.startswith(BY_RULE):
            matches = (Match(cells.name("rule"), *_span(cells, "match_start", "match_end"), *verdict),)
        code, status = cells.name("code"), cells.name("status", STATUSES)
        coding = Coding(*place, code, person_of(by), matches, *verdict, status)
        yield _Row(cells.name("document"), *place, code, by, number, coding, cells)


def _span(cells: Cells, first: str, last: str) -> tuple[int, int]:
    start, end = cells.whole(first), cells.whole(last)
    if start > end:
        raise cells.error(f"{last} {end} lies before {first} {start}")
    return start, end


def _codings(rows: Iterable[_Row]) -> Iterator[Coding]:
    """The codings of one document by place, code and coder, each with its matches."""
    in_order = sorted(rows, key=attrgetter("start", "end", "code", "coder", "number"))
    for (*_, coder), ones in groupby(in_order, attrgetter("start", "end", "code", "coder")):
        same = list(ones)
        if person_of(coder):
            yield from (one.coding for one in same)
            continue
        if wrong := next((one for number, one in enumerate(same, 1) if one.number != number), None):
            raise wrong.cells.error("a row of the same coding is missing before it, or it is there twice")
        yield same[0].coding._replace(matches=tuple(match for one in same for match in one.coding.matches))
