"""Everything that is measured, in one run and one table of ratios.

`python -m benchmarks.run --sizes 10,100 --out docs/benchmarks.md`; `--quick` for a look in a minute.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.corpus import write_corpus
from benchmarks.page import write_section
from benchmarks.patterns import LANGUAGES
from benchmarks.processes import PARTCODE, best_of, run, run_json
from benchmarks.table import Row, at_least, at_most, markdown, same
from benchmarks.whole import Place, evidence, into_database, prepare, whole_run
from benchmarks.whole_rows import asked_from, run_rows

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


def rivals(place: Place, plan: Plan) -> dict[str, dict[str, Any]]:
    """Every baseline in a process of its own."""
    samples = {"strong": plan.strong, "naive": plan.naive, "hyperscan": plan.sample, "ahocorasick": plan.sample}
    rounds = ("--rounds", str(plan.rounds))
    return {
        name: run_json("benchmarks.baselines", name, place.corpus, "--megabytes", str(size), *rounds)
        for name, size in samples.items()
    }


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
