"""Two codebooks against what is stored: the codings that would appear, disappear, or stand on other evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from partcode.coding.coder import Coder, Codings
from partcode.coding.evidence import UNKNOWN
from partcode.model import LANGUAGES, Codebook, Unit
from partcode.model.options import Progress
from partcode.pipeline.applying import coder_for
from partcode.pipeline.rehearsal import Rehearsal, rehearse
from partcode.store import Store
from partcode.table import Cell, Table

CONTEXT = 120  # code points on either side

_COUNTS = ("code", "before", "after", "appears", "disappears", "changed", "decided", "documents")
_SEGMENTS = (
    "document", "start", "end", "language", "role", "code", "change", "rule_before", "words_before", "verdict_before",
    "rule_after", "words_after", "verdict_after", "decision", "pre", "text", "post",
)  # fmt: skip

Key = tuple[int, str]  # a segment of the batch, and a code


class Match(NamedTuple):
    """One match of a rule in a document, and the verdicts on it."""

    rule: str
    start: int
    end: int
    negated: bool
    reported: int


NOTHING = Match("", 0, 0, False, 0)


class Shift(NamedTuple):
    """A coding that would appear, disappear, or stand on other evidence.

    `segment` counts those of the document. Where the coding stays, `before` is the first match that goes and `after`
    the first that comes, or else the leading one; NOTHING where there is no coding. `decision` is a person's.
    """

    segment: int
    code: str
    change: Literal["appears", "disappears", "changed"]
    before: Match
    after: Match
    decision: str


@dataclass(slots=True)
class Counts:
    """Codings of one code before and after; `decided` are those of the shifts that a person has judged."""

    before: int = 0
    after: int = 0
    appears: int = 0
    disappears: int = 0
    changed: int = 0
    decided: int = 0
    documents: set[str] = field(default_factory=set)


class Comparison:
    """The codings of two codebooks, compared while they are made. `counts` fill while `segments` is read."""

    def __init__(self, store: Store, before: Codebook, after: Codebook, unit: Unit) -> None:
        self.counts: defaultdict[str, Counts] = defaultdict(Counts)
        self._store = store
        self._coders = [coder_for(store, [book]) for book in (before, after)]
        self._unit = unit

    def segments(self, progress: Progress) -> Table:
        """One row per shift, in order of document, place and code; to be read once."""
        return Table(_SEGMENTS, self._rows(progress), "Codings that would change")

    def summary(self) -> Table:
        """One row per code whose codings would change, as far as `segments` has been read."""
        rows = [
            (code, one.before, one.after, one.appears, one.disappears, one.changed, one.decided, len(one.documents))
            for code, one in sorted(self.counts.items())
            if one.documents
        ]
        return Table(_COUNTS, rows, "Codings before and after")

    @property
    def shifts(self) -> int:
        """How many codings would change, so far."""
        return sum(one.appears + one.disappears + one.changed for one in self.counts.values())

    def _rows(self, progress: Progress) -> Iterator[tuple[Cell, ...]]:
        for batch in rehearse(self._store, self._coders, progress, self._unit):
            before, after = (
                _by_document(batch, coder, codings) for coder, codings in zip(self._coders, batch.codings, strict=True)
            )
            for number in range(len(batch.documents)):
                shifts = self._shifts(batch, number, before[number], after[number])
                yield from (_row(batch, number, shift) for shift in shifts)

    def _shifts(
        self, batch: Rehearsal, number: int, before: Mapping[Key, Sequence[Match]], after: Mapping[Key, Sequence[Match]]
    ) -> Iterator[Shift]:
        self._count(before, after)
        keys = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
        if not keys:
            return
        columns, document = batch.segments[number], batch.documents[number]
        decided = self._store.decisions(document.text_sha256)
        for key in keys:
            segment, code = key
            place = (int(columns.start[segment]), int(columns.end[segment]), code)
            shift = _shift(key, before.get(key, ()), after.get(key, ()), decided.get(place, ""))
            counts = self.counts[code]
            counts.documents.add(document.path)
            counts.decided += bool(shift.decision)
            setattr(counts, shift.change, getattr(counts, shift.change) + 1)
            yield shift

    def _count(self, before: Mapping[Key, Sequence[Match]], after: Mapping[Key, Sequence[Match]]) -> None:
        for _, code in before:
            self.counts[code].before += 1
        for _, code in after:
            self.counts[code].after += 1


def _by_document(batch: Rehearsal, coder: Coder, codings: Codings) -> list[dict[Key, tuple[Match, ...]]]:
    """By document the codings of the codebook itself, not of those it borrows from, with their matches."""
    plan = coder.plan
    names = [rule.rule.id for rule in plan.rules]
    verdicts = (codings.start, codings.end, codings.match_negated, codings.match_reported)
    rules = (names[rule] for rule in codings.rule.tolist())
    matches = list(map(Match, rules, *(column.tolist() for column in verdicts)))
    found: list[dict[Key, tuple[Match, ...]]] = [{} for _ in batch.documents]
    segment = (codings.segment - batch.first[codings.document]).tolist()
    bounds = codings.first.tolist()
    for coding, (document, code) in enumerate(zip(codings.document.tolist(), codings.code.tolist(), strict=True)):
        if plan.codes[code].codebook < plan.applied:
            key = (segment[coding], plan.codes[code].code.id)
            found[document][key] = tuple(matches[bounds[coding] : bounds[coding + 1]])
    return found


def _shift(key: Key, before: Sequence[Match], after: Sequence[Match], decision: str) -> Shift:
    if not before:
        return Shift(*key, "appears", NOTHING, after[0], decision)
    if not after:
        return Shift(*key, "disappears", before[0], NOTHING, decision)
    gone = next((match for match in before if match not in after), before[0])
    came = next((match for match in after if match not in before), after[0])
    return Shift(*key, "changed", gone, came, decision)


def _row(batch: Rehearsal, number: int, shift: Shift) -> tuple[Cell, ...]:
    columns, text = batch.segments[number], batch.text(number)
    start, end = int(columns.start[shift.segment]), int(columns.end[shift.segment])
    language = int(columns.language[shift.segment])
    return (
        batch.documents[number].path,
        start,
        end,
        LANGUAGES[language] if language < len(LANGUAGES) else "",
        batch.role(number, shift.segment),
        shift.code,
        shift.change,
        *_told(shift.before, text),
        *_told(shift.after, text),
        shift.decision,
        " ".join(text[max(0, start - CONTEXT) : start].split()),
        text[start:end],
        " ".join(text[end : end + CONTEXT].split()),
    )


def _told(match: Match, text: str) -> tuple[str, str, str]:
    """Rule, words, verdict."""
    reported = "perhaps reported" if match.reported == UNKNOWN else "reported" if match.reported else ""
    verdict = ", ".join(filter(None, ("negated" if match.negated else "", reported)))
    return match.rule, text[match.start : match.end], verdict
