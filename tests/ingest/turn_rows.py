"""The columns of turns as rows, which tests compare more easily."""

from __future__ import annotations

import math

from partcode.ingest.turns import find_turns
from partcode.model import Document, Span, Turn
from partcode.model.columns import NO_LABEL


def turns_in(document: Document, *speakers: str) -> tuple[Turn, ...]:
    turns = find_turns(document, speakers=speakers)
    labels = (*turns.speakers, "")
    columns = (turns.start, turns.end, turns.speaker, turns.label_start, turns.label_end, turns.begin, turns.end_time)
    return tuple(
        Turn(
            Span(start, end),
            labels[speaker],
            None if label_start == NO_LABEL else Span(label_start, label_end),
            None if math.isnan(begin) else begin,
            None if math.isnan(end_time) else end_time,
        )
        for start, end, speaker, label_start, label_end, begin, end_time in zip(
            *(column.tolist() for column in columns), strict=True
        )
    )


def turns_of(text: str, *speakers: str) -> tuple[Turn, ...]:
    return turns_in(Document("a.txt", text, "txt", "utf-8", "", "", len(text)), *speakers)
