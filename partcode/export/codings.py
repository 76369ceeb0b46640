"""Codings as JSON lines with W3C-style selectors: position and quote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from partcode.export.files import replacing
from partcode.store import Coded, CodedDocument, Match

CONTEXT = 32  # code points of prefix and suffix


def write_codings(documents: Iterable[CodedDocument], path: Path) -> None:
    """One line per coding: the segment's position and quote, and those of every match."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    with replacing(path) as target, target.open("w", encoding="utf-8", newline="") as file:
        file.writelines(encode(line) + "\n" for document in documents for line in _lines(document))


def _lines(document: CodedDocument) -> Iterator[dict[str, Any]]:
    for coded, matches in document.evidence():
        yield {
            "document": document.path,
            "case": document.case,
            "language": coded.language,
            "kind": coded.kind,
            "unit": coded.unit,
            "segment": coded.segment,
            "turn": coded.turn,
            "speaker": coded.speaker,
            "role": coded.role,
            "code": coded.code,
            "label": coded.label,
            "codebook": coded.codebook,
            "codebook_version": coded.codebook_version,
            "coder": coded.coder,
            "status": coded.status,
            **_verdicts(coded),
            **_selectors(document.text, coded.start, coded.end),
            "matches": [
                {"rule": match.rule, **_verdicts(match), **_selectors(document.text, match.start, match.end)}
                for match in matches
            ],
            "run": coded.run,
        }


def _verdicts(found: Coded | Match) -> dict[str, Any]:
    reported = None if found.reported is None else bool(found.reported)
    return {"negated": bool(found.negated), "reported": reported}


def _selectors(text: str, start: int, end: int) -> dict[str, Any]:
    quote = {
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }
    return {"position": {"start": start, "end": end}, "quote": quote}
