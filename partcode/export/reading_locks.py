"""partcode.lock read back, its digest first: what was edited by hand or cut off is no record of anything."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import takewhile
from operator import attrgetter
from pathlib import Path
from typing import Any

from partcode.errors import Location, LockError
from partcode.export.lockfile import FORMAT, MARKS, VERDICTS
from partcode.model.snapshot import (
    Chain,
    ChainStep,
    Circumstances,
    CodebookMark,
    Coding,
    FoundDocument,
    Match,
    Snapshot,
)

AGAIN = "write it anew with partcode lock, or take it back from where it is kept"

_CODING = re.compile(r"(\d+)\+(\d+)([nrq]*)([ax]?)(.*)")
_MATCH = re.compile(r"@(-?\d+)\+(\d+)([nrq]*)(?:/(\d+))?")
_STEP = re.compile(r"(.+):(\d+)@(-?\d+)\+(\d+)")
_PARTS = ("code", "rule", "sequence")
_STATUSES = {mark: status for status, mark in MARKS.items()}
_REPORTED = {mark: verdict for verdict, mark in VERDICTS.items()}

Entry = dict[str, Any]


def is_lock(path: Path) -> bool:
    """Whether a file begins as a lock does."""
    with path.open("rb") as file:
        return file.read(64).startswith(b'{"partcode.lock":')


def read_lock(path: Path) -> Snapshot:
    """The run that a lock holds; its documents are read while they are asked for. LockError: not a lock, not whole, of
    a newer partcode."""
    with _explained(path):
        _check(path)
        return Snapshot(str(path), _made(path), partial(_documents, path))


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        hint = "write one with partcode lock, after partcode run; or name it with --lock FILE"
        raise LockError("no lock", where=Location(str(path)), hint=hint) from None
    except OSError as error:
        hint = "give yourself the right to read it, or name another with --lock FILE"
        raise LockError(f"can't be read: {error.strerror}", where=Location(str(path)), hint=hint) from None


def _check(path: Path) -> None:
    """LockError unless the last line is the sha256 of all others."""
    digest, number, last = hashlib.sha256(), 0, b""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if number == 1:
                _check_head(line, path)
            digest.update(last)
            last = line
    if not last.startswith(b'{"sha256":'):
        raise LockError("cut off: the last line is not its sha256", where=Location(str(path), number), hint=AGAIN)
    if last != f'{{"sha256":"{digest.hexdigest()}"}}\n'.encode():
        message = "its lines are not those that were written: somebody has edited it, or merged two of them"
        raise LockError(message, where=Location(str(path), number), hint=AGAIN)


def _check_head(line: bytes, path: Path) -> None:
    try:
        head = json.loads(line)
        format = head["partcode.lock"]
    except (ValueError, TypeError, KeyError):
        hint = "name one that partcode lock has written"
        raise LockError("not a lock", where=Location(str(path), 1), hint=hint) from None
    if format != FORMAT:
        message = f"written by another partcode (format {format}, this one knows {FORMAT})"
        raise LockError(message, where=Location(str(path), 1), hint="pip install --upgrade partcode, or lock again")


def _entries(path: Path) -> Iterator[Entry]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            entry: Entry = json.loads(line)
            yield entry


def _made(path: Path) -> Circumstances:
    entries = _entries(path)
    head = next(entries)
    lines: list[list[Entry]] = []
    for entry in takewhile(lambda one: "document" not in one and "documents" not in one, entries):
        if "fingerprint" not in entry:
            lines.append([])
        lines[-1].append(entry)
    about = (head["run"], head["tool_version"], head["options"], head["libraries"])
    return Circumstances(*about, tuple(map(_codebook, lines)), has_rules=True)


def _codebook(lines: list[Entry]) -> CodebookMark:
    first, *parts = lines
    prints = {what: {one[what]: one["fingerprint"] for one in parts if what in one} for what in _PARTS}
    patterns = {one["rule"]: tuple(one["patterns"].split()) for one in parts if "rule" in one}
    about = {name: value for name, value in first.items() if name != "codebook"}
    return CodebookMark(about, prints["code"], prints["rule"], patterns, prints["sequence"])


def _documents(path: Path) -> Iterator[FoundDocument]:
    about: Entry = {}
    codings: list[Coding] = []
    chains: list[Chain] = []
    for entry in _entries(path):
        if about and ("document" in entry or "documents" in entry):
            yield _document(about, codings, chains)
            codings, chains = [], []
        if "document" in entry:
            about = entry
        elif "coding" in entry:
            codings.extend(_codings(entry))
        elif "chain" in entry:
            chains.extend(_chain(entry, one) for one in entry["at"])


def _document(about: Entry, codings: list[Coding], chains: list[Chain]) -> FoundDocument:
    codings.sort(key=attrgetter("start", "end", "code", "coder"))
    hashes = (about["document"], about["text_sha256"], about["raw_sha256"], about["settings"])
    return FoundDocument(*hashes, tuple(codings), tuple(chains))


def _codings(entry: Entry) -> Iterator[Coding]:
    rules = entry.get("rules", "").split(" ")
    for written in entry["at"].split(" "):
        start, length, verdict, status, evidence = _parts(_CODING, written)
        place = int(start)
        matches = tuple(_match(one, place, rules) for one in evidence.split(",") if one)
        negated, reported = matches[0][3:] if matches else _verdict(verdict)
        coder = entry.get("coder", "")
        end = place + int(length)
        yield Coding(place, end, entry["coding"], coder, matches, negated, reported, _STATUSES[status])


def _match(written: str, start: int, rules: list[str]) -> Match:
    offset, length, verdict, rule = _parts(_MATCH, written)
    first = start + int(offset)
    return Match(rules[int(rule or 0)], first, first + int(length), *_verdict(verdict))


def _verdict(written: str) -> tuple[bool, int]:
    return "n" in written, _REPORTED[written.removeprefix("n")]


def _chain(entry: Entry, written: str) -> Chain:
    counts, *steps = written.split(" ")
    found, needed = map(int, counts.split("/"))
    return Chain(entry["chain"], entry["codebook"], found, needed, tuple(map(_step, steps)))


def _step(written: str) -> ChainStep:
    code, segment, offset, length = _parts(_STEP, written)
    start = int(segment) + int(offset)
    return ChainStep(code, int(segment), start, start + int(length))


def _parts(pattern: re.Pattern[str], written: str) -> tuple[Any, ...]:
    parts = pattern.fullmatch(written)
    assert parts is not None  # the digest has been checked
    return parts.groups()
