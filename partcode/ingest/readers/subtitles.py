"""WebVTT and SubRip: cues become paragraphs, voices and `Name: text` become turns.

Cue ids, settings, karaoke and position tags go; `(Name)` on a line of its own stays in the text, on a line of
its own, for a turn finder to judge.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from partcode.ingest.encoding import decode
from partcode.ingest.readers.content import Content, Utterance, merged, utterances_content
from partcode.ingest.readers.times import seconds
from partcode.ingest.source import Source
from partcode.text import normalise

EXTRACTOR = "subtitles 1"

_TIMES = re.compile(r"\s*((?:\d+:)?\d+:\d\d[.,]\d+)\s*-->\s*((?:\d+:)?\d+:\d\d[.,]\d+)(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*+)?(?:\s++([^<>]*+))?>|</v>")
_TAG = re.compile(r"</?(?:[cibu]|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<\d[\d:.,]*>|\{\\an?\d+\}", re.IGNORECASE)
_LABEL = re.compile(r"(?:>>\s*|-\s+)?([^\W\d_][\w .'’()-]{0,39}?)\s*:(?=\s+\S)\s*")
_ALONE = re.compile(r"\([^()]{1,40}\)|\[[^\[\]]{1,40}\]|>>.*|-\s.*")
_NO_SPEAKERS = frozenset({"note", "notes", "example", "exemple", "question", "warning", "attention", "http", "https"})
_ALWAYS_LABELLED = 0.8  # above this share of cues, a cue without label is by nobody known


class Cue(NamedTuple):
    """One cue: its lines, without tags but with voices."""

    lines: tuple[str, ...]
    begin: float
    end: float


def read_vtt(source: Source) -> Content:
    """A .vtt file."""
    text, encoding = decode(source)
    text = normalise(text)
    if not text.lstrip().startswith("WEBVTT"):
        raise source.error("no WebVTT: its first line is not WEBVTT", "rename it to .srt or .txt if it is one")
    return _content(source, text, encoding)


def read_srt(source: Source) -> Content:
    """A .srt file."""
    text, encoding = decode(source)
    return _content(source, normalise(text), encoding)


def _content(source: Source, text: str, encoding: str) -> Content:
    cues = list(_cues(text))
    if not cues:
        raise source.error("it has no cues (00:00:01.000 --> 00:00:04.000)", "is it complete?")
    if any(_VOICE.search(line) for cue in cues for line in cue.lines):
        said = [utterance for cue in cues for utterance in _voices(cue)]
    elif labels := _labels(cues):
        said = list(_labelled(cues, labels))
    else:
        return utterances_content(_unnamed(cues), EXTRACTOR, encoding=encoding)
    return utterances_content(merged(u for u in said if u.text.strip()), EXTRACTOR, encoding=encoding)


def _cues(text: str) -> Iterator[Cue]:
    """Whatever follows a line of times, to the next empty line or the next line of times.

    Header, NOTE, STYLE and REGION blocks have no line of times; ids and numbers stand above it.
    """
    lines = text.split("\n")
    at = [(i, match) for i, line in enumerate(lines) if (match := _TIMES.fullmatch(line))]
    bounds = [*(i for i, _ in at), len(lines) + 2][1:]
    for (i, match), bound in zip(at, bounds, strict=True):
        kept: list[str] = []
        for line in lines[i + 1 : bound]:
            if not line.strip():
                break
            kept.append(_TAG.sub("", line).strip())
        if "" not in lines[i + 1 : bound] and bound <= len(lines) and kept:
            kept.pop()  # no empty line between the cues: the last line is the next one's number
        begin, end = seconds(match[1]), seconds(match[2])
        if kept and begin is not None and end is not None:
            yield Cue(tuple(line for line in kept if line), begin, end)


def _voices(cue: Cue) -> Iterator[Utterance]:
    """Each <v Name> of a cue speaks until </v> or the next one."""
    speaker, at, text = "", 0, " ".join(cue.lines)
    for match in _VOICE.finditer(text):
        yield _utterance(text[at : match.start()], speaker, cue)
        speaker, at = (match[1] or "").strip(), match.end()
    yield _utterance(text[at:], speaker, cue)


def _utterance(text: str, speaker: str, cue: Cue) -> Utterance:
    return Utterance(html.unescape(text).strip(), html.unescape(speaker), cue.begin, cue.end)


def _label_of(line: str) -> str:
    match = _LABEL.match(html.unescape(line))
    return match[1] if match and match[1].lower() not in _NO_SPEAKERS else ""


def _labels(cues: list[Cue]) -> frozenset[str]:
    """The names before a colon, if at least two cues have one: Zoom and broadcasters write so."""
    found = [label for cue in cues for line in cue.lines if (label := _label_of(line))]
    recurring = len(found) > len(set(found)) or len(found) >= len(cues) / 2
    return frozenset(found) if len(found) >= 2 and recurring else frozenset()


def _labelled(cues: list[Cue], labels: frozenset[str]) -> Iterator[Utterance]:
    """A label holds until the next one, unless the program labels every cue whose speaker it knows."""
    counted = sum(any(_label_of(line) for line in cue.lines) for cue in cues)
    holds = counted < _ALWAYS_LABELLED * len(cues)
    speaker = ""
    for cue in cues:
        speaker = speaker if holds else ""
        for line in cue.lines:
            text = html.unescape(line)
            if (label := _label_of(line)) in labels and (match := _LABEL.match(text)):
                speaker, text = label, text[match.end() :]
            yield Utterance(text, speaker, cue.begin, cue.end)


def _unnamed(cues: list[Cue]) -> Iterator[Utterance]:
    """Running text, broken where the subtitles show that somebody else may be speaking."""
    group: list[Utterance] = []
    for cue in cues:
        for line in cue.lines:
            text = html.unescape(line)
            alone = _ALONE.fullmatch(text) is not None
            if alone or _label_of(line) or text.startswith("("):
                yield from merged(group)
                group = []
            if alone and not text.startswith((">", "-")):
                yield Utterance(text, "", cue.begin, cue.end)
            else:
                group.append(Utterance(text, "", cue.begin, cue.end))
    yield from merged(group)
