"""Codings as JSON lines with W3C-style selectors: position and quote."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from partcode.coding.anchors import Quote
from partcode.export.files import replacing
from partcode.model import Span
from partcode.store import Coded, CodedDocument, Match

_WHERE = ("language", "kind", "unit")
_VOICE = ("speaker", "role")
_WHAT = ("code", "label", "codebook", "codebook_version", "certainty", "coder", "status")
_RULE = ("rule", "certainty")
_RUN = ("run",)

_encode = json.JSONEncoder(ensure_ascii=False).encode


@contextmanager
def codings_writer(path: Path) -> Iterator[Callable[[CodedDocument], None]]:
    """A function that writes the codings of a document: one line for each, with the segment's position and quote,
    and those of every match. The file is there, whole, when the block ends well."""
    with replacing(path) as target, target.open("w", encoding="utf-8", newline="") as file:
        yield lambda document: file.writelines(_lines(document))


def _lines(document: CodedDocument) -> Iterator[str]:
    about = _members(("document", "case"), document.path, document.case)
    for coded in document.codings:
        yield f"{{{about}, {_coding(document, coded)}}}\n"


# Members are put together as text: most of a line is the same as in many others, and is encoded once for all.
def _coding(document: CodedDocument, coded: Coded) -> str:
    (
        coding, unit, segment, start, end, turn, kind, language, code, label, codebook, version, certainty,
        negated, reported, coder, status, speaker, role, run,
    ) = coded  # fmt: skip
    where = _members(_WHERE, language, kind, unit)
    turn_or_null = "null" if turn is None else turn
    voice = _members(_VOICE, speaker, role)
    what = _members(_WHAT, code, label, codebook, version, certainty, coder, status)
    verdicts = _verdicts(negated, reported)
    selectors = _selectors(document.text, start, end)
    matches = ", ".join([_match(document.text, match) for match in document.matches.get(coding, ())])
    return (
        f'{where}, "segment": {segment}, "turn": {turn_or_null}, {voice}, {what}, {verdicts}, {selectors}, '
        f'"matches": [{matches}], {_members(_RUN, run)}'
    )


def _match(text: str, match: Match) -> str:
    rule, certainty, start, end, negated, reported, lossy = match
    about = f'{_members(_RULE, rule, certainty)}, "lossy": {_encode(bool(lossy))}'
    return f"{{{about}, {_verdicts(negated, reported)}, {_selectors(text, start, end)}}}"


@lru_cache(maxsize=4096)
def _members(names: tuple[str, ...], *values: str) -> str:
    """Members of a JSON object without its braces."""
    return _encode(dict(zip(names, values, strict=True)))[1:-1]


@lru_cache
def _verdicts(negated: int, reported: int | None) -> str:
    found = {"negated": bool(negated), "reported": None if reported is None else bool(reported)}
    return _encode(found)[1:-1]


def _selectors(text: str, start: int, end: int) -> str:
    exact, prefix, suffix = map(_encode, Quote.of(text, Span(start, end)))
    return (
        f'"position": {{"start": {start}, "end": {end}}}, '
        f'"quote": {{"exact": {exact}, "prefix": {prefix}, "suffix": {suffix}}}'
    )
