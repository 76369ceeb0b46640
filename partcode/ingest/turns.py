"""Who says what: the turns of a transcript, found by the one layout that explains most of its lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from partcode.ingest.evidence import Mark, is_conversation, key, speakers_of, without_header
from partcode.ingest.labels import Standing, guess_role
from partcode.ingest.layouts import F4_MARK, FIRST, LAYOUTS, Head, Layout, f4_seconds, parse
from partcode.model import Document, Kind, Span, Turn

__all__ = ["find_turns", "guess_role", "interviewer_of"]

_IRAMUTEQ = re.compile(r"\n\*{4}[^\S\n]")


def find_turns(document: Document, *, speakers: Collection[str] = ()) -> tuple[Turn, ...]:
    """The turns of a document in order, () when nobody speaks in it.

    Those that the format states are taken as they are. `speakers` are labels known from the metadata: they
    count even if they occur once. A label under which nothing is said makes no turn.
    """
    if document.turns:
        return document.turns
    lined = "\n" + document.text[: _end_of_speech(document)]
    known = frozenset(key(parse(label).speaker) for label in speakers)
    lines = Counter(FIRST.findall(lined))
    best: tuple[Turn, ...] = ()
    for layout in LAYOUTS:
        if len(best) * 2 >= lines.total():
            break  # no other can explain more lines
        if _worth_trying(layout, lined, lines):
            turns = _turns_of(layout, lined, known)
            best = turns if len(turns) > len(best) else best
    return _timed_by_f4(document.text, best) if best and F4_MARK.search(lined) else best


def interviewer_of(turns: Iterable[Turn]) -> set[str]:
    """The labels that by themselves are an interviewer's."""
    return {label for label in {turn.speaker for turn in turns} if guess_role(label) == "interviewer"}


def _end_of_speech(document: Document) -> int:
    """Where notes and page furniture begin that only follow: the last speaker did not say them."""
    end = len(document.text.rstrip())
    for block in sorted(document.blocks, key=lambda block: block.span, reverse=True):
        if block.kind not in (Kind.REFERENCE, Kind.HEADER) or block.span.end < end:
            break
        end = len(document.text[: block.span.start].rstrip())
    return end


def _worth_trying(layout: Layout, lined: str, firsts: Mapping[str, int]) -> bool:
    return (not layout.firsts or any(first in firsts for first in layout.firsts)) and (
        layout.cue is None or layout.cue.search(lined) is not None
    )


def _turns_of(layout: Layout, lined: str, known: frozenset[str]) -> tuple[Turn, ...]:
    """The turns in one layout, () unless its labels are speakers'."""
    marks = without_header(lined, _marks(layout, lined, known))
    labels = speakers_of(layout, marks, known, len(lined))
    if not labels:
        return ()
    marks = [mark for mark in marks if mark.head.standing > Standing.FALSE and mark.head.speaker in labels]
    text = lined[1:]
    turns = tuple(_build(text, marks, _ends(layout, lined)))
    return turns if is_conversation(layout, text, turns, len(marks), known) else ()


def _marks(layout: Layout, lined: str, known: frozenset[str]) -> list[Mark]:
    heads: dict[str, Head] = {}  # a transcript has few distinct heads, unless they are timed
    marks = []
    for found in layout.expression.finditer(lined):
        raw = found[0]
        head = heads.get(raw)
        if head is None:
            head = heads[raw] = _known(parse(raw), known)
        if head.standing:
            marks.append(Mark(found.start(1) - 1, found.end() - 1, head))
    return marks


def _known(head: Head, known: frozenset[str]) -> Head:
    return head._replace(standing=Standing.NAME) if known and key(head.speaker) in known else head


def _ends(layout: Layout, lined: str) -> list[int]:
    """Where speech ends without a label: at a tier or header of CHAT, at a header of IRaMuTeQ."""
    ends = [found.start() for found in layout.ends.finditer(lined)] if layout.ends else []
    if "\n****" in lined:
        ends += [found.start() for found in _IRAMUTEQ.finditer(lined)]
    return sorted(ends)


def _build(text: str, marks: Sequence[Mark], ends: Sequence[int]) -> Iterator[Turn]:
    limits = [mark.start for mark in marks[1:]] + [len(text)]
    for (start, end, head), limit in zip(marks, limits, strict=True):
        if ends and (at := bisect_left(ends, end)) < len(ends):
            limit = min(limit, ends[at])
        said = text[end:limit].rstrip()
        if not said:
            continue
        last = end + len(said)
        if said[0].isspace():
            end = last - len(said.lstrip())
        yield Turn(Span(end, last), head.speaker, Span(start, end), head.begin, head.end)


def _timed_by_f4(text: str, turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """Turns with the times of f4: a mark before the speech is its begin, one after it its end and the begin of
    the next turn."""
    timed: list[Turn] = []
    previous: float | None = None
    for turn in turns:
        begin, end = turn.begin, turn.end
        for found in F4_MARK.finditer(text, *turn.span):
            if found.start() == turn.span.start:
                begin = f4_seconds(found[0])
            else:
                end = f4_seconds(found[0])
        begin = previous if begin is None else begin
        previous = end
        timed.append(turn._replace(begin=begin, end=end))
    return tuple(timed)
