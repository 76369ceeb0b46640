"""How well a coder finds what a reading has found: precision, recall and F1 over single segments and codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from partcode.analysis.intervals import Interval, bootstrap, wilson

Facet = Callable[["Judged"], str]


@dataclass(frozen=True, slots=True)
class Judged:
    """One segment: the codes of the gold reading, those on which the readers did not agree (they count neither
    way), and those that were found."""

    document: str
    language: str
    role: str
    gold: frozenset[str]
    disputed: frozenset[str]
    found: frozenset[str]

    def outcome(self, code: str) -> str:
        """hit, missed, wrong, disputed, or "" when nobody has coded it."""
        if code in self.disputed:
            return "disputed"
        if code in self.gold:
            return "hit" if code in self.found else "missed"
        return "wrong" if code in self.found else ""


class Counts(NamedTuple):
    """Outcomes over segments and codes. `disputed` ones are left out of all figures."""

    hits: int
    wrong: int
    missed: int
    disputed: int = 0

    @property
    def precision(self) -> float | None:
        """hits / (hits + wrong); None when nothing was found."""
        found = self.hits + self.wrong
        return self.hits / found if found else None

    @property
    def recall(self) -> float | None:
        """hits / (hits + missed); None when there was nothing to find."""
        gold = self.hits + self.missed
        return self.hits / gold if gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None when there is neither gold nor find."""
        both = 2 * self.hits + self.wrong + self.missed
        return 2 * self.hits / both if both else None


class Score(NamedTuple):
    """The figures of some codes over some segments. Intervals are 95 %: Wilson's for precision and recall, F1 from
    documents drawn again."""

    codes: str
    facet: str
    value: str
    segments: int
    counts: Counts
    precision: Interval | None
    recall: Interval | None
    f1: Interval | None


def count(segments: Iterable[Judged], codes: Sequence[str]) -> Counts:
    """The outcomes of `codes` over segments."""
    outcomes = [segment.outcome(code) for segment in segments for code in codes]
    return Counts(*(outcomes.count(name) for name in ("hit", "wrong", "missed", "disputed")))


def scores(segments: Sequence[Judged], codes: Sequence[str], facets: Sequence[tuple[str, Facet]]) -> list[Score]:
    """All codes together (micro: every segment and code counts the same) and each code, over all segments and then
    by each value of each facet."""
    found = []
    for name, facet in (("", _everything), *facets):
        ordered = sorted(segments, key=facet)
        for value, group in groupby(ordered, key=facet):
            members = list(group)
            found += [_score("micro", name, value, members, codes)]
            found += [_score(code, name, value, members, (code,)) for code in codes]
    return found


def _everything(segment: Judged) -> str:
    return ""


def _score(label: str, facet: str, value: str, segments: Sequence[Judged], codes: Sequence[str]) -> Score:
    counts = count(segments, codes)
    documents = [
        count(members, codes)
        for _, members in groupby(sorted(segments, key=lambda one: one.document), key=lambda one: one.document)
    ]
    return Score(
        label,
        facet,
        value,
        len(segments),
        counts,
        wilson(counts.hits, counts.hits + counts.wrong),
        wilson(counts.hits, counts.hits + counts.missed),
        bootstrap(documents, _pooled_f1),
    )


def _pooled_f1(documents: Sequence[Counts]) -> float | None:
    return Counts(*map(sum, zip(*documents, strict=True))).f1
