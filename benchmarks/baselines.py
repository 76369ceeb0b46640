"""Time the rivals over a sample of a corpus on disk and say it as one line of JSON.

On its own: `python -m benchmarks.baselines strong FOLDER --megabytes 5`; also naive, hyperscan, ahocorasick.

Loading, compiling the codebook and reading files are not counted: only matching texts that are in memory.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.corpus import MEGABYTE, read_corpus
from benchmarks.patterns import LANGUAGES, entries
from benchmarks.scanners import Scan, ahocorasick, hyperscan, literals

Texts = list[tuple[str, str, str]]  # name, language, text


@dataclass(frozen=True, slots=True)
class Measured:
    """What one rival did: `seconds` for `bytes` of UTF-8 (MB = a million), the best of some rounds. `setup` is
    what came before, `note` why there is nothing to tell."""

    name: str
    bytes: int = 0
    seconds: float = 0.0
    setup: float = 0.0
    hits: int = 0
    note: str = ""

    @property
    def speed(self) -> float:
        """MB/s, 0 when it was not measured."""
        return self.bytes / MEGABYTE / self.seconds if self.seconds else 0.0


def measure(name: str, texts: Texts, rounds: int = 1) -> Measured:
    """Time one rival by name."""
    began = time.perf_counter()
    try:
        run = RIVALS[name]()
    except ImportError as missing:
        return Measured(name, note=f"skipped: {missing.name} is not installed")
    setup = time.perf_counter() - began
    best, hits = float("inf"), 0
    for _ in range(rounds):
        began = time.perf_counter()
        hits = run(texts)
        best = min(best, time.perf_counter() - began)
    return Measured(name, sum(len(text.encode()) for _, _, text in texts), best, setup, hits)


def _spacy(kind: str) -> Callable[[Texts], int]:
    from benchmarks import spacy_rivals

    make: type[spacy_rivals.Strong] | type[spacy_rivals.Naive] = getattr(spacy_rivals, kind)
    by_language = {language: make(language, entries()) for language in LANGUAGES}
    return lambda texts: sum(len(by_language[language].hits(text)) for _, language, text in texts)


def _scanner(make: Callable[[list[str]], Scan]) -> Callable[[Texts], int]:
    scan = make(literals(entries()))
    return lambda texts: sum(scan(text) for _, _, text in texts)


RIVALS: dict[str, Callable[[], Callable[[Texts], int]]] = {
    "strong": lambda: _spacy("Strong"),
    "naive": lambda: _spacy("Naive"),
    "hyperscan": lambda: _scanner(hyperscan),
    "ahocorasick": lambda: _scanner(ahocorasick),
}


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rival", choices=RIVALS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=1)
    given = parser.parse_args()
    measured = measure(given.rival, read_corpus(given.folder, given.megabytes), given.rounds)
    print(json.dumps({**asdict(measured), "speed": round(measured.speed, 4)}))


if __name__ == "__main__":
    main()
