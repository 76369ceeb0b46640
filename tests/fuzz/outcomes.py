"""What must hold for whatever becomes of a file: a document in which every span is what it says, or a named problem."""

from __future__ import annotations

import json
import unicodedata

import numpy as np

from partcode.errors import on_one_line
from partcode.model.columns import KINDS, NO_LABEL, NO_TURN, NOBODY, Prepared
from partcode.pipeline.prepare import Failure


def check(outcome: object) -> None:
    """Raises AssertionError for an outcome that no file may have."""
    if isinstance(outcome, Failure):
        assert "bug" not in outcome.hint, outcome.problem
        assert outcome.problem.strip()
        # Several mistakes of a front matter are told in as many lines, each with its own hint.
        lines = outcome.problem.split("\n")
        assert outcome.hint.strip() or len(lines) > 1, f"no hint for: {outcome.problem}"
        assert all(on_one_line(line) == line for line in lines)
        assert len(outcome.problem) < 2000, len(outcome.problem)
        return
    assert isinstance(outcome, Prepared)
    _check_text(outcome.document.text)
    _check_document(outcome)
    _check_sentences(outcome)
    _check_turns(outcome)


def _check_text(text: str) -> None:
    text.encode()  # no lone surrogates
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text and "\0" not in text


def _check_document(prepared: Prepared) -> None:
    document, length = prepared.document, len(prepared.document.text)
    assert all(0 <= block.span.start <= block.span.end <= length for block in document.blocks)
    json.dumps([dict(document.meta), list(document.warnings)], ensure_ascii=False, allow_nan=False).encode()
    stream = prepared.stream
    assert len(stream.ids) == len(stream.start) == len(stream.clause)
    assert (np.diff(stream.start) > 0).all()
    assert not len(stream.start) or (stream.start[0] >= 0 and stream.start[-1] < length)


def _check_sentences(prepared: Prepared) -> None:
    text, sentences, turns = prepared.document.text, prepared.sentences, prepared.turns
    assert (np.diff(sentences.paragraph) >= 0).all()
    assert (sentences.kind < len(KINDS)).all()
    assert ((sentences.turn == NO_TURN) | ((sentences.turn >= 0) & (sentences.turn < len(turns)))).all()
    assert sentences.words.sum() == len(prepared.stream.ids)
    held = np.zeros(len(text) + 1, np.int8)
    last = 0
    for start, end in zip(sentences.start.tolist(), sentences.end.tolist(), strict=True):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        held[start:end] = last = 1
        last = end
    for start, end in zip(turns.label_start.tolist(), turns.label_end.tolist(), strict=True):
        if start != NO_LABEL:
            held[start:end] = 1
    lost = [at for at, char in enumerate(text) if not held[at] and not char.isspace()]
    assert not lost, f"in no sentence: {text[lost[0]]!r} at {lost[0]}"


def _check_turns(prepared: Prepared) -> None:
    text, turns = prepared.document.text, prepared.turns
    assert ((turns.start >= 0) & (turns.start <= turns.end) & (turns.end <= len(text))).all()
    assert (turns.end[:-1] <= turns.start[1:]).all()
    assert ((turns.speaker == NOBODY) | (turns.speaker < len(turns.speakers))).all()
    labelled = turns.label_start != NO_LABEL
    assert (turns.label_start[labelled] <= turns.label_end[labelled]).all()
    assert (turns.label_end[labelled] <= turns.start[labelled]).all()
    for label in turns.speakers:
        _check_text(label)
        assert label == label.strip() != ""
    for times in (turns.begin, turns.end_time):
        assert (np.isnan(times) | (np.isfinite(times) & (times >= 0))).all()
