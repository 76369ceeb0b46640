"""Gold codings: what readers have coded by hand, to measure rules against.

One CSV with a row per segment (document, start, end, codes; also text, language, role, split, and coder where several
have read the same segments), or a folder: segments.csv with a number per segment, and one further CSV per reader with
the columns segment and codes. Codes are separated by semicolons; a row without codes was read and not coded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from partcode.errors import Location, MetadataError
from partcode.ingest.problems import Problems
from partcode.ingest.records import Record, records

SEGMENTS = "segments.csv"
_SEGMENT = (
    "segment",
    "document",
    "start",
    "end",
    "kind",
    "language",
    "role",
    "split",
    "text",
    "coder",
    "codes",
    "memo",
)
_PLACE = ("document", "start", "end")
_READING = ("segment", "codes", "memo")


@dataclass(frozen=True, slots=True)
class GoldSegment:
    """A stretch of a document (code points, half-open) and what each reader has coded there. `text` is what stood
    there when it was read, "" when not recorded."""

    document: str
    start: int
    end: int
    text: str
    language: str
    role: str
    split: str
    readings: Mapping[str, frozenset[str]]
    where: Location

    @property
    def agreed(self) -> frozenset[str]:
        """The codes that every reader gave."""
        return frozenset.intersection(*self.readings.values())

    @property
    def disputed(self) -> frozenset[str]:
        """The codes that some readers gave and others didn't."""
        return frozenset.union(*self.readings.values()) - self.agreed


def read_gold(path: Path) -> tuple[GoldSegment, ...]:
    """The gold segments in a file or folder, each with at least one reading. Raises MetadataError with every line that
    can't be used."""
    problems = Problems()
    found = _folder(path, problems) if path.is_dir() else _file(path, problems)
    problems.check()
    if not found:
        raise MetadataError(
            "there are no gold codings", where=Location(str(path)), hint=f"columns: {', '.join(_PLACE)}"
        )
    return found


def _file(path: Path, problems: Problems) -> tuple[GoldSegment, ...]:
    rows = list(records(_text(path), str(path), _SEGMENT, (*_PLACE, "codes"), problems))
    readings: defaultdict[tuple[str, ...], dict[str, frozenset[str]]] = defaultdict(dict)
    for row in rows:
        place = tuple(row.cells.get(name, "") for name in _PLACE)
        _note(readings[place], row.cells.get("coder", ""), row, problems)
    first = {tuple(row.cells.get(name, "") for name in _PLACE): row for row in reversed(rows)}
    return tuple(_segment(first[place], read, problems) for place, read in readings.items())


def _folder(path: Path, problems: Problems) -> tuple[GoldSegment, ...]:
    rows = list(records(_text(path / SEGMENTS), str(path / SEGMENTS), _SEGMENT, ("segment", *_PLACE), problems))
    readings: dict[str, dict[str, frozenset[str]]] = {row.cells.get("segment", ""): {} for row in rows}
    passes = sorted(other for other in path.glob("*.csv") if other.name != SEGMENTS)
    if not passes:
        problems.add(Location(str(path)), "no readings", f"beside {SEGMENTS}, one CSV per reader: segment,codes")
    for reader in passes:
        for row in records(_text(reader), str(reader), _READING, ("segment", "codes"), problems):
            number = row.cells.get("segment", "")
            if number in readings:
                _note(readings[number], reader.stem, row, problems)
            else:
                problems.add(row.where, f"no segment {number!r} in {SEGMENTS}")
    return tuple(_segment(row, read, problems) for row in rows if (read := readings[row.cells.get("segment", "")]))


def _note(read: dict[str, frozenset[str]], coder: str, row: Record, problems: Problems) -> None:
    if coder in read:
        problems.add(row.where, f"a second reading of this segment{f' by {coder}' if coder else ''}", "keep one row")
    cell = row.cells.get("codes", "")
    if "," in cell:
        problems.add(row.where, f"commas between the codes {cell}", "separate codes with semicolons")
    read[coder] = frozenset(filter(None, (code.strip() for code in cell.split(";"))))


def _segment(row: Record, readings: Mapping[str, frozenset[str]], problems: Problems) -> GoldSegment:
    start, end = (_number(row, name, problems) for name in ("start", "end"))
    if end <= start:
        problems.add(row.where, f"the segment ends at {end}, before it begins", "start and end count code points")
    text, language, role, split = (row.cells.get(name, "") for name in ("text", "language", "role", "split"))
    return GoldSegment(row.cells.get("document", ""), start, end, text, language, role, split, readings, row.where)


def _number(row: Record, name: str, problems: Problems) -> int:
    cell = row.cells.get(name, "")
    if cell.isascii() and cell.isdigit() and len(cell) <= 12:
        return int(cell)
    problems.add(row.where, f"{name} can't be {cell or 'empty'}", "a number of code points from the document's start")
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        hint = "partcode validate sample_corpus/gold"
        raise MetadataError(f"can't be read: {error.strerror}", where=Location(str(path)), hint=hint) from error
    except UnicodeDecodeError as error:
        raise MetadataError("not UTF-8", where=Location(str(path)), hint="save the file as UTF-8") from error
