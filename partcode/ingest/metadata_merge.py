"""Pieces of knowledge put together: the more precise one wins wherever it says something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from partcode.ingest.labels import guess_role
from partcode.model import Case, DocumentInfo, Speaker


def speaker_of(label: str, speakers: Mapping[str, Speaker]) -> Speaker:
    """Who speaks under a label as it stands in the text: `fatou (CBO)` is found as Fatou, too."""
    names = (_key(label, speakers), _key(label.partition(" (")[0], speakers))
    found = next((speakers[name] for name in names if name in speakers), Speaker(label))
    return replace(found, label=label)


def with_guessed_role(speaker: Speaker) -> Speaker:
    return speaker if speaker.role else replace(speaker, role=guess_role(speaker.label))


def merged(low: DocumentInfo, high: DocumentInfo) -> DocumentInfo:
    """Two pieces of knowledge on one document, the second winning wherever it says something."""
    speakers = dict(low.speakers)
    for label, speaker in high.speakers.items():
        known = _key(label, speakers)
        speakers[known] = merged_speaker(speakers.get(known), replace(speaker, label=known))
    return DocumentInfo(
        case=high.case or low.case,
        date=high.date or low.date,
        kind=high.kind or low.kind,
        title=high.title or low.title,
        language=high.language or low.language,
        voice=merged_speaker(low.voice, high.voice) if high.voice else low.voice,
        speakers=speakers,
        attributes={**low.attributes, **high.attributes},
    )


def _key(label: str, speakers: Mapping[str, Speaker]) -> str:
    """The label under which a speaker is known already, whatever its case."""
    if label in speakers:
        return label
    return next((known for known in speakers if known.casefold() == label.casefold()), label)


def merged_speaker(low: Speaker | None, high: Speaker) -> Speaker:
    if low is None:
        return high
    return Speaker(
        high.label,
        name=high.name or low.name,
        role=high.role or low.role,
        organisation=high.organisation or low.organisation,
        side=high.side or low.side,
        attributes={**low.attributes, **high.attributes},
    )


def merged_case(low: Case | None, high: Case) -> Case:
    if low is None:
        return high
    return Case(high.id, high.name or low.name, high.side or low.side, {**low.attributes, **high.attributes})
