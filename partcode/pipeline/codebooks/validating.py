"""What rules found in a run, held against gold codings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from partcode.analysis.validation import Counts, Facet, Judged, Score, count, scores
from partcode.errors import StoreError, UsageError, closest
from partcode.ingest.gold import GoldSegment, read_gold
from partcode.pipeline.quoting import around
from partcode.store import RunRow, Store, open_store
from partcode.store.coded.segments import CodedDocument

FACETS: Mapping[str, Facet] = {
    "language": lambda segment: segment.language,
    "role": lambda segment: segment.role or "unknown",
    "document": lambda segment: segment.document,
}


class Evidence(NamedTuple):
    """By what a code was found: the rule and the words."""

    rule: str
    words: str


class Held(NamedTuple):
    """One gold segment beside what was found in it: by code the leading evidence; and the text around it."""

    gold: GoldSegment
    judged: Judged
    evidence: Mapping[str, Evidence]
    pre: str
    post: str


Why = Literal["not in the run", "its text has changed since", "beyond the end of its document"]


class Lost(NamedTuple):
    """A gold segment that can't be held against the run."""

    gold: GoldSegment
    why: Why


@dataclass(frozen=True, slots=True)
class Validation:
    """Gold segments that stand in the `run` as they were read, and those that are `lost`; the `codes` judged, and by
    those of them that no codebook of the run has, the code that was perhaps meant, or ""."""

    run: RunRow
    segments: tuple[Held, ...]
    lost: tuple[Lost, ...]
    codes: tuple[str, ...]
    unknown: Mapping[str, str]

    @property
    def micro(self) -> Counts:
        """The outcomes of all codes over all segments."""
        return count([one.judged for one in self.segments], self.codes)

    def scores(self, facets: Sequence[str] = ()) -> list[Score]:
        """The figures over everything, and by each of the FACETS asked for."""
        judged = [one.judged for one in self.segments]
        return scores(judged, self.codes, [(name, FACETS[name]) for name in facets])


def validate(db: Path, gold: Path, *, run: str | None = None, split: str = "", codes: Sequence[str] = ()) -> Validation:
    """Read the gold codings and what the rules of a run found in the same segments. `split` chooses segments, `codes`
    narrows the codes judged (ids, or their beginnings); all that the gold names otherwise."""
    segments = _of_split(read_gold(gold), split)
    judged_codes = _chosen({code for one in segments for read in one.readings.values() for code in read}, codes)
    by_document: dict[str, list[GoldSegment]] = {}
    for segment in segments:
        by_document.setdefault(segment.document, []).append(segment)
    held: list[Held] = []
    lost: list[Lost] = []
    with open_store(db, create=False) as store, store.snapshot():
        measured = store.run(run)
        for document in store.coded_documents(measured.id):
            if of_document := by_document.pop(document.path, ()):
                there, gone = _parted(of_document, document.text)
                held += _held_against(document, there)
                lost += gone
        unknown = _unknown(judged_codes, held, store, measured)
    lost += (Lost(one, "not in the run") for ones in by_document.values() for one in ones)
    if not held:
        raise _nothing_held(db, lost)
    return Validation(measured, tuple(held), tuple(lost), judged_codes, unknown)


def _parted(segments: Iterable[GoldSegment], text: str) -> tuple[list[GoldSegment], list[Lost]]:
    """The segments that stand in the text as they were read, and the others."""
    there: list[GoldSegment] = []
    gone: list[Lost] = []
    for one in segments:
        if one.text and text[one.start : one.end].strip() != one.text:
            gone.append(Lost(one, "its text has changed since"))
        elif one.end > len(text):
            gone.append(Lost(one, "beyond the end of its document"))
        else:
            there.append(one)
    return there, gone


def _nothing_held(db: Path, lost: Iterable[Lost]) -> StoreError:
    reasons = {one.why for one in lost}
    if "its text has changed since" in reasons:
        message = f"none of the gold segments stands in {db} as it was read: the text has changed"
        return StoreError(message, hint="measure on the documents that were read, in the form in which they were read")
    if "beyond the end of its document" in reasons:
        message = f"all gold segments lie beyond the end of their documents in {db}"
        return StoreError(message, hint="start and end count code points from the document's start")
    return StoreError(f"{db} holds none of the gold segments", hint="code their documents first: partcode run FOLDER")


def _unknown(codes: Iterable[str], held: Iterable[Held], store: Store, run: RunRow) -> dict[str, str]:
    """Codes that no codebook of the run has, each with the nearest of those that it has."""
    found = frozenset[str]().union(*(one.judged.found for one in held))
    if not (doubtful := [code for code in codes if code not in found]):
        return {}
    table = store.table("codes", run=run.id)
    known = [str(row[table.columns.index("code")]) for row in table.rows]
    return {code: closest(code, known) for code in doubtful if code not in known}


def _of_split(segments: Sequence[GoldSegment], split: str) -> Sequence[GoldSegment]:
    chosen = [one for one in segments if split in ("", one.split)]
    if not chosen:
        there = sorted({one.split for one in segments} - {""})
        raise UsageError(
            f"no gold segments of the split {split}", hint=f"there are: {', '.join(there)}" if there else ""
        )
    return chosen


def _chosen(named: Collection[str], wanted: Sequence[str]) -> tuple[str, ...]:
    found = tuple(sorted(code for code in named if not wanted or code.startswith(tuple(wanted))))
    if not found:
        raise UsageError(
            f"the gold codings have no code {', '.join(wanted)}", hint=f"there are: {', '.join(sorted(named))}"
        )
    return found


def _held_against(document: CodedDocument, segments: Iterable[GoldSegment]) -> Iterator[Held]:
    text = document.text
    matches = [
        (coded.code, match.start, Evidence(match.rule, text[match.start : match.end]))
        for coded in document.codings
        for match in document.matches.get(coded.coding, ())
    ]
    for one in segments:
        found: dict[str, Evidence] = {}
        for code, start, evidence in matches:
            if one.start <= start < one.end:
                found.setdefault(code, evidence)
        judged = Judged(one.document, one.language, one.role, one.agreed, one.disputed, frozenset(found))
        pre, _, post = around(text, one.start, one.end)
        yield Held(one, judged, found, pre, post)
