"""All peers on one corpus, in one run: `python -m benchmarks.peers --size 2 --out docs/benchmarks.md`.

A corpus of another size (`--size 2,100`) is only for those that would get through it in `--patience` seconds.
`--envs DIR` is where peers that can't share our environment have theirs; with `--install` they are made there.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.page import write_section
from benchmarks.peers import qualitative_coding, semgrep
from benchmarks.peers.measured import Measured, lasting, measure
from benchmarks.peers.partcode import into_database
from benchmarks.peers.peer import Environments, in_memory
from benchmarks.peers.task import Task, set_task
from benchmarks.processes import MACHINE

PEERS = (
    into_database("partcode"),
    into_database("partcode, one job", "--jobs", "1"),
    qualitative_coding.PEER,
    semgrep.PEER,
    in_memory("naive spaCy", "spacy_naive", "spacy"),
    in_memory("dictionary in pandas", "dictionary", "pandas", version="==3.1.1", own=True),
    in_memory("bare re loop", "re_loop"),
    in_memory("strong spaCy", "spacy_strong", "spacy"),
    in_memory("partcode's engine, new words", "engine", "partcode"),
    in_memory("partcode's engine, known words", "engine", "partcode", "warm"),
    in_memory("ahocorasick_rs", "floor", "ahocorasick_rs"),
)


def main() -> None:
    """Measure, print, and write the section of the page. The exit code is 1 when a goal isn't met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="2", help="of the corpus in MB; several with commas")
    parser.add_argument("--patience", type=float, default=300, help="seconds a peer may take for a further size")
    parser.add_argument("--rounds", type=int, default=3, help="of what is over in half a minute")
    parser.add_argument("--only", action="append", help="name of a peer, repeatable; partcode is always there")
    parser.add_argument("--envs", type=Path, help="folder of the environments of peers")
    parser.add_argument("--install", action="store_true", help="make those environments where they are missing")
    parser.add_argument("--out", type=Path, help="Markdown page whose section to write")
    given = parser.parse_args()
    if given.install and not given.envs:
        parser.error("--install needs --envs DIR")
    peers = [peer for peer in PEERS if not given.only or peer.name in ("partcode", *given.only)]
    places = Environments(given.envs)
    if given.install:
        for peer in peers:
            places.install(peer)
    sizes = [float(size) for size in given.size.split(",")]
    parts: list[tuple[Task, list[Measured]]] = []
    with tempfile.TemporaryDirectory(prefix="partcode-peers-") as folder:
        for place, size in enumerate(sizes):
            if place:
                peers = lasting(parts[-1][1], size / sizes[place - 1], given.patience)
            task = set_task(Path(folder, f"{size:g}"), size)
            parts.append((task, list(measure(peers, task, places, given.rounds))))
        # Not before: a small harness doesn't hide the memory of its children.
        from benchmarks.peers.report import goals, markdown

        settings = f"--size {given.size} --patience {given.patience:g} --rounds {given.rounds}"
        text = markdown(parts, f"python -m benchmarks.peers {settings}", MACHINE)
    print(text)
    if given.out:
        write_section(given.out, "peers", text)
    raise SystemExit(any(row.kept is False for _, found in parts for row in goals(found)))


if __name__ == "__main__":
    main()
