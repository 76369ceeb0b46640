"""JSON of transcription programs: Whisper and WhisperX segments, and oTranscribe's .otr."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from partcode.ingest.encoding import decode
from partcode.ingest.readers.content import Content, Utterance, merged, paragraphs_content, utterances_content
from partcode.ingest.readers.html import Walker, parse_html
from partcode.ingest.readers.times import seconds
from partcode.ingest.source import Source

EXTRACTOR = "whisper 1"
OTR_EXTRACTOR = "otr 1"

_EXPECTED = 'expected {"segments": [{"start": 0.0, "end": 1.5, "text": "…", "speaker": "…"}]}'
_CLASS = re.compile(r"(?:^|\s)timestamp(?:\s|$)")


def read_whisper(source: Source) -> Content:
    """A .json file of Whisper or WhisperX; segments in a row by one speaker are one turn."""
    value, encoding = _json(source)
    segments = value.get("segments") if isinstance(value, Mapping) else None
    if not isinstance(segments, list):
        raise source.error("JSON, but no transcript of Whisper", _EXPECTED)
    return utterances_content(merged(_segments(source, segments)), EXTRACTOR, encoding=encoding)


def _segments(source: Source, segments: list[Any]) -> Iterator[Utterance]:
    for number, segment in enumerate(segments, 1):
        if not isinstance(segment, Mapping) or not isinstance(segment.get("text"), str):
            raise source.error(f"segment {number} has no text", _EXPECTED)
        text, speaker = segment["text"].strip(), segment.get("speaker")
        if text:
            yield Utterance(
                text,
                str(speaker) if speaker is not None else "",
                seconds(segment.get("start")),
                seconds(segment.get("end")),
            )


def read_otr(source: Source) -> Content:
    """A .otr file: paragraphs with their timestamps as `[0:12]`, which turn finders know."""
    value, encoding = _json(source)
    markup = value.get("text") if isinstance(value, Mapping) else None
    if not isinstance(markup, str):
        raise source.error("JSON, but no transcript of oTranscribe", 'expected {"text": "<p>…</p>"}')
    if not markup.strip():
        return Content("", OTR_EXTRACTOR, encoding)
    root = parse_html(source, markup)
    for span in root.iter("span"):
        if _CLASS.search(span.get("class", "")):
            clock = "".join(map(str, span.itertext())).strip()
            for child in list(span):
                span.remove(child)
            span.text = f"[{clock}] " if clock else ""
    return paragraphs_content(Walker().blocks(root), OTR_EXTRACTOR, encoding=encoding)


def _json(source: Source) -> tuple[object, str]:
    text, encoding = decode(source)
    try:
        return json.loads(text), encoding
    except json.JSONDecodeError as error:
        end = error.pos >= len(text.rstrip()) - 1
        problem = "cut off: its JSON does not end" if end else f"no JSON: {error.msg}"
        raise source.error(problem, "export it again", line=error.lineno) from None
    except ValueError:  # Python's own bound
        raise source.error("a number in its JSON has thousands of digits", "export it again") from None
    except RecursionError:
        raise source.error("its JSON is nested too deeply", _EXPECTED) from None
