"""Small materials for tests of analyses, written turn by turn."""

from dataclasses import dataclass, field

import numpy as np

from partcode.model import LANGUAGES, Unit
from partcode.model.chains import CodedChain, CodedStep
from partcode.model.codings import STATUSES
from partcode.model.material import (
    NO_VERDICT,
    CodeRow,
    CodingColumns,
    DocumentRow,
    Material,
    PlacedChain,
    SegmentColumns,
    VoiceRow,
)

ROLES = {"F": "north_funder", "N": "south_ngo", "I": "interviewer", "?": ""}
SIDES = {"F": "north", "N": "south", "I": "", "?": ""}


@dataclass
class Interview:
    """`turns` are (speaker, codes, words): speakers are F (funder), N (southern NGO), I (interviewer), ? (nobody)."""

    path: str
    turns: list[tuple[str, list[str], int]]
    case: str = ""
    language: str = "en"
    date: str = "2021"
    kind: str = "interview"
    attributes: dict[str, str] = field(default_factory=dict)
    status: str = "proposed"


def of(interviews, codes):
    """A material of which each turn is one segment, ten code points a word."""
    documents, voices, segments, codings = [], [], [], []
    places = {code: place for place, code in enumerate(codes)}
    for number, one in enumerate(interviews):
        documents.append(
            DocumentRow(one.path, number, one.case, "south", one.kind, one.date, "", one.language, one.attributes)
        )
        speakers = {}
        total, before, start = sum(words for *_, words in one.turns), 0, 0
        for turn, (who, said, words) in enumerate(one.turns):
            if who not in speakers:
                speakers[who] = len(voices)
                voices.append(VoiceRow(number, "" if who == "?" else who, ROLES[who], SIDES[who], "", {}))
            end = start + 10 * words
            place = len(segments)
            segments.append(
                (number, turn, start, end, turn, speakers[who], 0, LANGUAGES.index(one.language), words,
                 min(3 * before // total, 2))
            )  # fmt: skip
            for code in sorted(said, key=places.get):
                status = STATUSES.index(one.status)
                codings.append(
                    (number, place, place, start, end, places[code], 0, status, 0, NO_VERDICT, start, start + 5)
                )
            before, start = before + words, end + 1
    return Material(
        run="r",
        unit=Unit.TURN,
        documents=tuple(documents),
        voices=tuple(voices),
        codes=tuple(CodeRow(code, code.title(), "book", "1.0.0") for code in codes),
        wanted=tuple(range(len(codes))),
        coders=("rule:book@1.0.0",),
        segments=SegmentColumns(*_columns(segments, len(SegmentColumns.__slots__))),
        codings=_codings(_columns(codings, len(CodingColumns.__slots__))),
    )


def _columns(rows, width):
    return np.array(rows, dtype=np.int64).reshape(-1, width).T


def _codings(columns):
    named = dict(zip(CodingColumns.__slots__, columns, strict=True))
    return CodingColumns(**{**named, "negated": named["negated"] != 0})


CODES = ["power.coercive", "power.money", "legit.appeal", "trust"]


def material():
    """Three interviews of two cases, one French; a coding over two segments, some rejected, a chain."""
    interviews = [
        Interview(
            "a.txt",
            [
                ("I", [], 5),
                ("F", ["power.coercive", "power.money"], 20),
                ("N", ["legit.appeal"], 30),
                ("F", ["trust"], 9),
            ],
            "lindara",
            attributes={"country": "Kenya"},
        ),
        Interview(
            "b.txt",
            [("F", ["power.coercive"], 12), ("N", ["legit.appeal"], 8), ("?", [], 3)],
            "lindara",
            date="2022-05-01",
            attributes={"country": "Kenya"},
            status="rejected",
        ),
        Interview(
            "c.txt", [("I", [], 6), ("N", ["trust", "legit.appeal"], 40), ("F", ["power.money"], 10)], "bantare", "fr"
        ),
    ]
    made = of(interviews, CODES)
    last = made.codings.last.copy()
    last[0] += 1  # the first coding goes on into the next turn
    end = made.codings.end.copy()
    end[0] = made.segments.end[last[0]]
    object.__setattr__(made.codings, "last", last)
    object.__setattr__(made.codings, "end", end)
    object.__setattr__(made, "chains", (PlacedChain(0, chain(made, (1, "power.coercive"), (2, "legit.appeal"))),))
    return made


def chain(made, *steps):
    """A complete chain of document 0: (segment, code) of each step."""
    found = []
    for step, (segment, code) in enumerate(steps, 1):
        voice = made.voices[made.segments.voice[segment]]
        start, end = int(made.segments.start[segment]), int(made.segments.end[segment])
        turn = int(made.segments.turn[segment]) + 1
        found.append(
            CodedStep(
                step, 0 if step == 1 else 1, "turn", segment + 1, start, end, turn, code, code.title(), "rule", "high",
                start, start + 5, "proposed", voice.speaker, voice.role,
            )
        )  # fmt: skip
    return CodedChain("arb", "Arbitration", "book", "1.0.0", len(steps), len(steps), steps[-1][1], tuple(found))
