"""The ways in which transcripts mark who speaks, one expression each.

An expression splits "\\n" + text, so that every line begins with a literal newline, which `re` finds fast; its one
group is the head of a turn (name, timestamps, brackets and marks in any order) from that newline up to the speech
or the end of the line. `parse` takes the speaker and the times out of a head.
Repeats are bounded or possessive: no text makes an expression slow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from partcode.ingest.labels import MAX_WORDS, UNKNOWN, Standing, is_annotation, is_unattributed, standing

_S = r"[^\S\n]*+"  # white space within a line, no-break spaces included
_CLOCK = r"\d{1,3}(?::\d{1,2}){1,2}(?:[.,]\d{1,3})?"
_RANGE = rf"{_CLOCK}(?:{_S}(?:-->|[-–—‑]|to|à){_S}{_CLOCK})?"
_BRACKETED = rf"[\[(<{{]{_S}{_RANGE}{_S}[\])>}}]"
_STAMP = rf"(?:{_BRACKETED}|{_RANGE})"
_NAME = r"(?=[^\W_]|\?)[^\n:]{1,80}?"
_OWN_LINE = rf"{_S}(?=\n|$)"
_DIGITS = "0123456789"

F4_MARK = re.compile(r"#\d{1,2}:\d{2}:\d{2}(?:-\d)?#")
FIRST = re.compile(r"\n[^\S\n]*+(\S)")  # the character that a line begins with

_ANY_STAMP = re.compile(rf"{F4_MARK.pattern}|{_BRACKETED}|(?<![\w:]){_RANGE}(?![\w:])")
_TIME = re.compile(_CLOCK)
_LIST_MARK = re.compile(r"[\s>*_#•·–—-]+|\d{1,4}[.)]\s+")
_REMARK = re.compile(r"\(([^()]*)\)$")


class Head(NamedTuple):
    """A head taken apart: the label as it stands in the transcript, its times in seconds, what it looks like."""

    speaker: str
    begin: float | None
    end: float | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Layout:
    """One way of marking turns. It is worth trying if some line begins with one of `firsts` (any if empty) and
    `cue` is found. `sure` is a form that only transcripts have: one recurring speaker is enough; `doubtful` one that
    other documents use more: it needs more evidence. `ends` matches lines at which speech ends although no label
    stands there."""

    name: str
    expression: re.Pattern[str]
    firsts: str = ""
    cue: re.Pattern[str] | None = None
    sure: bool = False
    doubtful: bool = False
    ends: re.Pattern[str] | None = None


LAYOUTS = (
    Layout(
        "chat",  # *INV:	speech, with %mor tiers and @ headers around it
        re.compile(rf"(\n\*[^\W_][\w-]{{0,11}}:(?!\*){_S})"),
        firsts="*",
        sure=True,
        ends=re.compile(r"\n[%@]"),
    ),
    Layout(
        "range, name",  # 0:0:5.100 --> 0:0:8.250, the name, the speech, each on its line (Teams)
        re.compile(rf"(\n{_S}{_CLOCK}{_S}-->{_S}{_CLOCK}{_S}\n\n?{_S}{_NAME}{_S}:?{_S})(?=\n\n?{_S}\S)"),
        firsts=_DIGITS,
        cue=re.compile("-->"),
        sure=True,
    ),
    Layout(
        "name, time",  # Jean Dupont   0:03 alone on its line (Teams, Otter)
        re.compile(rf"(\n{_S}(?=[^\n]{{3,120}}+(?<=[\d\])>:\s])(?:\n|$)){_NAME}[^\S\n]{_S}{_STAMP}{_S}:?{_OWN_LINE})"),
        cue=re.compile(rf":\d\d(?:[.,]\d{{1,3}})?{_S}[\])>]?{_S}:?{_S}\n"),
        sure=True,
    ),
    Layout(
        "time, name",  # 00:00:03 Speaker 1 alone on its line
        re.compile(rf"(\n{_S}{_STAMP}{_S}[-–—|]?{_S}{_NAME}{_S}:?{_OWN_LINE})"),
        firsts=_DIGITS + "[(<{",
    ),
    Layout(
        "square brackets",  # [Chercheur] (0:01 - 0:11), then the speech; [id1] speech
        re.compile(rf"(\n{_S}\[[^\]\n]{{1,80}}\](?:{_S}{_STAMP})?{_S}:?{_S})"),
        firsts="[",
    ),
    Layout(
        "heading",  # ### Interviewer
        re.compile(rf"(\n#{{1,6}}[^\S\n]{_S}[^\n:#]{{1,80}}?(?:{_STAMP})?{_S}:?{_S}#*+{_OWN_LINE})"),
        firsts="#",
        doubtful=True,
    ),
    Layout(
        "bold",  # **Interviewer** alone on its line
        re.compile(rf"(\n{_S}(?:\*\*|__)[^\n:*]{{1,80}}?(?:{_STAMP})?(?:\*\*|__){_OWN_LINE})"),
        firsts="*_",
        doubtful=True,
    ),
    Layout(
        "round brackets",  # (Name) alone on its line
        re.compile(rf"(\n{_S}\([^()\n]{{1,80}}\){_S}:?{_OWN_LINE})"),
        firsts="(",
    ),
    Layout(
        "colon",  # Name: speech; P1 [00:01:02]: speech; **Name:** speech; Q : speech
        re.compile(
            rf"(\n{_S}[^\n:]{{1,80}}+(?::\d\d?[^\n:]{{0,80}}+){{0,6}}(?:(?<!\d):|:(?!\d))(?!//)"
            rf"(?:\*\*|__)?(?:{_S}[\[(]{_S}{_RANGE}{_S}[\])])?{_S})"
        ),
    ),
    Layout(
        "dash",  # M. Ba – speech
        re.compile(
            rf"(\n{_S}[^\W_][^\s:–—]*+(?:[^\S\n](?![–—-])[^\s:–—]++){{0,{MAX_WORDS - 1}}}+"
            rf"[^\S\n]{{1,3}}[–—-][^\S\n]{_S})(?=\S)"
        ),
        doubtful=True,
    ),
)


def parse(head: str) -> Head:
    """What stands in the head of a turn. Its label is normalised: white space collapsed; brackets, markdown
    marks, list marks, timestamps and the final colon off; "" when it says that nobody knows who speaks."""
    stamp = _ANY_STAMP.search(head) if ":" in head else None
    if not stamp:
        speaker, rank = _label(head)
        return Head(speaker, None, None, rank)
    speaker, rank = _label(f"{head[: stamp.start()].lstrip()} {head[stamp.end() :].rstrip()}")
    begin, end = _times(stamp[0])
    return Head(speaker, begin, end, rank)


@lru_cache(maxsize=4096)
def _label(head: str) -> tuple[str, Standing]:
    """The label of a head whose first timestamp is off, and what it looks like."""
    label = " ".join(_ANY_STAMP.sub(" ", head).split())
    if mark := _LIST_MARK.match(label):
        label = label[mark.end() :]
    label = _unwrap(label.rstrip(" *_#:–—|,-"))
    if (remark := _REMARK.search(label)) and remark.start() and is_annotation(remark[1]):
        label = label[: remark.start()].rstrip()
    if not label:
        return UNKNOWN, Standing.NONE
    return (UNKNOWN, Standing.NAME) if is_unattributed(label) else (label, standing(label))


def _unwrap(label: str) -> str:
    """Without the brackets or marks that hold the whole label."""
    while len(label) > 1 and label[0] + label[-1] in ("[]", "()", "<>", "{}"):
        label = label[1:-1].strip()
    return label.removesuffix(":").rstrip()


def _times(stamp: str) -> tuple[float, float | None]:
    """Begin and end in seconds, end None where the stamp has none."""
    if stamp[0] == "#":
        return f4_seconds(stamp), None
    begin, *end = map(_seconds, _TIME.findall(stamp))
    return begin, end[0] if end else None


def f4_seconds(mark: str) -> float:
    """The seconds of a mark of f4, #hh:mm:ss-t#, with tenths."""
    clock, _, tenth = mark.strip("#").partition("-")
    return _seconds(clock) + int(tenth or 0) / 10


def _seconds(clock: str) -> float:
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)
