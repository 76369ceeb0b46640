"""The steps of the main job with what is said about them, shared by run, ingest and code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from partcode.cli import report as told
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count
from partcode.errors import Exit, UsageError
from partcode.model import Codebook
from partcode.model.codebook import Certainty as CertaintyName
from partcode.model.options import CodeReport, IngestReport, Options


def need_folders(options: Options) -> None:
    """UsageError when nothing is said of what to read."""
    if not options.folders:
        hint = "name one, or write `folders: [interviews]` into partcode.yaml"
        raise UsageError("no folder to read", hint=hint)


def show_survey(options: Options, terminal: Terminal) -> IngestReport:
    """What ingesting would do, as a table on stdout."""
    from partcode.pipeline import ingesting

    with terminal.progress() as progress:
        report = ingesting.survey(options, progress)
    Target().put(told.survey(report), terminal)
    told.tell_read(report, terminal)
    told.tell_unknown_speakers(report, terminal)
    return report


def ingest(options: Options, terminal: Terminal, codebooks: Sequence[Codebook] = ()) -> IngestReport:
    """Read the folders, coding in passing what can be, and tell."""
    from partcode.pipeline import ingesting
    from partcode.store import open_store

    with terminal.progress() as progress:
        report = ingesting.ingest(options, progress, codebooks)
    told.tell_read(report, terminal)
    told.tell_problems(report, terminal)
    if not terminal.quiet:
        with open_store(options.db, create=False) as store:
            told.tell_corpus(store.table("documents"), options.db, terminal)
    told.tell_unknown_speakers(report, terminal)
    return report


def code(options: Options, codebooks: Sequence[Codebook], terminal: Terminal, coded_on_the_way: int = 0) -> CodeReport:
    """Apply the codebooks, and tell."""
    from partcode.pipeline import coding
    from partcode.store import open_store

    with terminal.progress() as progress:
        report = coding.code(options, progress, codebooks, coded_on_the_way=coded_on_the_way)
    told.tell_coded(report, codebooks, terminal)
    if not terminal.quiet:
        with open_store(options.db, create=False) as store:
            terminal.bars(store.codes_by_role(report.run))
    return report


def write_results(options: Options, run: str, terminal: Terminal, certainty: CertaintyName = "low") -> None:
    """Write the results folder, and tell."""
    from partcode.pipeline import results

    with terminal.progress() as progress:
        written = results.write_results(options, progress, run, certainty)
    terminal.warn(*(f"warning: {warning}" for warning in written.warnings))
    told.tell_results(written, terminal)


def exit_if_strict(report: IngestReport, options: Options, terminal: Terminal) -> None:
    """Exit with NO when a file could not be read and that matters."""
    unread = report.count("unreadable")
    if options.strict and unread:
        terminal.warn(f"error: {count(unread, 'file')} could not be read (--strict)")
        raise typer.Exit(Exit.NO)


def need_lock(lock: Path) -> None:
    """LockError when there is none, or none that can be used: before any work is done."""
    from partcode.export.reading_locks import read_lock

    read_lock(lock)


def need_as_locked(
    lock: Path, options: Options, codebooks: Sequence[Codebook], run: str, terminal: Terminal, report: IngestReport
) -> None:
    """Exit with NO when a run, or what was read for it, differs from the lock in anything, and tell in what."""
    from partcode.cli import drifts
    from partcode.pipeline.runs import verifying

    missing = {file.path for file in report.files if file.status == "missing"}
    found = verifying.held_against(lock, options, codebooks, run, missing)
    if not found.differences:
        terminal.say(f"as {lock} has it")
        return
    terminal.warn(f"error: not as {lock} has it; no results were written", *drifts.lines(found))
    terminal.warn(*(f"  {reason}" for reason in drifts.reasons(found, str(lock))))
    terminal.warn(f"  partcode diff {lock} --show segments   shows what moved; if it is meant: partcode lock")
    raise typer.Exit(Exit.NO)
