"""Whether labelled lines are a conversation: a label alone proves nothing ("Note:", "Our partners are:").

Labels must come back and make up most of the labelled lines. Labels that only speakers have (INT, P1, Mme) need
no more; bare names must also alternate and say things as people who talk to each other do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from partcode.ingest.labels import Standing, guess_role, is_person, standing
from partcode.ingest.layouts import Head, Layout
from partcode.model import Turn

_ENOUGH_MARKS = 10
_LONGEST_TURN = 5000  # characters per label, on average, beyond which a few labels don't make a transcript
_LONGEST_HEADER = 15  # labelled lines
_WEAK_RECURS = 3
_OFTEN = 3  # turns per speaker, on average, where the layout alone is no evidence
_FEW_TURNS = 6  # too few to tell how people talk
_SAMPLE = 60  # turns that are listened to
_TALK = re.compile(
    r"\?|\b(?:I|we|you|me|my|our|us|yes|no|yeah|ok(?:ay)?|thanks?|hello|so|well"
    r"|je|j|moi|nous|vous|tu|on|mon|ma|mes|notre|nos|oui|non|ouais|merci|bonjour|alors|donc|voilà|ben|bon)\b",
    re.IGNORECASE,
)


class Mark(NamedTuple):
    """A head where it stands: the label from `start`, the speech from `end`."""

    start: int
    end: int
    head: Head


def key(label: str) -> str:
    """A label as it is compared with those of the metadata."""
    return " ".join(label.split()).casefold()


def speakers_of(layout: Layout, marks: Sequence[Mark], known: Collection[str], length: int) -> set[str]:
    """The labels that are speakers', empty when a text of `length` is no transcript in this layout."""
    counts = Counter(mark.head.speaker for mark in marks if mark.head.standing > Standing.FALSE)
    names = {mark.head.speaker for mark in marks if mark.head.standing is Standing.NAME}
    labels = {label for label, count in counts.items() if label in names or count >= _WEAK_RECURS}
    if known and any(key(label) in known for label in labels):
        return labels
    accepted = sum(counts[label] for label in labels)
    recurring = {label for label in labels if counts[label] > 1}
    others = len(marks) - accepted
    if accepted < others or (accepted < _ENOUGH_MARKS and length > accepted * _LONGEST_TURN):
        return set()
    if not recurring:
        exchange = len(labels) > 1 and not others and any(guess_role(label) == "interviewer" for label in labels)
        return labels if exchange else set()
    if layout.sure:
        return labels
    once = len(labels) - len(recurring)
    if len(labels) < 2 or once > accepted - once:
        return set()
    evident = any(map(is_person, labels)) or accepted >= len(labels) * _OFTEN
    return labels if evident or not layout.doubtful else set()


def is_conversation(layout: Layout, text: str, turns: Sequence[Turn], marks: int, known: Collection[str]) -> bool:
    """Whether turns made from so many `marks` sound like people who talk to each other."""
    if len(turns) * 2 < marks:
        return False  # an agenda or a list of names has labels, and nothing under them
    counts = Counter(turn.speaker for turn in turns)
    people = sum(count for label, count in counts.items() if count > 1 and is_person(label))
    if layout.sure or people * 4 >= len(turns) or any(key(label) in known for label in counts):
        return True
    changes = sum(one.speaker != other.speaker for one, other in pairwise(turns))
    weak = sum(count for label, count in counts.items() if standing(label) is Standing.WEAK)
    if changes * 3 < len(turns) or weak * 2 > len(turns):
        return False
    sample = turns[:_SAMPLE]
    talking = sum(_TALK.search(text, *turn.span) is not None for turn in sample)
    return len(turns) < _FEW_TURNS or (len(counts) * 2 <= len(turns) and talking * 3 >= len(sample))


def without_header(lined: str, marks: list[Mark]) -> list[Mark]:
    """Marks without the form that many transcripts begin with: Date: …, Place: …, Interviewer: her name.

    `lined` is "\\n" and the text.
    """
    if not any(mark.head.standing is Standing.FALSE for mark in marks[:_LONGEST_HEADER]):
        return marks
    return marks[max(_block_header(lined, marks), _leading_header(marks)) :]


def _block_header(lined: str, marks: Sequence[Mark]) -> int:
    """How many of the first labels stand on adjacent lines, one of them no speaker's, before a blank line."""
    for index, mark in enumerate(marks[:_LONGEST_HEADER]):
        following = marks[index + 1].start if index + 1 < len(marks) else len(lined) - 1
        gap = lined[mark.end + 1 : following + 1].strip(" \t")
        if gap.count("\n") != 1 or not gap.endswith("\n"):
            blank = re.match(r"[^\n]*\n[^\S\n]*\n", gap)
            header = blank and any(m.head.standing is Standing.FALSE for m in marks[: index + 1])
            return index + 1 if header else 0
    return 0


def _leading_header(marks: Sequence[Mark]) -> int:
    """How many of the first labels end with one that is no speaker's, when such are the first and the most."""
    length = balance = 0
    for index, mark in enumerate(marks[:_LONGEST_HEADER]):
        false = mark.head.standing is Standing.FALSE
        balance += 1 if false else -1
        if balance < 0:
            break
        length = index + 1 if false else length
    return length
