"""Two codebooks against what is stored: the codings and chains that would appear, disappear, or change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

from partcode.coding.coder import Coder, Codings
from partcode.model import LANGUAGES, Codebook, Unit
from partcode.model.options import Progress
from partcode.model.snapshot import Match
from partcode.pipeline.applying import coder_for
from partcode.pipeline.codebooks.comparing_chains import ChainShift, chain_shifts, chains_by_document
from partcode.pipeline.codebooks.rehearsal import Rehearsal, rehearse
from partcode.pipeline.codebooks.rehearsed_chains import FoundChain
from partcode.pipeline.quoting import around
from partcode.pipeline.runs.shifts import Counts, Move, leading, moved, tally, told_match
from partcode.store import Store
from partcode.table import Cell, Table

_COUNTS = ("code", "before", "after", "appears", "disappears", "changed", "decided", "documents")
_SEGMENTS = (
    "document", "start", "end", "language", "role", "code", "change", "rule_before", "words_before", "verdict_before",
    "rule_after", "words_after", "verdict_after", "decision", "pre", "text", "post",
)  # fmt: skip

Key = tuple[int, str]  # a segment of the document, and a code


class Shift(NamedTuple):
    """A coding that would appear, disappear, or stand on other evidence.

    `segment` counts those of the document. Where the coding stays, `before` is the first match that goes and `after`
    the first that comes, or else the leading one; NOTHING where there is no coding. `decision` is a person's.
    """

    segment: int
    code: str
    change: Move
    before: Match
    after: Match
    decision: str


class Comparison:
    """The codings and chains of two codebooks, compared while they are made. `counts`, by code, and `chains`, by
    sequence, fill while `segments` is read."""

    def __init__(self, store: Store, before: Codebook, after: Codebook, unit: Unit) -> None:
        self.counts: defaultdict[str, Counts] = defaultdict(Counts)
        self.chains: defaultdict[str, Counts] = defaultdict(Counts)
        self._store = store
        self._coders = [coder_for(store, [book]) for book in (before, after)]
        self._unit = unit

    def segments(self, progress: Progress) -> Table:
        """One row per shift: by document those of codings, then those of chains, in order of place; to be read once."""
        return Table(_SEGMENTS, self._rows(progress), "Codings that would change")

    def summary(self) -> Table:
        """One row per code whose codings would change, then per sequence, as far as `segments` has been read."""
        rows = [
            (code, one.before, one.after, one.appears, one.disappears, one.changed, one.decided, len(one.documents))
            for code, one in (*sorted(self.counts.items()), *sorted(self.chains.items()))
            if one.documents
        ]
        return Table(_COUNTS, rows, "Codings before and after")

    @property
    def shifts(self) -> int:
        """How many codings and chains would change, so far."""
        counts = (*self.counts.values(), *self.chains.values())
        return sum(one.appears + one.disappears + one.changed for one in counts)

    def _rows(self, progress: Progress) -> Iterator[tuple[Cell, ...]]:
        for batch in rehearse(self._store, self._coders, progress, self._unit):
            before, after = (
                _by_document(batch, coder, codings) for coder, codings in zip(self._coders, batch.codings, strict=True)
            )
            old, new = map(chains_by_document, repeat(batch), self._coders, batch.codings)
            for number in range(len(batch.documents)):
                shifts = self._shifts(batch, number, before[number], after[number])
                yield from (_row(batch, number, shift) for shift in shifts)
                tally(self.chains, (one for _, one in old[number]), (one for _, one in new[number]))
                for shift in chain_shifts(old[number], new[number]):
                    self.chains[shift.sequence].add(shift.change, batch.documents[number].path)
                    yield _chain_row(batch, number, shift)

    def _shifts(
        self, batch: Rehearsal, number: int, before: Mapping[Key, Sequence[Match]], after: Mapping[Key, Sequence[Match]]
    ) -> Iterator[Shift]:
        tally(self.counts, (code for _, code in before), (code for _, code in after))
        shifts = list(moved(before, after))
        if not shifts:
            return
        columns, document = batch.segments[number], batch.documents[number]
        decided = self._store.reviews.decisions(document.text_sha256)
        for key, change, old, new in shifts:
            segment, code = key
            place = (int(columns.start[segment]), int(columns.end[segment]), code)
            shift = Shift(*key, change, *leading(old or (), new or ()), decided.get(place, ""))
            self.counts[code].add(shift.change, document.path)
            self.counts[code].decided += bool(shift.decision)
            yield shift


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
        if plan.codes[code].asked:
            key = (segment[coding], plan.codes[code].code.id)
            found[document][key] = tuple(matches[bounds[coding] : bounds[coding + 1]])
    return found


def _row(batch: Rehearsal, number: int, shift: Shift) -> tuple[Cell, ...]:
    text = batch.text(number)
    told = (*told_match(shift.before, text), *told_match(shift.after, text), shift.decision)
    return _placed(batch, number, (shift.segment, shift.segment), (shift.code, shift.change, *told))


def _chain_row(batch: Rehearsal, number: int, shift: ChainShift) -> tuple[Cell, ...]:
    """The row of a chain: from its first segment to its last one, the longer way of the two."""
    text = batch.text(number)
    told = (*_told_chain(shift.before, text), *_told_chain(shift.after, text), "")
    last = max(chain.steps[-1].segment for chain in (shift.before, shift.after) if chain)
    return _placed(batch, number, (shift.segment, last), (shift.sequence, shift.change, *told))


def _placed(batch: Rehearsal, number: int, segments: tuple[int, int], told: Iterable[Cell]) -> tuple[Cell, ...]:
    """A row about the text from one segment to another."""
    columns, text = batch.segments[number], batch.text(number)
    first, last = segments
    start, end = int(columns.start[first]), int(columns.end[last])
    language = int(columns.language[first])
    return (
        batch.documents[number].path,
        start,
        end,
        LANGUAGES[language] if language < len(LANGUAGES) else "",
        batch.role(number, first),
        *told,
        *around(text, start, end),
    )


def _told_chain(chain: FoundChain | None, text: str) -> tuple[str, str, str]:
    """The codes of its steps, their words, how much of it there is."""
    if chain is None:
        return "", "", ""
    verdict = "complete" if chain.complete else f"{chain.found} of {chain.needed} steps"
    codes = " → ".join(step.code for step in chain.steps)
    return codes, " → ".join(text[step.start : step.end] for step in chain.steps), verdict
