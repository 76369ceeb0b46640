"""What the row ids of codings stand for: codes, sequences, rules, coders, voices."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from partcode.model.codebook import CERTAINTIES, Certainty
from partcode.store.corpus.people import VOICE

Voice = tuple[str, str]  # name or label of a speaker, and role


class Name(NamedTuple):
    """A code or a sequence, what it is called in one language, its codebook and the version of that."""

    id: str
    label: str
    codebook: str
    codebook_version: str


class RuleName(NamedTuple):
    """A rule and the row of its code."""

    rule: str
    certainty: Certainty
    code: int


@dataclass(frozen=True, slots=True)
class Bilingual:
    """Names by row id, in each language; where one is missing, that of the other."""

    english: Mapping[int, Name]
    french: Mapping[int, Name]

    def in_language(self, language: str) -> Mapping[int, Name]:
        """The names for texts of a language; English ones for those of any other."""
        return self.french if language == "fr" else self.english


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that a row of codings or chains refers to, by row id."""

    codes: Bilingual
    sequences: Bilingual
    rules: Mapping[int, RuleName]
    coders: Mapping[int, str]

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> Names:
        """All names of a store."""
        rules = connection.execute("SELECT id, rule, certainty, code_id FROM rules")
        return cls(
            _bilingual(connection, "codes", "code"),
            _bilingual(connection, "sequences", "sequence"),
            {id: RuleName(*about) for id, *about in rules},
            dict(connection.execute("SELECT id, name FROM coders").fetchall()),
        )


def at_least(certainty: Certainty, wanted: Certainty) -> bool:
    """Whether a rule is at least that certain."""
    return CERTAINTIES.index(certainty) <= CERTAINTIES.index(wanted)


def voices(connection: sqlite3.Connection, document: int, version: int) -> dict[int | None, Voice]:
    """Who speaks in each turn of a version (from 0); outside of turns the voice, if the document has no turns."""
    people: dict[int | None, Voice] = {None: ("", "")}
    voice = ("", "")
    for speaker, label, name, role in connection.execute(
        "SELECT id, label, name, role FROM voices WHERE document = ?", (document,)
    ):
        people[speaker] = (name or label, role)
        voice = people[speaker] if label == VOICE else voice
    turns = connection.execute("SELECT ordinal, speaker FROM turn_spans WHERE version = ?", (version,)).fetchall()
    return {None: ("", "") if turns else voice, **{turn: people[speaker] for turn, speaker in turns}}


def _bilingual(connection: sqlite3.Connection, table: str, column: str) -> Bilingual:
    rows = connection.execute(
        f"""SELECT {table}.id, {column}, label_en, label_fr, codebooks.id, codebooks.version
            FROM {table} JOIN codebooks ON codebooks.sha256 = codebook_sha256"""
    ).fetchall()
    return Bilingual(
        {row: Name(id, english or french, *book) for row, id, english, french, *book in rows},
        {row: Name(id, french or english, *book) for row, id, english, french, *book in rows},
    )
