"""Which sentences belong to a code, and which don't: by what people decided, by a gold reading, or by the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from partcode.codebook.findings import listed
from partcode.errors import UsageError
from partcode.ingest.gold import GoldSegment, read_gold
from partcode.model.codings import ACCEPTED, PROPOSED, REJECTED
from partcode.model.columns import Sentences
from partcode.store import Store

HERE, ELSEWHERE, APART = 1, 0, -1  # of the code; not of it; not decided, so that it counts neither way

Placed = tuple[int, int, int]  # start and end of a segment in code points, and one of the three


@dataclass(frozen=True, slots=True)
class Reading:
    """The segments of a code by version. `basis` says whose word it is, `segments` how many are HERE, `rest` where
    all sentences are that are in none of them; `lost` segments could not be found again."""

    basis: str
    segments: int
    spans: Mapping[int, Sequence[Placed]]
    rest: int
    lost: int = 0

    @property
    def versions(self) -> frozenset[int]:
        """The versions that have a segment of the code."""
        return frozenset(version for version, spans in self.spans.items() if any(side == HERE for _, _, side in spans))

    def sides(self, version: int, sentences: Sentences) -> NDArray[np.int8]:
        """By sentence of a version, where it is; a segment has the sentences that begin in it."""
        found = np.full(sentences.start.size, self.rest, dtype=np.int8)
        # What is here for anybody is here.
        for start, end, side in sorted(self.spans.get(version, ()), key=lambda one: one[2] == HERE):
            found[slice(*np.searchsorted(sentences.start, (start, end)))] = side
        return found


def stored_reading(store: Store, code: str, run: str | None = None) -> Reading:
    """What people coded and accepted in a run; the proposals of the rules when there is nothing of that. What is
    proposed and not decided on is APART."""
    found: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for document in store.coded_documents(run):
        for one in document.codings:
            if one.code == code:
                found[one.status].append((document.version, one.start, one.end))
    if accepted := found[ACCEPTED]:
        sides = {HERE: accepted, APART: found[PROPOSED], ELSEWHERE: found[REJECTED]}
        return Reading("accepted by people", len(set(accepted)), _spans(sides), ELSEWHERE)
    if proposed := found[PROPOSED]:
        sides = {HERE: proposed, ELSEWHERE: found[REJECTED]}
        return Reading("proposed by the rules themselves", len(set(proposed)), _spans(sides), ELSEWHERE)
    raise UsageError(f"nothing is coded {code}", hint="code the documents first, or name a reading: --from gold.csv")


def gold_reading(store: Store, code: str, path: Path) -> Reading:
    """What all readers coded in a file of gold codings, against what they read and didn't; where they disagree, and
    what nobody read, is APART."""
    segments = read_gold(path)
    versions = {version.path: version.id for version in store.versions()}
    texts = {one.document: store.text(versions[one.document]) for one in segments if one.document in versions}
    found: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for one in segments:
        if one.document in texts and _stands(one, texts[one.document]):
            side = HERE if code in one.agreed else APART if code in one.disputed else ELSEWHERE
            found[side].append((versions[one.document], one.start, one.end))
    if not found[HERE]:
        raise _none_found(code, segments)
    lost = len(segments) - sum(map(len, found.values()))
    return Reading("coded in the gold reading", len(found[HERE]), _spans(found), APART, lost)


def _none_found(code: str, segments: Sequence[GoldSegment]) -> UsageError:
    codes = sorted({read for one in segments for read in one.agreed})
    if code in codes:
        message = f"the gold codings have no segment of {code} that is in the database"
        return UsageError(message, hint="their documents are not in it, or their text has changed")
    there = f"the codes on which their readers agree are {listed(codes)}" if codes else "their readers agree on no code"
    return UsageError(f"the gold codings have no segment of {code}", hint=there)


def _stands(segment: GoldSegment, text: str) -> bool:
    return not segment.text or text[segment.start : segment.end].strip() == segment.text


def _spans(sides: Mapping[int, Iterable[tuple[int, int, int]]]) -> dict[int, list[Placed]]:
    spans: defaultdict[int, list[Placed]] = defaultdict(list)
    for side, segments in sides.items():
        for version, start, end in segments:
            spans[version].append((start, end, side))
    return dict(spans)
