"""Everything that is measured, in one run and one table of ratios.

`python -m benchmarks.run --sizes 10,100 --out docs/benchmarks.md`; `--quick` for a look in a minute.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.corpus import MEGABYTE, write_corpus
from benchmarks.page import write_section
from benchmarks.patterns import LANGUAGES, write_codebook, write_one_changed
from benchmarks.processes import PARTCODE, Ran, best_of, run, run_json
from benchmarks.table import Asked, Row, at_least, at_most, markdown, same

START_ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured: corpora and samples in MB, rounds of what is over quickly."""

    sizes: tuple[float, ...]
    strong: float = 5
    naive: float = 0.5
    sample: float = 10
    same: float = 1
    rounds: int = 3


QUICK = Plan(sizes=(2,), strong=1, naive=0.2, sample=2, same=0.2, rounds=2)


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


def rivals(place: Place, plan: Plan) -> dict[str, dict[str, Any]]:
    """Every baseline in a process of its own."""
    samples = {"strong": plan.strong, "naive": plan.naive, "hyperscan": plan.sample, "ahocorasick": plan.sample}
    rounds = ("--rounds", str(plan.rounds))
    return {
        name: run_json("benchmarks.baselines", name, place.corpus, "--megabytes", str(size), *rounds)
        for name, size in samples.items()
    }


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


def engine_rows(place: Place, plan: Plan, found: dict[str, dict[str, Any]]) -> Iterator[Row]:
    """The engine in one process, warm, and its match stage."""
    words = (place.corpus, place.codebook, "--megabytes", str(plan.sample), "--rounds", str(plan.rounds))
    engine = run_json("benchmarks.engine", *words)
    strong = found["strong"]["speed"]
    yield Row(
        "engine alone, warm, against strong spaCy",
        f"{engine['engine']:.1f} MB/s",
        f"{strong:.3f} MB/s",
        engine["engine"] / strong,
        asked_from(10, plan.sample, at_least(30)),
    )
    for name, asked in (("hyperscan", at_least(0.5)), ("ahocorasick", None)):
        rival = found[name]
        against = f"{rival['speed']:.0f} MB/s" if rival["speed"] else rival["note"]
        yield Row(
            f"match stage alone against {name} over raw literals",
            f"{engine['match']:.0f} MB/s",
            against,
            engine["match"] / rival["speed"] if rival["speed"] else None,
            asked,
        )
    yield Row(
        "sentences with a match",
        f"{engine['hit_sentences']:.0f}",
        f"{engine['sentences']:.0f}",
        engine["hit_sentences"] / engine["sentences"],
        None,
    )


def stored_row(place: Place, plan: Plan, language: str) -> Row:
    """Whether what a whole run exports is what spaCy finds. In one language, which both are told."""
    corpus = place.folder / f"corpus-{language}"
    write_corpus(corpus, plan.same / 2, languages=(language,))
    whole_run(place, language, corpus, "--language", language)
    return compared(
        f"matches of spaCy, the engine and partcode run ({language})",
        *("--corpus", corpus, "--evidence", place.folder / language / "evidence.csv"),
    )


def compared(what: str, *words: str | Path) -> Row:
    """One comparison of matches; a difference stops the benchmark."""
    said = run([sys.executable, "-m", "benchmarks.same_hits", *words]).output.strip()
    return Row(what, said, "", None, same(True))


def same_rows(place: Place, plan: Plan) -> Iterator[Row]:
    """Not speed: whether the same is found, and whether a re-code equals a run from scratch."""
    yield compared("matches of brute force, spaCy and the engine", "--megabytes", str(plan.same))
    yield from (stored_row(place, plan, language) for language in LANGUAGES)
    into_database(place, "scratch", place.changed)
    equal = evidence(place, "one") == evidence(place, "scratch")
    said = "same bytes" if equal else "different"
    yield Row("evidence after a changed codebook and from scratch", said, "", None, same(equal))
    db = place.folder / "two.db"
    loaded = run_json("benchmarks.loaded", "code", "--codebook", place.changed, "--db", db, "-q")["loaded"]
    said = "imported" if "spacy" in loaded else "not imported"
    yield Row("spaCy when no codebook has a tokens: rule", said, "", None, same("spacy" not in loaded))


def start_rows() -> Iterator[Row]:
    """What it costs to ask for the version or for help."""
    nothing = [sys.executable, "-c", "pass"]
    options = ("--version", "--help")
    bare, *times = best_of(START_ROUNDS, nothing, *([*PARTCODE, option] for option in options))
    for option, seconds in zip(options, times, strict=True):
        loaded = run_json("benchmarks.loaded", option)["loaded"]
        heavy = sorted({"spacy", "numpy", "sqlite_utils"} & set(loaded))
        said = f"{seconds * 1000:.0f} ms, {', '.join(heavy) or 'nothing heavy'} loaded"
        asked = at_most(15) if not heavy else same(False)
        yield Row(f"partcode {option} against python -c pass", said, f"{bare * 1000:.0f} ms", seconds / bare, asked)


def measure(plan: Plan, folder: Path) -> Iterator[Row]:
    """All rows, the slow ones last."""
    yield from start_rows()
    yield machine_row()
    first = prepare(folder / "first", min(plan.sizes))
    found = rivals(first, plan)
    yield from engine_rows(first, plan, found)
    yield from run_rows(first, found, plan.rounds)
    yield from same_rows(first, plan)
    for megabytes in sorted(plan.sizes)[1:]:
        place = prepare(folder / f"{megabytes:g}", megabytes)
        yield from run_rows(place, found, plan.rounds)


COUNT = "sum(i * i for i in range(30_000_000))"


def machine_row() -> Row:
    """What a second process is worth here: the same counting done twice, one after the other and side by side."""
    twice = f"{COUNT}; {COUNT}"
    program = (
        "import subprocess, sys;"
        f"two = [subprocess.Popen([sys.executable, '-c', '{COUNT}']) for _ in range(2)];"
        "[one.wait() for one in two]"
    )
    after, beside = best_of(3, [sys.executable, "-c", twice], [sys.executable, "-c", program])
    what = "pure counting side by side, against one after the other"
    return Row(what, f"{beside:.2f} s", f"{after:.2f} s", after / beside, None)


def main() -> None:
    """Measure, print each row as it comes, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10,100", help="of the corpora, in MB")
    parser.add_argument("--quick", action="store_true", help="2 MB and small samples")
    parser.add_argument("--out", type=Path, help="Markdown page whose section to write")
    given = parser.parse_args()
    plan = QUICK if given.quick else Plan(tuple(float(size) for size in given.sizes.split(",")))
    rows = []
    with tempfile.TemporaryDirectory(prefix="partcode-benchmark-") as folder:
        for row in measure(plan, Path(folder)):
            print(row.line(), file=sys.stderr, flush=True)
            rows.append(row)
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors, {sys.platform}"
    text = markdown(rows, "python -m benchmarks.run " + " ".join(sys.argv[1:]), machine)
    print(text)
    if given.out:
        write_section(given.out, "run", text)
    raise SystemExit(any(row.kept is False for row in rows))


if __name__ == "__main__":
    main()
