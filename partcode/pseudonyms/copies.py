"""The files of a pseudonymised copy: texts, transcripts whose turns the format states, and one corpus.yaml.

A transcript is JSON as Whisper writes it, one segment per turn, because that states turns, speakers and times
exactly; all other documents are plain text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from partcode.model import Case, DocumentInfo, Speaker

_AS_THEY_ARE = (".txt", ".md")
MADE_HERE = "# Written by partcode pseudonymise."


class Segment(NamedTuple):
    """One turn of a transcript; times in seconds where they are known."""

    text: str
    speaker: str
    begin: float | None
    end: float | None


def written_path(path: str, *, stated: bool) -> str:
    """What the copy of a document would be called if its name had no names in it."""
    suffix = ".json" if stated else ".txt"
    return path if path.lower().endswith((suffix,) if stated else _AS_THEY_ARE) else path + suffix


def transcript(segments: Sequence[Segment]) -> str:
    """A transcript as JSON."""
    rows = [{"start": one.begin, "end": one.end, "speaker": one.speaker, "text": one.text} for one in segments]
    return json.dumps({"segments": rows}, ensure_ascii=False, indent=1) + "\n"


def segments_of(text: str) -> list[Segment]:
    """The turns of a transcript written here. ValueError or KeyError for any other JSON."""
    return [
        Segment(str(one["text"]), str(one["speaker"]), one["start"], one["end"]) for one in json.loads(text)["segments"]
    ]


def metadata(cases: Mapping[str, Case], documents: Mapping[str, DocumentInfo]) -> str:
    """corpus.yaml: JSON, which is YAML; nothing in it depends on quotes."""
    value = {
        "cases": {id_: _filled(case, ("name", "side")) for id_, case in cases.items()},
        "documents": {path: _document(info) for path, info in documents.items()},
    }
    return f"{MADE_HERE}\n{json.dumps(value, ensure_ascii=False, indent=1)}\n"


def _document(info: DocumentInfo) -> dict[str, Any]:
    found = _filled(info, ("case", "date", "kind", "title", "language"))
    speakers = {label: _speaker(speaker) for label, speaker in info.speakers.items()}
    voice = {"voice": _speaker(info.voice)} if info.voice else {}
    return {**found, **voice, **({"speakers": speakers} if speakers else {})}


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return _filled(speaker, ("name", "role", "organisation", "side"))


def _filled(one: Case | DocumentInfo | Speaker, fields: Sequence[str]) -> dict[str, Any]:
    values = asdict(one)
    found = {field: values[field] for field in fields if values[field]}
    return {**found, **({"attributes": dict(one.attributes)} if one.attributes else {})}
