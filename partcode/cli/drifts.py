"""What differs from a lock, as people and programs read it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from partcode.cli.findings import command
from partcode.cli.terminal import count
from partcode.table import Cell, Table

if TYPE_CHECKING:
    from partcode.pipeline.runs.differing import Difference
    from partcode.pipeline.runs.shifts import Counts
    from partcode.pipeline.runs.verifying import Verification

COLUMNS = (
    "what", "id", "change", "before", "after", "appears", "disappears", "changed", "decided", "documents", "file",
    "line",
)  # fmt: skip
SHOWN = ("what", "id", "change", "before", "after", "appears", "disappears", "changed", "file", "line")

LISTED = 30  # differences of one kind that are listed

_PARTS = ("rule", "code", "sequence")
TOLD = {
    "bytes": "has other bytes, but the same text",
    "settings": "has speakers in other roles",
    "added": "is new",
    "removed": "is gone",
    "missing": "the file is no longer there",
    "changed": "differs",
}


def table(found: Verification) -> Table:
    """One row per difference."""
    return Table(COLUMNS, [_cells(one) for one in found.differences], "Differences from the lock")


def as_json(found: Verification, lock: str, *, quotes: bool) -> str:
    """The differences as one JSON document, described in docs/ci.md."""
    hidden = () if quotes else ("words_before", "words_after", "pre", "text", "post")
    examples = [
        {name: cell for name, cell in one.items() if name not in hidden}
        for ones in found.examples.values()
        for one in ones
    ]
    differences = [{**dict(zip(COLUMNS, _cells(one), strict=True)), "moves": one.moves} for one in found.differences]
    report: dict[str, Any] = {"lock": lock, "as_locked": not found.differences, "moved": found.moved}
    return json.dumps({**report, "differences": differences, "examples": examples}, ensure_ascii=False, indent=1) + "\n"


def as_commands(found: Verification, *, quotes: bool) -> Iterator[str]:
    """Workflow commands of GitHub: each drift at the line that caused it, as far as a line did."""
    parts = {one.id for one in found.differences if one.what in _PARTS}
    documents = {one.id for one in found.differences if one.what == "document" and one.change != "bytes"}
    for one in found.differences:
        if one.what in ("codings", "chains"):
            explained = any(part == one.id or part.startswith(f"{one.id}/") for part in parts)
            if explained or (one.counts and one.counts.documents <= documents):
                continue
        if one.what == "codebook" and parts:
            continue  # its rules say more
        heavy = one.moves or (one.counts is not None and sum(one.counts.moved) > 0)
        text = "\n".join((_sentence(one), *_examples(one, found.examples, quotes=quotes)))
        yield command("error" if heavy else "warning", one.where, "partcode.lock", text)


def reasons(found: Verification, lock: str) -> Iterator[str]:
    """What may be behind all of it: another study, or other programs."""
    gone = [one for one in found.differences if one.what == "document" and one.change == "removed"]
    if gone and not found.common:
        yield f"none of the documents of {lock} is here: is it the lock of another study, or are these other folders?"
    for one in found.differences:
        if one.what in ("tool", "library") and one.before and found.moved:
            yield f"perhaps it is that: {lock} was made with {one.id} {one.before} (pip install {one.id}=={one.before})"


def lines(found: Verification, *, quotes: bool = False) -> list[str]:
    """The differences as lines of text, codings with the first places where they moved."""
    told = []
    for what, ones in groupby(found.differences, attrgetter("what")):
        first = list(ones)
        for one in first[:LISTED]:
            place = f"{one.where}: " if one.where else ""
            told.append(f"  {place}{_sentence(one)}")
            if what in ("codings", "chains"):
                told += [f"    {line}" for line in _examples(one, found.examples, quotes=quotes)]
        if len(first) > LISTED:
            told.append(f"  … and {len(first) - LISTED:,} more of {what}")
    return told


def _cells(one: Difference) -> tuple[Cell, ...]:
    counts = one.counts
    moved = (*counts.moved, counts.decided, len(counts.documents)) if counts else (None,) * 5
    place = (one.where.path, one.where.line) if one.where else ("", None)
    return (one.what, one.id, one.change, one.before, one.after, *moved, *place)


def _sentence(one: Difference) -> str:
    if one.what in ("codings", "chains"):
        return f"{one.what} of {one.id}: {one.before} → {one.after}{_moved(one)}"
    if one.before or one.after:
        return f"{one.what} {one.id}: {one.before or 'none'} → {one.after or 'none'}{_moved(one)}"
    colon = ":" if one.change == "missing" else ""
    return f"{one.what} {one.id}{colon} {TOLD[one.change]}{_moved(one)}"


def _moved(one: Difference) -> str:
    if one.counts is None or not one.counts.documents:
        return " (moves no coding)" if one.what in _PARTS else ""
    noun = "chain" if one.what in ("sequence", "chains") else "coding"
    return f": {_counted(one.counts, noun)}, in {count(len(one.counts.documents), 'document')}"


def _counted(counts: Counts, noun: str) -> str:
    parts = zip(
        (*counts.moved, counts.decided), ("appeared", "disappeared", "changed", "decided otherwise"), strict=True
    )
    told = [(number, how) for number, how in parts if number]
    (first, how), *others = told
    return ", ".join((f"{count(first, noun)} {how}", *(f"{number:,} {other}" for number, other in others)))


def _examples(one: Difference, examples: Mapping[str, Sequence[Mapping[str, Cell]]], *, quotes: bool) -> Iterator[str]:
    """Where codings moved: of a rule those that it had or has, of a document those in it."""
    if one.what == "document":
        inside = [row for rows in examples.values() for row in rows if row["document"] == one.id]
        yield from (_place(row, quotes=quotes) for row in inside[:3])
        return
    code, _, rule = one.id.partition("/")
    for row in examples.get(code, ()):
        if not rule or rule in (row["rule_before"], row["rule_after"]):
            yield _place(row, quotes=quotes)


def _place(row: Mapping[str, Cell], *, quotes: bool) -> str:
    turn = "" if row["turn"] is None else f" turn {row['turn']},"
    side = "before" if row["change"] == "disappears" else "after"
    words = f": {row[f'words_{side}']}" if quotes else ""
    by = f" ({row[f'rule_{side}']}{words})" if row[f"rule_{side}"] else ""
    return f"{row['document']}:{turn} {row['start']}-{row['end']} {row['change']}{by}"
