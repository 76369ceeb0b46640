"""How one version of a document is laid out: who speaks where, and its sentences."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from partcode.model import Unit
from partcode.model.columns import Sentences
from partcode.store.corpus import sentences
from partcode.store.corpus.people import VOICE


class LaidVoice(NamedTuple):
    """A speaker of a document, or the voice of one without turns, whose label is empty."""

    label: str
    name: str
    role: str
    organisation: str
    side: str


class LaidTurn(NamedTuple):
    """One turn: code points of what is said and of its label (None where the text has none), seconds from the start
    of the recording, and which of the voices speaks, None where nobody knows."""

    start: int
    end: int
    label_start: int | None
    label_end: int | None
    begin: float | None
    voice: int | None


class Layout(NamedTuple):
    """The voices by label, the turns in order, the sentences as columns, and what the text is."""

    language: str
    format: str
    voices: tuple[LaidVoice, ...]
    turns: tuple[LaidTurn, ...]
    sentences: Sentences


def read(connection: sqlite3.Connection, version: int) -> Layout:
    """The layout of a version, with the speakers as they are known now."""
    document, language, format = connection.execute(
        "SELECT document, language, format FROM versions WHERE id = ?", (version,)
    ).fetchone()
    rows = connection.execute(
        "SELECT start, end, label_start, label_end, begin, speaker FROM turn_spans WHERE version = ? ORDER BY ordinal",
        (version,),
    ).fetchall()
    speaking = {row[-1] for row in rows}
    people = [
        (id, LaidVoice(*about))
        for id, *about in connection.execute(
            "SELECT id, label, name, role, organisation, side FROM voices WHERE document = ? ORDER BY label",
            (document,),
        )
        if id in speaking or (not rows and about[0] == VOICE)
    ]
    place = {id: i for i, (id, _) in enumerate(people)}
    found = sentences.read(connection, version, Unit.SENTENCE)
    assert found is not None  # every version has its sentences from the day it is stored
    turns = tuple(
        LaidTurn(start, end, label_start, label_end, begin, place.get(speaker))
        for start, end, label_start, label_end, begin, speaker in rows
    )
    return Layout(language, format, tuple(voice for _, voice in people), turns, found.columns)
