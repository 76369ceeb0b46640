"""Who says what: the turns of a transcript, found by the one layout that explains most of its lines."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from partcode.ingest.evidence import is_conversation, speakers_of, without_header
from partcode.ingest.labels import Standing
from partcode.ingest.layouts import F4_MARK, FIRST, LAYOUTS, Layout, f4_seconds, parse
from partcode.ingest.marks import Marks, find_marks, key
from partcode.model import Document, Kind, Turn
from partcode.model.columns import NO_LABEL, NOBODY, Turns

_IRAMUTEQ = re.compile(r"\n\*{4}[^\S\n]")


def find_turns(document: Document, *, speakers: Collection[str] = ()) -> Turns:
    """The turns of a document in order, none when nobody speaks in it.

    Those that the format states are taken as they are. `speakers` are labels known from the metadata: they
    count even if they occur once. A label under which nothing is said makes no turn.
    """
    best = _in_columns(document.turns)
    if document.turns:
        return best
    lined = "\n" + document.text[: _end_of_speech(document)]
    known = frozenset(key(parse(label).speaker) for label in speakers)
    lines = Counter(FIRST.findall(lined))
    for layout in LAYOUTS:
        if len(best) * 2 >= lines.total():
            break  # no other can explain more lines
        if _worth_trying(layout, lined, lines):
            turns = _turns_of(layout, lined, lines, known)
            best = turns if turns and len(turns) > len(best) else best
    return _timed_by_f4(document.text, best) if best and F4_MARK.search(lined) else best


def _in_columns(turns: Sequence[Turn]) -> Turns:
    labels = [turn.label or (NO_LABEL, NO_LABEL) for turn in turns]
    speakers, speaker = _numbered([turn.speaker for turn in turns])
    return Turns(
        speakers=speakers,
        start=np.array([turn.span.start for turn in turns], dtype=np.int32),
        end=np.array([turn.span.end for turn in turns], dtype=np.int32),
        speaker=speaker,
        label_start=np.array([start for start, _ in labels], dtype=np.int32),
        label_end=np.array([end for _, end in labels], dtype=np.int32),
        begin=_seconds([turn.begin for turn in turns]),
        end_time=_seconds([turn.end for turn in turns]),
    )


def _numbered(labels: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """The distinct labels in order of appearance, and the index of each one's own; "" is NOBODY's."""
    speakers = tuple(dict.fromkeys(filter(None, labels)))
    numbers = {"": NOBODY} | {label: i for i, label in enumerate(speakers)}
    return speakers, np.array([numbers[label] for label in labels], dtype=np.int32)


def _seconds(times: Sequence[float | None]) -> NDArray[np.float64]:
    return np.array(times, dtype=np.float64)  # None becomes NaN


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


def _turns_of(layout: Layout, lined: str, firsts: Mapping[str, int], known: frozenset[str]) -> Turns | None:
    """The turns in one layout, None unless its labels are speakers'."""
    marks = without_header(lined, find_marks(layout, lined, known))
    labels = speakers_of(layout, marks, known, len(lined))
    if not labels:
        return None
    marks = marks.whose([head.standing > Standing.FALSE and head.speaker in labels for head in marks.heads])
    text = lined[1:]
    turns = _build(text, marks, _ends(layout, lined, firsts))
    return turns if is_conversation(layout, text, turns, len(marks), known) else None


def _ends(layout: Layout, lined: str, firsts: Mapping[str, int]) -> list[int]:
    """Where speech ends without a label: at a tier or header of CHAT, at a header of IRaMuTeQ."""
    ends = [found.start() for found in layout.ends.finditer(lined)] if layout.ends else []
    if "*" in firsts:
        ends += [found.start() for found in _IRAMUTEQ.finditer(lined)]
    return sorted(ends)


def _build(text: str, marks: Marks, ends: Sequence[int]) -> Turns:
    limit = np.append(marks.start[1:], len(text))
    if ends:
        limit = np.minimum(limit, np.append(ends, len(text))[np.searchsorted(ends, marks.end)])
    said = [text[start:end].rstrip() for start, end in zip(marks.end.tolist(), limit.tolist(), strict=True)]
    width = np.fromiter(map(len, said), np.int64, len(said))
    spoken = np.fromiter(map(len, map(str.lstrip, said)), np.int64, len(said))
    marks, end, spoken = marks.where(width > 0), (marks.end + width)[width > 0], spoken[width > 0]
    speakers, speaker = _numbered([marks.heads[head].speaker for head in marks.head.tolist()])
    return Turns(
        speakers=speakers,
        start=(end - spoken).astype(np.int32),
        end=end.astype(np.int32),
        speaker=speaker,
        label_start=marks.start.astype(np.int32),
        label_end=(end - spoken).astype(np.int32),
        begin=_seconds([head.begin for head in marks.heads])[marks.head],
        end_time=_seconds([head.end for head in marks.heads])[marks.head],
    )


def _timed_by_f4(text: str, turns: Turns) -> Turns:
    """Turns with the times of f4: a mark before the speech is its begin, one after it its end and the begin of
    the next turn."""
    begins, ends = [], [math.nan]
    columns = (turns.start, turns.end, turns.begin, turns.end_time)
    for start, stop, begin, end in zip(*(column.tolist() for column in columns), strict=True):
        for found in F4_MARK.finditer(text, start, stop):
            if found.start() == start:
                begin = f4_seconds(found[0])
            else:
                end = f4_seconds(found[0])
        begins.append(ends[-1] if math.isnan(begin) else begin)
        ends.append(end)
    return replace(turns, begin=np.array(begins), end_time=np.array(ends[1:]))
