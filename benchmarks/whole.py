"""Whole runs: a generated corpus, and fresh processes of partcode from its files to a database and to tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import MEGABYTE, write_corpus
from benchmarks.patterns import write_codebook, write_one_changed
from benchmarks.processes import PARTCODE, Ran, run


@dataclass(frozen=True, slots=True)
class Place:
    """A generated corpus and codebooks in a temporary folder; `bytes` of text."""

    folder: Path
    corpus: Path
    codebook: Path
    changed: Path
    one_changed: Path
    bytes: int

    @property
    def megabytes(self) -> float:
        """Of text, in UTF-8."""
        return self.bytes / MEGABYTE

    @property
    def size(self) -> str:
        """The size as a row names it."""
        return f"{self.megabytes:.0f} MB"


def prepare(folder: Path, megabytes: float) -> Place:
    """Generate a corpus and both codebooks."""
    corpus = folder / "corpus"
    size = write_corpus(corpus, megabytes)
    place = Place(folder, corpus, folder / "bench.yaml", folder / "changed.yaml", folder / "one.yaml", size)
    write_codebook(place.codebook)
    write_codebook(place.changed, changed=True)
    write_one_changed(place.one_changed)
    return place


def into_database(place: Place, name: str, codebook: Path, *settings: str) -> Ran:
    """A fresh process from text files to segments, codings and full-text index, in a new `folder/name.db`."""
    db = place.folder / f"{name}.db"
    db.unlink(missing_ok=True)
    return run([*PARTCODE, "run", place.corpus, "--codebook", codebook, "--db", db, "--no-tables", *settings, "-q"])


def recode(place: Place, name: str, codebook: Path) -> Ran:
    """A fresh process that applies a codebook to what was ingested before."""
    return run([*PARTCODE, "code", "--codebook", codebook, "--db", place.folder / f"{name}.db", "-q"])


@dataclass(frozen=True, slots=True)
class Runs:
    """The best of some rounds of each: text files to SQLite with one job, with two, and as it comes; and on what was
    ingested a codebook with a tenth of its lemmas changed, and one with a single changed code."""

    one: Ran
    two: Ran
    default: Ran
    again: Ran
    one_code: Ran


def best_runs(place: Place, rounds: int) -> Runs:
    """In turn, so that all share the machine's moods, as the rivals' rounds do."""
    found = [
        (
            into_database(place, "one", place.codebook, "--jobs", "1"),
            into_database(place, "two", place.codebook, "--jobs", "2"),
            into_database(place, "default", place.codebook),
            recode(place, "one", place.changed),
            recode(place, "two", place.one_changed),
        )
        for _ in range(rounds)
    ]
    return Runs(*map(best, zip(*found, strict=True)))


def best(rounds: Sequence[Ran]) -> Ran:
    """The shortest time and the largest memory of some rounds."""
    return Ran(min(one.seconds for one in rounds), max(one.peak for one in rounds), "")


def whole_run(place: Place, name: str, corpus: Path, *settings: str | Path) -> Ran:
    """`partcode run`: a fresh process that also writes the tables, into `folder/name`."""
    places = ("--db", place.folder / f"{name}.db", "--out", place.folder / name)
    return run([*PARTCODE, "run", corpus, "--codebook", place.codebook, *places, *settings, "-q"])


def evidence(place: Place, name: str) -> bytes:
    """The evidence table of a database, exported."""
    table = place.folder / f"{name}-evidence.csv"
    run([*PARTCODE, "export", "evidence", "--db", place.folder / f"{name}.db", "-o", table, "-q"])
    return table.read_bytes()
