"""speakers.csv and cases.csv: one speaker or case a row, every other column a free attribute.

speakers.csv: document (blank: in all documents), label, name, role, organisation, side.
cases.csv: case, name, side, documents (paths or globs, separated by semicolons).
"""

from __future__ import annotations

from dataclasses import dataclass

from partcode.errors import Location
from partcode.ingest.labels import UNKNOWN
from partcode.ingest.metadata_fields import CASE_KEYS, SPEAKER_KEYS, checked, clean_label
from partcode.ingest.problems import Problems
from partcode.ingest.records import Record, records
from partcode.ingest.strict_yaml import Scalar
from partcode.model import Case, Speaker

SPEAKER_COLUMNS = ("document", "label", *SPEAKER_KEYS)
CASE_COLUMNS = ("case", *CASE_KEYS, "documents")


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
    rows = [
        row
        for record in records(text, path, SPEAKER_COLUMNS, ("label",), problems)
        if (row := _speaker(record, problems))
    ]
    _once([(f"{row.speaker.label!r} of {row.document or 'all documents'}", row.where) for row in rows], problems)
    problems.check()
    return rows


def parse_cases_csv(text: str, path: str) -> list[CaseRow]:
    """The rows of a cases.csv. Raises MetadataError with every line that can't be used."""
    problems = Problems()
    rows = [
        row for record in records(text, path, CASE_COLUMNS, ("case",), problems) if (row := _case(record, problems))
    ]
    _once([(f"the case {row.case.id!r}", row.where) for row in rows], problems)
    problems.check()
    return rows


def _checked(record: Record, keys: tuple[str, ...], problems: Problems) -> dict[str, str]:
    return {key: checked(key, Scalar(record.where, record.cells.get(key, "")), problems) for key in keys}


def _speaker(record: Record, problems: Problems) -> SpeakerRow | None:
    document, label = record.cells.get("document", ""), clean_label(record.cells.get("label", ""))
    if label == UNKNOWN and not document:
        problems.add(record.where, "the label is empty", "only in a named document may it be: who speaks there unnamed")
        return None
    texts = _checked(record, SPEAKER_KEYS, problems)
    return SpeakerRow(document, Speaker(label, **texts, attributes=record.others(SPEAKER_COLUMNS)), record.where)


def _case(record: Record, problems: Problems) -> CaseRow | None:
    if not (id_ := record.cells.get("case", "")):
        problems.add(record.where, "the case is empty")
        return None
    documents = tuple(part.strip() for part in record.cells.get("documents", "").split(";") if part.strip())
    texts = _checked(record, CASE_KEYS, problems)
    return CaseRow(Case(id_, **texts, attributes=record.others(CASE_COLUMNS)), documents, record.where)


def _once(named: list[tuple[str, Location]], problems: Problems) -> None:
    first: dict[str, Location] = {}
    for name, where in named:
        if name in first:
            problems.add(where, f"{name} stands already on line {first[name].line}", "keep one row")
        first.setdefault(name, where)
