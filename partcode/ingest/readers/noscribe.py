"""Transcripts of noScribe: HTML whose anchors `ts_<begin>_<end>_<speaker>` (milliseconds) state who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from partcode.ingest.readers.content import Content, Utterance, merged, utterances_content

if TYPE_CHECKING:
    from lxml.etree import _Element

EXTRACTOR = "noscribe 1"

_ANCHOR = re.compile(r"ts_(\d{1,12})_(\d{1,12})_(.*)")
_LABEL = re.compile(r"\s*+(?://\s*+)?([^\s:/\[][^:\n\[]{0,39}?)\s*:(?=\s)\s*")
_TIMESTAMP = re.compile(r"\s{0,9}\[\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\]\s*")
_SPACES = re.compile(r"[ \t\n\r\f]+")


def noscribe(root: _Element, encoding: str) -> Content | None:
    """The transcript that the page is, or None when it is another page.

    Title and technical data above the transcript stay out. Renaming S00 to Anna in the editor changes the label
    in the text and not the anchor, so a label wins. Overlapping speech (`//S01: yes//`) is a turn of its own.
    """
    anchors = [(match, anchor) for anchor in root.iter("a") if (match := _ANCHOR.fullmatch(anchor.get("name", "")))]
    if not anchors:
        return None
    return utterances_content(merged(_segments(anchors)), EXTRACTOR, encoding=encoding)


def _segments(anchors: list[tuple[re.Match[str], _Element]]) -> Iterator[Utterance]:
    names: dict[str, str] = {}  # what the text calls an anchor's speaker
    paragraph: _Element | None = None
    for match, anchor in anchors:
        key = match[3].removeprefix("//")
        text = _SPACES.sub(" ", "".join(map(str, anchor.itertext())))
        before, paragraph = paragraph, next(anchor.iterancestors("p"), None)
        # Labels stand at the start of a paragraph or of an overlap; the anchor after one begins with // as well.
        labelled = key and (paragraph is not before or match[3].startswith("//"))
        if labelled and (label := _LABEL.match(text)):
            names[key] = label[1]
            text = text[label.end() :]
        text = _TIMESTAMP.sub(" ", text).strip().removeprefix("//").removesuffix("//").strip()
        if text:
            yield Utterance(text, names.get(key, key), int(match[1]) / 1000, int(match[2]) / 1000)
