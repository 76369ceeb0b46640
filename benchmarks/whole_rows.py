"""The rows of the table that are about whole runs: against spaCy, against each other, against the text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from benchmarks.corpus import MEGABYTE
from benchmarks.processes import Ran
from benchmarks.table import Asked, Row, at_least, at_most
from benchmarks.whole import Place, best, best_runs, whole_run


def asked_from(smallest: float, megabytes: float, asked: Asked) -> Asked | None:
    """What is asked of a ratio, but only of texts so large: with small ones all is start-up."""
    return asked if megabytes >= smallest else None


def run_rows(place: Place, found: dict[str, dict[str, Any]], rounds: int) -> Iterator[Row]:
    """Fresh processes over one corpus, against spaCy and against each other."""
    runs = best_runs(place, rounds)
    one, two = runs.one, runs.two
    yield from against_spacy(place, "as it comes", runs.default, found, {"strong": 15, "naive": 100})
    yield from against_spacy(place, "one job", one, found, {"strong": 15, "naive": 100})
    tables = whole_run(place, "tables", place.corpus, "--jobs", "1")
    seconds = f"{one.seconds:.1f} s"
    yield Row(
        f"partcode run, {place.size}, against SQLite alone",
        f"{tables.seconds:.1f} s",
        seconds,
        tables.seconds / one.seconds,
        None,
    )
    yield from memory_and_size(place, max(one.peak, tables.peak))
    yield second_run_row(place)
    yield Row(
        f"two jobs against one, {place.size}",
        f"{two.seconds:.1f} s, {two.peak / MEGABYTE:.0f} MB",
        seconds,
        one.seconds / two.seconds,
        asked_from(100, place.megabytes, at_least(1.4)),
    )
    yield Row(
        f"changed codebook, {place.size}, against text files to SQLite",
        f"{runs.again.seconds:.2f} s",
        seconds,
        runs.again.seconds / one.seconds,
        asked_from(10, place.megabytes, at_most(1 / 3)),
    )
    yield Row(
        f"codebook with one changed code, {place.size}, against text files to SQLite",
        f"{runs.one_code.seconds:.2f} s",
        seconds,
        runs.one_code.seconds / one.seconds,
        None,
    )


def second_run_row(place: Place) -> Row:
    """The same command again, as it comes: nothing has changed."""
    first = whole_run(place, "second", place.corpus)
    second = best([whole_run(place, "second", place.corpus) for _ in range(2)])
    return Row(
        f"second run over an unchanged corpus, {place.size}, against the first",
        f"{second.seconds:.2f} s",
        f"{first.seconds:.1f} s",
        second.seconds / first.seconds,
        asked_from(100, place.megabytes, at_most(1 / 20)),
    )


def against_spacy(
    place: Place, how: str, ran: Ran, found: dict[str, dict[str, Any]], asked: dict[str, float]
) -> Iterator[Row]:
    """A whole run against both ways of doing it with spaCy, which is one process and stores nothing."""
    speed = place.megabytes / ran.seconds
    for name, least in asked.items():
        rival = found[name]["speed"]
        yield Row(
            f"text files to SQLite, {place.size}, {how}, against {name} spaCy",
            f"{speed:.2f} MB/s",
            f"{rival:.3f} MB/s",
            speed / rival,
            asked_from(10, place.megabytes, at_least(least)),
        )


def memory_and_size(place: Place, peak: int) -> Iterator[Row]:
    """What a run holds in memory and leaves on disk."""
    db = place.folder / "tables.db"
    yield Row(
        f"peak memory of one job against text, {place.size}",
        f"{peak / MEGABYTE:.0f} MB",
        place.size,
        peak / place.bytes,
        asked_from(100, place.megabytes, at_most(700 / 100)),
    )
    with sqlite3.connect(db) as connection:
        (indexes,) = connection.execute("SELECT count(*) FROM sqlite_master WHERE sql LIKE '%fts5%'").fetchone()
    full_text = "with full-text index" if indexes else "WITHOUT full-text index"
    yield Row(
        f"database against text, {place.size}",
        f"{db.stat().st_size / MEGABYTE:.1f} MB, {full_text}",
        place.size,
        db.stat().st_size / place.bytes,
        asked_from(10, place.megabytes, at_most(4)),
    )
