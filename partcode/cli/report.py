"""What a person is told when a job is done, as lines of text."""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partcode.cli.terminal import Terminal, count, shortened
from partcode.model import Codebook
from partcode.model.options import CodeReport, FileOutcome, FileStatus, IngestReport
from partcode.table import Table

if TYPE_CHECKING:
    from partcode.export.results import Results

NAMED = 4  # codebooks that are named one by one
LISTED = 12  # documents with unknown speakers, doubts, and names of files that are gone or skipped, that are listed

_STATUSES: tuple[FileStatus, ...] = ("new", "changed", "unchanged", "unreadable")
_SKIPPED = ("not a format that is read", "readme or licence", "excluded", "not allowed to open")
_SURVEY = ("file", "status", "format", "encoding", "language", "kind", "turns", "speakers", "words", "problem")
_ABOUT = {
    "segments": "one row per coding: begin here",
    "evidence": "one row per match of a rule",
    "sequences": "one row per step of a chain of turns",
    "matrix": "one row per segment, 0 or 1 per code",
    "codings": "codings with position and quote",
    "run": "what was coded with what",
}


def survey(report: IngestReport) -> Table:
    """One row per file that is or could not be read."""
    rows = (
        (
            file.path,
            file.status,
            file.format,
            file.encoding,
            file.language,
            file.kind,
            file.turns,
            ", ".join(file.speakers),
            file.words,
            "; ".join(filter(None, (file.problem, file.hint, *_doubts(file)))),
        )
        for file in report.files
        if file.status != "skipped"
    )
    return Table(_SURVEY, list(rows), "Files")


def tell_problems(report: IngestReport, terminal: Terminal) -> None:
    """What went wrong, file by file; said even when quiet."""
    for file in report.files:
        if file.status == "unreadable":
            terminal.warn(f"not read: {file.path}: {file.problem}{f' ({file.hint})' if file.hint else ''}")


def tell_read(report: IngestReport, terminal: Terminal) -> None:
    """What became of the files, and doubts about them."""
    statuses = [f"{report.count(status):,} {status}" for status in _STATUSES if report.count(status)]
    read = sum(report.count(status) for status in _STATUSES)
    terminal.say(f"read: {count(read, 'file')}{': ' if statuses else ''}{', '.join(statuses)}")
    terminal.say(*_skipped(report.files))
    if report.linked:
        terminal.say(f"through links out of the folder: {count(len(report.linked), 'file')}")
        terminal.say(*shortened((f"  {path}: {target}" for path, target in report.linked), LISTED))
    doubts = (f"doubt: {file.path}: {doubt}" for file in report.files for doubt in _doubts(file))
    terminal.say(*shortened(doubts, LISTED))
    terminal.say(*shortened((_gone(file) for file in report.files if file.status == "missing"), LISTED))
    terminal.say(*(f"metadata: {warning}" for warning in report.warnings))
    if report.decided or report.orphans:
        terminal.say(f"decisions: {', '.join(_decisions(report))}")


def tell_unknown_speakers(report: IngestReport, terminal: Terminal) -> None:
    """Who has no role yet, and how to give them one."""
    if not report.unknown_speakers:
        return
    labels: defaultdict[str, list[str]] = defaultdict(list)
    for document, label in report.unknown_speakers:
        labels[document].append(label)
    terminal.say(f"without a role: {count(len(report.unknown_speakers), 'speaker')}")
    terminal.say(*shortened((f"  {document}: {', '.join(of)}" for document, of in labels.items()), LISTED))
    terminal.say(
        "  say who they are: partcode corpus speakers -o speakers.csv",
        "  then, edited:     partcode corpus speakers --import speakers.csv",
    )


def tell_corpus(documents: Table, db: Path, terminal: Terminal) -> None:
    """What the database holds now, from its table of documents."""
    rows = [dict(zip(documents.columns, row, strict=True)) for row in documents.rows]
    if not rows:
        terminal.say(f"{db}: 0 documents")
        return
    total = {name: sum(_number(row[name]) for row in rows) for name in ("turns", "speakers", "words")}
    terminal.say(
        f"{db}: {count(len(rows), 'document')} ({_kinds(rows)}; {_tally(rows, 'language')}; {_tally(rows, 'format')})",
        f"  {count(total['turns'], 'turn')} of {count(total['speakers'], 'speaker')}, {count(total['words'], 'word')}",
    )


def tell_coded(report: CodeReport, codebooks: Sequence[Codebook], terminal: Terminal) -> None:
    """What was found with which codebooks."""
    reused = f", {report.reused:,} of them as before" if report.reused else ""
    terminal.say(
        f"coded: {count(report.documents, 'document')}{reused}{_partly(report, codebooks)}, with {named(codebooks)}",
        f"  {count(report.codings, 'coding')} on {_matches(report.matches)}, run {report.run}",
    )
    if report.chains:
        terminal.say(f"  {count(report.chains, 'chain')} of turns, {report.complete_chains:,} complete")
    for unit, decisions, hold in report.other_units:
        terminal.say(*_of_other_unit(unit, decisions, hold))
    terminal.warn(*(f"warning: {warning}" for warning in report.warnings))


def _of_other_unit(unit: str, decisions: int, hold: int) -> Iterable[str]:
    holding = f"{hold:,} {'holds' if hold == 1 else 'hold'} for the same words"
    yield f"  {count(decisions, 'decision')} about {unit}s: {holding}"
    if hold < decisions:
        yield f"  {decisions - hold:,} kept for a run with --unit {unit} (see: partcode decisions list)"


def _partly(report: CodeReport, codebooks: Sequence[Codebook]) -> str:
    if not report.partly:
        return ""
    codes = sum(len(one.codes) for one in codebooks)
    which = "" if report.partly == report.documents else f" in {report.partly:,} of them"
    return f", {report.matched_codes:,} of {count(codes, 'code')} matched again{which}"


def tell_results(results: Results, terminal: Terminal) -> None:
    """Where the results are, and what to do next."""
    files = results.files
    width = max(len(str(file)) for file in files)
    head = "results are up to date:" if results.up_to_date else "results:"
    terminal.say(head, *(f"  {file!s:{width}}  {_ABOUT.get(file.stem, '')}".rstrip() for file in files))
    terminal.say(
        "next:",
        "  partcode freq --by role",
        "  partcode chains",
        "  partcode report",
        "  partcode corpus show DOCUMENT",
        "  partcode codebook show CODEBOOK",
    )


def named(codebooks: Sequence[Codebook]) -> str:
    """`power 1.0.0, mine 1.0.0 (extends trust 1.0.0)`; of many only how many there are."""
    if len(codebooks) > NAMED:
        return f"{len(codebooks)} codebooks ({count(sum(len(one.codes) for one in codebooks), 'code')})"
    return ", ".join(f"{one.id} {one.version}{f' (extends {one.extends})' if one.extends else ''}" for one in codebooks)


def _decisions(report: IngestReport) -> Iterable[str]:
    yield f"{report.decided - report.moved:,} as before"
    if report.moved:
        yield f"{report.moved:,} moved"
    if report.orphans:
        yield f"{count(report.orphans, 'orphan')} (see: partcode orphans)"


def _doubts(file: FileOutcome) -> Iterable[str]:
    if file.lossy:
        yield "its accented letters are lost; only codebooks with accents: lossy find words that are written with them"
    yield from file.warnings


def _gone(file: FileOutcome) -> str:
    if file.twin:
        twice = f"{file.twin} has the same content, and both count: partcode corpus remove {shlex.quote(file.path)}"
        return f"gone: {file.path}: the file is no longer there; {twice}"
    return f"gone: {file.path}: the file is no longer there; the document is kept"


def _skipped(files: Iterable[FileOutcome]) -> list[str]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for file in files:
        if file.status == "skipped":
            names[file.problem].append(file.path)
    return [
        f"skipped, {reason}: {', '.join(found[:LISTED])}{', …' if len(found) > LISTED else ''}"
        for reason in _SKIPPED
        if (found := names[reason])
    ]


def _tally(rows: Sequence[dict[str, Any]], column: str) -> str:
    counts = Counter(str(row[column] or "?") for row in rows)
    return ", ".join(
        f"{number:,} {value}" for value, number in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    )


def _kinds(rows: Sequence[dict[str, Any]]) -> str:
    counts = Counter(str(row["kind"]) for row in rows)
    return ", ".join(count(counts[kind], kind) for kind in sorted(counts, reverse=True))


def _matches(number: int) -> str:
    return "1 match" if number == 1 else f"{number:,} matches"


def _number(cell: object) -> int:
    return cell if isinstance(cell, int) else 0
