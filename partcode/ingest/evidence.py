"""Whether labelled lines are a conversation: a label alone proves nothing ("Note:", "Our partners are:").

Labels must come back and make up most of the labelled lines. Labels that only speakers have (INT, P1, Mme) need
no more; bare names must also alternate and say things as people who talk to each other do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np

from partcode.ingest.labels import Standing, guess_role, is_person, standing
from partcode.ingest.layouts import Layout
from partcode.ingest.marks import Marks, key
from partcode.model.columns import NOBODY, Turns

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


def speakers_of(layout: Layout, marks: Marks, known: Collection[str], length: int) -> set[str]:
    """The labels that are speakers', empty when a text of `length` is no transcript in this layout."""
    counts = _counts(marks, Standing.WEAK)
    names = _counts(marks, Standing.NAME)
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


def _counts(marks: Marks, least: Standing) -> Counter[str]:
    """How often each label of at least this standing is there."""
    counts: Counter[str] = Counter()
    for head, count in zip(marks.heads, np.bincount(marks.head, minlength=len(marks.heads)).tolist(), strict=True):
        if count and head.standing >= least:
            counts[head.speaker] += count
    return counts


def is_conversation(layout: Layout, text: str, turns: Turns, marks: int, known: Collection[str]) -> bool:
    """Whether turns made from so many `marks` sound like people who talk to each other."""
    size = len(turns)
    if size * 2 < marks:
        return False  # an agenda or a list of names has labels, and nothing under them
    labels = ("", *turns.speakers)
    counts = {labels[i]: count for i, count in enumerate(np.bincount(turns.speaker - NOBODY).tolist()) if count}
    people = sum(count for label, count in counts.items() if count > 1 and is_person(label))
    if layout.sure or people * 4 >= size or any(key(label) in known for label in counts):
        return True
    changes = np.count_nonzero(np.diff(turns.speaker))
    weak = sum(count for label, count in counts.items() if standing(label) is Standing.WEAK)
    if changes * 3 < size or weak * 2 > size:
        return False
    sample = list(zip(turns.start[:_SAMPLE].tolist(), turns.end[:_SAMPLE].tolist(), strict=True))
    talking = sum(_TALK.search(text, start, end) is not None for start, end in sample)
    return size < _FEW_TURNS or (len(counts) * 2 <= size and talking * 3 >= len(sample))


def without_header(lined: str, marks: Marks) -> Marks:
    """Marks without the form that many transcripts begin with: Date: …, Place: …, Interviewer: her name.

    `lined` is "\\n" and the text.
    """
    false = [marks.heads[head].standing is Standing.FALSE for head in marks.head[:_LONGEST_HEADER].tolist()]
    if not any(false):
        return marks
    return marks.where(slice(max(_block_header(lined, marks, false), _leading_header(false)), None))


def _block_header(lined: str, marks: Marks, false: Sequence[bool]) -> int:
    """How many of the first labels stand on adjacent lines, one of them no speaker's, before a blank line."""
    following = np.append(marks.start[1:], len(lined) - 1)
    for index in range(len(false)):
        gap = lined[marks.end[index] + 1 : following[index] + 1].strip(" \t")
        if gap.count("\n") != 1 or not gap.endswith("\n"):
            header = re.match(r"[^\n]*\n[^\S\n]*\n", gap) and any(false[: index + 1])
            return index + 1 if header else 0
    return 0


def _leading_header(false: Sequence[bool]) -> int:
    """How many of the first labels end with one that is no speaker's, when such are the first and the most."""
    length = balance = 0
    for index, is_false in enumerate(false):
        balance += 1 if is_false else -1
        if balance < 0:
            break
        length = index + 1 if is_false else length
    return length
