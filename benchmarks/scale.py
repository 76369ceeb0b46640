"""How cost grows: time by stage, memory and database at several sizes, then shard after shard into one database, and
what a billion words would take by these figures.

`python -m benchmarks.scale --sizes 1,10,100 --shards 10x100 --out docs/scale.md` writes what it measures between the
two marks of the page; without --out it prints it.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import MEGABYTE, write_corpus
from benchmarks.patterns import write_codebook
from benchmarks.processes import MACHINE, PARTCODE, Ran, run, run_json

BEGIN, END = "<!-- measured -->\n", "<!-- end of what is measured -->\n"
SAMPLE = 10  # MB; so much text, and no more, is also coded with the shipped codebooks, and measured by stage
WORDS = 1e9
WORKERS = 32
GIGABYTE = 1e9
# Words of RCV1 by its size, k·n^b: Manning, Raghavan and Schütze, Introduction to Information Retrieval, 5.1.
HEAPS_K, HEAPS_B = 44, 0.49
WORD_BYTES = 350  # of a distinct word in memory: its text and lemmas, its number; taken on a store with 60,000


@dataclass(frozen=True, slots=True)
class Database:
    """What a database holds: bytes of the file and of its full-text index, words and distinct words."""

    bytes: int
    index: int
    words: int
    distinct: int


@dataclass(frozen=True, slots=True)
class Size:
    """One corpus through every stage, each a fresh process of one job; `once` reads and codes in one pass with a
    process for each processor."""

    bytes: int
    read: Ran
    code: Ran
    tables: Ran
    once: Ran
    shipped: Ran | None
    database: Database

    @property
    def seconds(self) -> float:
        """From files to codings, with one job."""
        return self.read.seconds + self.code.seconds

    @property
    def peak(self) -> int:
        """The most memory of all stages of one job."""
        return max(self.read.peak, self.code.peak, self.tables.peak)


Stages = dict[str, dict[str, float]]  # by codebooks, what benchmarks.stages says


@dataclass(frozen=True, slots=True)
class Shard:
    """One more shard in the same database: what it took, and the database after it."""

    bytes: int
    ran: Ran
    database: Database


def look(db: Path) -> Database:
    """Measure a database."""
    with closing(sqlite3.connect(db)) as connection:
        (words,) = connection.execute("SELECT sum(words) FROM versions").fetchone()
        (distinct,) = connection.execute("SELECT count(*) FROM words").fetchone()
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%fts5%'")]
        index = sum(_pages(connection, name) for name in names)
    return Database(db.stat().st_size, index, words, distinct)


def _pages(connection: sqlite3.Connection, name: str) -> int:
    """Bytes of the tables behind a full-text index; 0 where SQLite can't tell."""
    try:
        (size,) = connection.execute("SELECT sum(pgsize) FROM dbstat WHERE name GLOB ?", (f"{name}_*",)).fetchone()
    except sqlite3.OperationalError:
        return 0
    return size or 0


def partcode(*words: str | Path) -> Ran:
    """One command in a fresh process."""
    return run([*PARTCODE, *words, "-q"])


def measure_size(folder: Path, codebook: Path, megabytes: float) -> Size:
    """A generated corpus through all stages."""
    corpus, db = folder / "corpus", folder / "stages.db"
    size = write_corpus(corpus, megabytes)
    return Size(
        size,
        read=partcode("ingest", corpus, "--db", db, "-j", "1"),
        code=partcode("code", "-c", codebook, "--db", db),
        tables=partcode("run", corpus, "-c", codebook, "--db", db, "--out", folder / "results", "-j", "1"),
        once=partcode("run", corpus, "-c", codebook, "--db", folder / "once.db", "--no-tables"),
        database=look(db),
        # Last, since its codings come into the same database.
        shipped=partcode("code", "--db", db) if megabytes <= SAMPLE else None,
    )


def measure_shards(folder: Path, codebook: Path, count: int, megabytes: float) -> Iterator[Shard]:
    """Shards into one database one after the other; none of them stays on disk."""
    db = folder / "shards.db"
    for number in range(count):
        shard = folder / f"shard{number}"
        size = write_corpus(shard / f"{number:03d}", megabytes, seed=number + 1)
        ran = partcode("run", shard, "-c", codebook, "--db", db, "--no-tables")
        shutil.rmtree(shard)
        yield Shard(size, ran, look(db))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Markdown."""
    lines = [heads, ["---:"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def sizes_table(sizes: Sequence[Size]) -> str:
    """Time by stage and memory, by size."""
    heads = "text|read|code|tables|one pass|code, shipped codebooks|peak|peak, one pass|database|distinct words"
    return table(
        heads.split("|"),
        [
            (
                _mb(one.bytes),
                *(f"{ran.seconds:.1f} s" for ran in (one.read, one.code, one.tables, one.once)),
                f"{one.shipped.seconds:.1f} s" if one.shipped else "",
                _mb(one.peak),
                _mb(one.once.peak),
                f"{_mb(one.database.bytes)}, × {one.database.bytes / one.bytes:.2f}",
                f"{one.database.distinct:,}",
            )
            for one in sizes
        ],
    )


def shards_table(shards: Sequence[Shard]) -> str:
    """What each further shard took."""
    rows = []
    total = 0
    for number, one in enumerate(shards, 1):
        total += one.bytes
        database = f"{_mb(one.database.bytes)}, × {one.database.bytes / total:.2f}"
        rows.append((str(number), _mb(total), f"{one.ran.seconds:.1f} s", _mb(one.ran.peak), database))
    return table(("shard", "text so far", "time of this one", "peak memory", "database"), rows)


def stages_table(stages: Stages) -> str:
    """Who does what, by codebook."""
    heads = "codebooks|reading bytes|packing|writing|working|MB out|MB back"
    names = ("fetching", "packing", "writing", "working", "out", "back")
    return table(heads.split("|"), [(book, *(f"{of[name]:.3f}" for name in names)) for book, of in stages.items()])


def spread_rows(text: float, stages: Stages) -> Iterator[tuple[str, str, str]]:
    """A cluster's time by codebook: that of the coordinator, or that of the workers, whichever is longer."""
    for book, of in stages.items():
        coordinator = of["fetching"] + of["packing"] + of["writing"]
        spread = max(coordinator, of["working"] / WORKERS)
        alone = f"{coordinator:.3f} s a MB (reading bytes, packing, writing)"
        by_worker = f"{of['working']:.3f} / {WORKERS} (working)"
        enough = math.ceil(of["working"] / coordinator)
        yield f"{WORKERS} workers, {book}", _hours(text / MEGABYTE * spread), f"the larger of {alone} and {by_worker}"
        yield f"workers that are enough, {book}", str(enough), "working / (reading bytes + packing + writing)"


def arithmetic(largest: Size, shards: Sequence[Shard], stages: Stages) -> str:
    """A billion words by the figures of the largest corpus, and by who did what in a sample."""
    text = WORDS * largest.bytes / largest.database.words
    database = text * largest.database.bytes / largest.bytes
    out, back = (max(of[name] for of in stages.values()) for name in ("out", "back"))
    distinct = 2 * HEAPS_K * (WORDS / 2) ** HEAPS_B
    growth = (shards[-1].ran.peak - shards[0].ran.peak) / sum(one.bytes for one in shards[1:]) if shards[1:] else 0
    rows = [
        ("text", _gb(text), f"{largest.bytes / largest.database.words:.2f} bytes a word"),
        ("database", _gb(database), f"× {largest.database.bytes / largest.bytes:.2f}"),
        (
            "of it the full-text index",
            _gb(database * largest.database.index / largest.database.bytes),
            f"{largest.database.index / largest.database.bytes:.0%} of the file",
        ),
        ("reading and coding, one job", _hours(text / largest.bytes * largest.seconds), "read + code"),
        (
            "in one pass, a process per processor",
            _hours(text / largest.bytes * largest.once.seconds),
            f"{os.cpu_count()} processors",
        ),
        *spread_rows(text, stages),
        (
            "over the network",
            f"{_gb(text * out)} out, {_gb(text * back)} back",
            f"{out:.2f} and {back:.2f} MB a MB",
        ),
        (
            "distinct words",
            f"{distinct / 1e6:.1f} million, {_gb(distinct * WORD_BYTES)} in memory",
            f"2 languages × {HEAPS_K} × (half a billion)^{HEAPS_B}; {WORD_BYTES} bytes each",
        ),
        (
            "memory that grows with documents",
            _gb(max(growth, 0) * text) if shards[1:] else "not measured",
            "peak of the last shard less that of the first, by byte of text between them",
        ),
    ]
    return table(("a billion words", "take", "since"), rows)


def _mb(size: float) -> str:
    return f"{size / MEGABYTE:,.0f} MB"


def _gb(size: float) -> str:
    return f"{size / GIGABYTE:.1f} GB"


def _hours(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def measure(megabytes: Sequence[float], count: int, each: float) -> str:
    """All that stands between the marks."""
    with tempfile.TemporaryDirectory(prefix="partcode-scale-") as name:
        folder = Path(name)
        codebook = folder / "bench.yaml"
        write_codebook(codebook)
        sizes, sample = [], folder
        for size in megabytes:
            place = folder / f"{size:g}"
            place.mkdir()
            sizes.append(measure_size(place, codebook, size))
            print(sizes_table(sizes[-1:]), file=sys.stderr)
            if size <= SAMPLE:
                sample = place / "corpus"
            else:
                shutil.rmtree(place)
        stages = {
            name: run_json("benchmarks.stages", sample, *books)
            for name, books in {"60 codes": [codebook], "those shipped": []}.items()
        }
        shards = []
        for shard in measure_shards(folder, codebook, count, each):
            shards.append(shard)
            print(shards_table(shards[-1:]), file=sys.stderr)
    command = " ".join(["python -m benchmarks.scale", *sys.argv[1:]])
    return (
        f"Given by `{command}` ({MACHINE}).\n\n{sizes_table(sizes)}\n{shards_table(shards)}\n"
        f"Seconds by MB of text, in one process:\n\n{stages_table(stages)}\n{arithmetic(sizes[-1], shards, stages)}"
    )


def put(page: Path, measured: str) -> None:
    """Write it between the marks of a page."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise SystemExit(f"{page}: the marks are missing: {BEGIN.strip()} {END.strip()}")
    page.write_text(f"{before}{BEGIN}\n{measured}\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Measure, and write or print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1,10,100", help=f"of the corpora, in MB; one is {SAMPLE} at most")
    parser.add_argument("--shards", default="10x100", help="number and MB of the shards that go into one database")
    parser.add_argument("--out", type=Path, help="page with the two marks")
    given = parser.parse_args()
    count, each = given.shards.split("x")
    measured = measure([float(size) for size in given.sizes.split(",")], int(count), float(each))
    if given.out:
        put(given.out, measured)
    else:
        print(measured)


if __name__ == "__main__":
    main()
