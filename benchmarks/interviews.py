"""A folder of interviews in which the shipped codebooks find something: turns of the sample corpus, drawn again.

Each document keeps the speakers, roles and language of one of the sample's interviews, and takes runs of its
neighbouring turns in random order, so that what answers what stays. The same seed gives the same bytes.

On its own: `python -m benchmarks.interviews FOLDER --documents 300 --codings 30000`.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from benchmarks.processes import PARTCODE, run

SAMPLE = Path(__file__).resolve().parents[1] / "sample_corpus" / "interviews"
RUN = 12  # turns that stay together


class Turn(NamedTuple):
    """Who says what, and how many codings the sample has in it."""

    speaker: str
    text: str
    codings: int


class Interview(NamedTuple):
    """An interview of the sample: its turns, and by speaker role, side and organisation."""

    case: str
    turns: list[Turn]
    people: dict[str, dict[str, str]]


def sample(database: Path) -> list[Interview]:
    """The interviews of the sample corpus, read and coded into `database`."""
    run([*PARTCODE, "run", SAMPLE.parent, "--db", database, "--no-tables", "-q"])
    tables = {name: [json.loads(line) for line in _lines(database, name)] for name in ("turns", "speakers", "segments")}
    codings = Counter((row["document"], row["turn"]) for row in tables["segments"])
    people: defaultdict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in tables["speakers"]:
        people[row["document"]][row["label"]] = {
            key: row[key] for key in ("name", "role", "side", "organisation") if row[key]
        }
    turns: defaultdict[str, list[Turn]] = defaultdict(list)
    cases = {}
    for row in tables["turns"]:
        turns[row["document"]].append(Turn(row["label"], row["text"], codings[row["document"], row["turn"]]))
        cases[row["document"]] = row["case"]
    return [Interview(cases[one], turns[one], people[one]) for one in sorted(turns)]


def write(folder: Path, documents: int, codings: int, seed: int = 1) -> None:
    """Transcripts with about so many `codings` in all, as tables of speaker and text, and their metadata."""
    random = np.random.default_rng(seed)
    with TemporaryDirectory() as place:
        interviews = sample(Path(place) / "sample.db")
    wanted = codings / documents
    (folder / "interviews").mkdir(parents=True)
    metadata = ["documents:"]
    for number in range(documents):
        one = interviews[number % len(interviews)]
        name = f"interviews/{number + 1:04}.csv"
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("speaker", "text"))
            writer.writerows((turn.speaker, turn.text) for turn in drawn(one, wanted, random))
        about = {"kind": "interview", "case": f"{one.case}-{number % 40:02}", "date": f"{2015 + number % 8}"}
        metadata.append(f"  {name}: {json.dumps({**about, 'speakers': one.people}, ensure_ascii=False)}")
    (folder / "corpus.yaml").write_text("\n".join(metadata) + "\n", encoding="utf-8")


def drawn(one: Interview, wanted: float, random: np.random.Generator) -> list[Turn]:
    """Runs of turns of an interview, until they hold so many codings."""
    turns: list[Turn] = []
    while sum(turn.codings for turn in turns) < wanted:
        first = int(random.integers(0, len(one.turns)))
        turns += one.turns[first : first + RUN]
    return turns


def _lines(database: Path, table: str) -> list[str]:
    return run([*PARTCODE, "export", table, "--db", database, "--format", "jsonl", "-q"]).output.splitlines()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--codings", type=int, default=30_000)
    given = parser.parse_args()
    write(given.folder, given.documents, given.codings)


if __name__ == "__main__":
    main()
