"""Codebooks applied to documents, whether these were read a moment ago or come from the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import version as library_version
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.coding import chains, coder
from partcode.coding.coder import Coder, Codings
from partcode.coding.evidence import UNKNOWN_ROLE, Groups
from partcode.coding.plan import Plan, make_plan
from partcode.match.batch import batch_of
from partcode.model import LANGUAGES, ROLES, Codebook, Kind, Unit
from partcode.model.columns import KINDS, NO_TURN, NOBODY, Prepared, Sentences, Stream
from partcode.model.fingerprint import fingerprint
from partcode.store import CodebookRows, CodingBatch, Store, StoredDocument
from partcode.words import lemmas

CODED_KINDS = (Kind.BODY, Kind.HEADING)
LIBRARIES = ("simplemma", "py3langid", "regex", "spacy")  # their versions can change a coding

NOT_APPLIED = -1

_CODED = [KINDS.index(kind) for kind in CODED_KINDS]


class Part(NamedTuple):
    """A document to be coded: its words and sentences, each turn's speaker (a number, or NOBODY) and role, and the
    role of its voice, who says what stands outside of turns ("" where unknown)."""

    stream: Stream
    sentences: Sentences
    speakers: Sequence[int]
    roles: Sequence[str]
    voice_role: str


def coding_settings(roles: tuple[tuple[str, str], ...], unit: Unit) -> str:
    """What a machine coding depends on beside the text and the codebook; `roles` as in VersionRow."""
    return fingerprint(coder.VERSION, chains.VERSION, lemmas.VERSION, library_versions(), unit, CODED_KINDS, roles)


@cache
def library_versions() -> dict[str, str]:
    """Versions of the libraries that can change a coding."""
    return {name: library_version(name) for name in LIBRARIES}


def just_read(read: Prepared) -> Part:
    """The document with the roles that its metadata give; what a person has edited is known to the store alone."""
    roles = dict(assumed_roles(read))
    by_speaker = {number: roles[label] for number, label in enumerate(read.turns.speakers)} | {NOBODY: ""}
    speakers = read.turns.speaker.tolist()
    return Part(read.stream, read.sentences, speakers, [by_speaker[speaker] for speaker in speakers], roles.get("", ""))


def as_stored(document: StoredDocument) -> Part:
    """The document with the roles that the store has."""
    return Part(document.stream, document.sentences, document.speakers, document.roles, document.voice_role)


def coder_for(store: Store, codebooks: Sequence[Codebook]) -> Coder:
    """A coder of codebooks that knows all words of the store."""
    return coder_of(store, make_plan(codebooks))


def coder_of(store: Store, plan: Plan) -> Coder:
    """A coder by a plan that knows all words of the store."""
    coder = Coder(plan)
    coder.learn(store.vocabulary(), {language: store.lemmas(language) for language in LANGUAGES})
    return coder


def assumed_roles(read: Prepared) -> tuple[tuple[str, str], ...]:
    """(label, role) of the speakers of a document, or ("", role) of its voice, as its metadata give them, in order
    of label."""
    info = read.info
    if not len(read.turns):
        return (("", info.voice.role if info.voice else ""),)
    return tuple(
        (label, info.speakers[label].role if label in info.speakers else "") for label in sorted(read.turns.speakers)
    )


def apply(
    automatic: Coder, parts: Sequence[Part], segments: NDArray[np.int64], text_of: Callable[[int], str]
) -> Codings:
    """The codings of documents side by side; `segments` names the segment of every sentence, `text_of` gives the
    text of one of the parts."""
    batch = batch_of([(part.stream, part.sentences) for part in parts], _CODED)
    return automatic.code(batch, _groups(parts), segments, text_of)


def _groups(parts: Sequence[Part]) -> Groups:
    """Paragraphs and turns numbered through all documents, and the speaker's role, by sentence."""
    paragraphs, turns, roles = [], [], []
    for number, part in enumerate(parts):
        columns = part.sentences
        base = number << 32  # no document has that many paragraphs or turns
        paragraphs.append(base + columns.paragraph.astype(np.int64))
        spoken = columns.turn != NO_TURN
        # Outside of turns each paragraph stands for itself.
        turns.append(base + np.where(spoken, columns.turn.astype(np.int64), -1 - columns.paragraph.astype(np.int64)))
        by_turn = np.array([role_number(role) for role in (*part.roles, part.voice_role)], dtype=np.int64)
        roles.append(by_turn[np.where(spoken, columns.turn, len(by_turn) - 1)])
    return Groups(np.concatenate(paragraphs), np.concatenate(turns), np.concatenate(roles))


def role_number(role: str) -> int:
    """The index of a role into ROLES, or UNKNOWN_ROLE."""
    return ROLES.index(role) if role in ROLES else UNKNOWN_ROLE


def add_applications(
    store: Store, rows: Sequence[CodebookRows], settings: Sequence[tuple[int, str] | None]
) -> NDArray[np.int64]:
    """Application ids of shape (applied codebooks, documents) for (version, settings) of documents, None for those
    that are not to be coded; NOT_APPLIED also where another process has been faster."""
    wanted = dict(filter(None, settings))
    made = [store.add_applications(row.sha256, wanted) for row in rows]
    return np.array(
        [[ids.get(one[0], NOT_APPLIED) if one else NOT_APPLIED for one in settings] for ids in made], dtype=np.int64
    )


def coding_rows(
    plan: Plan,
    rows: Sequence[CodebookRows],
    codings: Codings,
    segments: NDArray[np.int64],
    applications: NDArray[np.int64],
) -> CodingBatch:
    """The codings under the ids of the store: `rows` of the plan's codebooks, `segments` of the codings,
    `applications` of shape (applied codebooks, documents), NOT_APPLIED where the codings are not wanted; those of codes
    that nobody asked for never are."""
    codebooks = np.array([planned.codebook for planned in plan.codes], dtype=np.int64)
    wanted = np.array([planned.asked for planned in plan.codes], dtype=np.bool_)[codings.code]
    wanted[wanted] = applications[codebooks[codings.code[wanted]], codings.document[wanted]] != NOT_APPLIED
    codings, segments = codings.where(wanted), segments[wanted]
    codebook = codebooks[codings.code]
    code_ids = np.array([rows[planned.codebook].codes[planned.code.id] for planned in plan.codes], dtype=np.int64)
    rule_ids = np.array(
        [rows[rule.codebook].rules[plan.codes[rule.code].code.id, rule.rule.id] for rule in plan.rules], dtype=np.int64
    )
    coder_ids = np.array([row.coder for row in rows], dtype=np.int64)
    return CodingBatch(
        application=applications[codebook, codings.document],
        segment=segments,
        code=code_ids[codings.code],
        coder=coder_ids[codebook],
        negated=codings.negated,
        reported=codings.reported,
        first_match=codings.first,
        rule=rule_ids[codings.rule],
        start=codings.start.astype(np.int32),
        end=codings.end.astype(np.int32),
        match_negated=codings.match_negated,
        match_reported=codings.match_reported,
        match_lossy=codings.match_lost,
    )
