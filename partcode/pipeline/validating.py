"""What rules found in a run, held against gold codings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from partcode.analysis.validation import Facet, Judged, Score, scores
from partcode.errors import StoreError, UsageError
from partcode.ingest.gold import GoldSegment, read_gold
from partcode.store import open_store
from partcode.store.coded import CodedDocument

FACETS: Mapping[str, Facet] = {
    "language": lambda segment: segment.language,
    "role": lambda segment: segment.role or "unknown",
    "document": lambda segment: segment.document,
}
_CONTEXT = 120  # code points on either side


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


@dataclass(frozen=True, slots=True)
class Validation:
    """Gold segments that stand in the database as they were read; `lost` are those whose document is missing or whose
    text has changed."""

    segments: tuple[Held, ...]
    lost: tuple[GoldSegment, ...]
    codes: tuple[str, ...]

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
    with open_store(db, create=False) as store, store.snapshot():
        for document in store.coded_documents(run):
            held += _held_against(document, by_document.get(document.path, ()))
    if not held:
        raise StoreError(
            f"{db} holds none of the gold segments", hint="code their documents first: partcode run FOLDER"
        )
    read = {one.gold.where for one in held}
    lost = tuple(one for one in segments if one.where not in read)
    return Validation(tuple(held), lost, judged_codes)


def _of_split(segments: Sequence[GoldSegment], split: str) -> Sequence[GoldSegment]:
    chosen = [one for one in segments if split in ("", one.split)]
    if not chosen:
        there = sorted({one.split for one in segments} - {""})
        raise UsageError(
            f"no gold segments of the split {split}", hint=f"there are: {', '.join(there)}" if there else ""
        )
    return chosen


def _chosen(named: Iterable[str], wanted: Sequence[str]) -> tuple[str, ...]:
    found = tuple(sorted(code for code in named if not wanted or code.startswith(tuple(wanted))))
    if not found:
        raise UsageError(f"the gold codings have no code {', '.join(wanted)}")
    return found


def _held_against(document: CodedDocument, segments: Sequence[GoldSegment]) -> Iterator[Held]:
    if not segments:
        return
    text = document.text
    matches = [
        (coded.code, match.start, Evidence(match.rule, text[match.start : match.end]))
        for coded in document.codings
        for match in document.matches.get(coded.coding, ())
    ]
    for one in segments:
        if one.text and text[one.start : one.end].strip() != one.text:
            continue
        found: dict[str, Evidence] = {}
        for code, start, evidence in matches:
            if one.start <= start < one.end:
                found.setdefault(code, evidence)
        judged = Judged(one.document, one.language, one.role, one.agreed, one.disputed, frozenset(found))
        pre, post = text[max(0, one.start - _CONTEXT) : one.start], text[one.end : one.end + _CONTEXT]
        yield Held(one, judged, found, " ".join(pre.split()), " ".join(post.split()))
