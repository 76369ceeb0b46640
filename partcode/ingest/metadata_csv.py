"""speakers.csv and cases.csv: one speaker or case a row, every other column a free attribute.

speakers.csv: document (blank: in all documents), label, name, role, organisation, side.
cases.csv: case, name, side, documents (paths or globs, separated by semicolons).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from partcode.errors import Location
from partcode.ingest.labels import UNKNOWN
from partcode.ingest.metadata_fields import CASE_KEYS, SPEAKER_KEYS, checked, clean_label
from partcode.ingest.problems import Problems
from partcode.ingest.strict_yaml import Scalar
from partcode.model import Case, Speaker

SPEAKER_COLUMNS = ("document", "label", *SPEAKER_KEYS)
CASE_COLUMNS = ("case", *CASE_KEYS, "documents")

_MEANT = 0.8  # how near a column's name is to one that is missing before it is taken for a slip


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker of one document (a path or a glob), of all documents when `document` is ""."""

    document: str
    speaker: Speaker
    where: Location


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case and the documents (paths or globs) that are about it or by it."""

    case: Case
    documents: tuple[str, ...]
    where: Location


def parse_speakers_csv(text: str, path: str) -> list[SpeakerRow]:
    """The rows of a speakers.csv. Raises MetadataError with every line that can't be used."""
    problems = Problems()
    rows = [row for record in _records(text, path, SPEAKER_COLUMNS, problems) if (row := _speaker(record, problems))]
    _once([(f"{row.speaker.label!r} of {row.document or 'all documents'}", row.where) for row in rows], problems)
    problems.check()
    return rows


def parse_cases_csv(text: str, path: str) -> list[CaseRow]:
    """The rows of a cases.csv. Raises MetadataError with every line that can't be used."""
    problems = Problems()
    rows = [row for record in _records(text, path, CASE_COLUMNS, problems) if (row := _case(record, problems))]
    _once([(f"the case {row.case.id!r}", row.where) for row in rows], problems)
    problems.check()
    return rows


@dataclass(frozen=True, slots=True)
class _Record:
    where: Location
    cells: Mapping[str, str]

    def checked(self, keys: tuple[str, ...], problems: Problems) -> dict[str, str]:
        return {key: checked(key, Scalar(self.where, self.cells.get(key, "")), problems) for key in keys}

    def others(self, columns: tuple[str, ...]) -> dict[str, str]:
        return {name: cell for name, cell in self.cells.items() if name not in columns and cell}


def _speaker(record: _Record, problems: Problems) -> SpeakerRow | None:
    document, label = record.cells.get("document", ""), clean_label(record.cells.get("label", ""))
    if label == UNKNOWN and not document:
        problems.add(record.where, "the label is empty", "only in a named document may it be: who speaks there unnamed")
        return None
    texts = record.checked(SPEAKER_KEYS, problems)
    return SpeakerRow(document, Speaker(label, **texts, attributes=record.others(SPEAKER_COLUMNS)), record.where)


def _case(record: _Record, problems: Problems) -> CaseRow | None:
    if not (id_ := record.cells.get("case", "")):
        problems.add(record.where, "the case is empty")
        return None
    documents = tuple(part.strip() for part in record.cells.get("documents", "").split(";") if part.strip())
    texts = record.checked(CASE_KEYS, problems)
    return CaseRow(Case(id_, **texts, attributes=record.others(CASE_COLUMNS)), documents, record.where)


def _once(named: list[tuple[str, Location]], problems: Problems) -> None:
    first: dict[str, Location] = {}
    for name, where in named:
        if name in first:
            problems.add(where, f"{name} stands already on line {first[name].line}", "keep one row")
        first.setdefault(name, where)


def _records(text: str, path: str, columns: tuple[str, ...], problems: Problems) -> Iterator[_Record]:
    """Rows by column, blank ones left out; the columns are those of the first row."""
    header: list[str] = []
    for line, cells in _lines(text, path, problems):
        where = Location(path, line)
        if not any(cells):
            continue
        if not header:
            header = _header(cells, where, columns, problems)
        elif len(cells) > len(header) and any(cells[len(header) :]):
            hint = "put quotes around text that holds the separator"
            problems.add(where, f"{len(cells)} cells, but the first row has {len(header)} columns", hint)
        else:
            yield _Record(where, {name: cell for name, cell in zip(header, cells, strict=False) if name})


def _lines(text: str, path: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    text = text.removeprefix("\ufeff")
    head = text.lstrip("\r\n").partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        problems.add(Location(path, line), f"not CSV: {error}", "is a quote missing?")


def _header(cells: list[str], where: Location, columns: tuple[str, ...], problems: Problems) -> list[str]:
    names = [" ".join(cell.split()) for cell in cells]
    # Only columns with a meaning are the same in any case; an attribute keeps its own spelling.
    names = [name.casefold() if name.casefold() in columns else name for name in names]
    names = ["documents" if name.casefold() == "document" and "documents" in columns else name for name in names]
    for index, name in enumerate(names):
        if name and name in names[:index]:
            problems.add(where, f"two columns are called {name}", "rename one")
        missing = [column for column in columns if column not in names]
        if name and (meant := get_close_matches(name.casefold(), missing, n=1, cutoff=_MEANT)):
            problems.add(where, f"unknown column {name!r}", f"did you mean {meant[0]}?")
    needed = "label" if "label" in columns else "case"
    if needed not in names:
        problems.add(where, f"there is no column {needed}", f"the first row names the columns: {', '.join(columns)}")
        problems.check()
    return names
