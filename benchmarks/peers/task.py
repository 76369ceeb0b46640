"""What all peers of one run get, on disk: `python -m benchmarks.peers.task FOLDER --megabytes 2`.

It has a process of its own, since a child's peak memory can't be told from that of the one that starts it, where that
is larger: the harness stays small.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.given import Hit, Literal, read_hits, read_literals, read_texts, write_hits, write_literals
from benchmarks.processes import run_json


@dataclass(frozen=True, slots=True)
class Task:
    """A folder with the corpus, the literals and the truth about them."""

    folder: Path

    @property
    def corpus(self) -> Path:
        """The folder of text files."""
        return self.folder / "corpus"

    @property
    def literals(self) -> Path:
        """The literals as JSON."""
        return self.folder / "literals.json"

    def wanted(self) -> list[Literal]:
        """The literals as values."""
        return read_literals(self.literals)

    def truth(self) -> set[Hit]:
        """All hits that there are."""
        return read_hits(self.folder / "truth.csv")


def set_task(folder: Path, megabytes: float) -> Task:
    """Write a task into a folder."""
    run_json("benchmarks.peers.task", folder, "--megabytes", str(megabytes))
    return Task(folder)


def main() -> None:
    """Write the corpus, the literals, and the truth; say how many hits it has."""
    from benchmarks.corpus import write_corpus
    from benchmarks.peers.literals import literals, truth

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=float, default=2)
    given = parser.parse_args()
    task = Task(given.folder)
    write_corpus(task.corpus, given.megabytes)
    wanted = literals()
    write_literals(task.literals, wanted)
    found = truth(read_texts(task.corpus), wanted)
    write_hits(given.folder / "truth.csv", sorted(found))
    print(len(found))


if __name__ == "__main__":
    main()
