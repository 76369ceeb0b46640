"""Generated interviews, half English and half French: the same seed and size give the same bytes.

On its own: `python -m benchmarks.corpus FOLDER --megabytes 10`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.vocabulary import Vocabulary, vocabulary

MEGABYTE = 1_000_000  # of UTF-8
SENTENCES = 640  # of a document, about 50 KB
WORDS = 14  # of a sentence, on average
ELIDED = {"je": "j'", "le": "l'", "la": "l'", "de": "d'", "que": "qu'", "ne": "n'", "se": "s'", "me": "m'", "te": "t'"}
VOWELS = frozenset("aeiouàâäéèêëîïôöùûüœ")
ENDS = (". ", "? ", "! ", "… ")
END_SHARES = (0.86, 0.09, 0.03, 0.02)
BREAKS = (", ", " — ", "; ", " (", ") ", "... ")
BREAK_SHARES = (0.055, 0.003, 0.001, 0.001, 0.001, 0.002)
NAMES = ("Amina", "Claire", "Djibril", "Elena", "Fatou", "Grace", "Henri", "Issa", "Joy", "Koffi", "Luc", "Mariam")
ASKER = {"en": "Interviewer", "fr": "Enquêtrice"}

Objects = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Speech:
    """The units of one language as arrays: `written` is each unit, then each with a capital, then the elided
    ones; `elision` maps a unit to its elided form or -1."""

    language: str
    written: Objects
    cumulated: NDArray[np.float64]
    vowel: NDArray[np.bool_]
    elision: NDArray[np.int64]
    capital: NDArray[np.int64]


def speech(words: Vocabulary) -> Speech:
    """The vocabulary in the shape in which texts are drawn from it fast."""
    units = list(words.units)
    elided = sorted(set(ELIDED.values())) if words.language == "fr" else []
    plain = units + elided
    written = np.array([*plain, *(unit[0].upper() + unit[1:] for unit in plain)], dtype=object)
    place = {unit: len(units) + i for i, unit in enumerate(elided)}
    return Speech(
        language=words.language,
        written=written,
        cumulated=np.cumsum(words.shares),
        vowel=np.array([unit[0] in VOWELS for unit in plain]),
        elision=np.array([place.get(ELIDED.get(unit, ""), -1) for unit in plain]),
        capital=np.arange(len(plain)) + len(plain),
    )


def document(said: Speech, rng: np.random.Generator) -> str:
    """One interview of `SENTENCES` sentences: turns of one to eight, by two people in turn."""
    lengths = np.clip(rng.gamma(2.2, WORDS / 2.2, SENTENCES).astype(np.int64), 1, 70)
    ends = np.cumsum(lengths)
    units = np.searchsorted(said.cumulated, rng.random(int(ends[-1])))
    units = np.minimum(units, len(said.cumulated) - 1)
    after = _separators(rng, len(units), ends)
    elided = (said.elision[units[:-1]] >= 0) & said.vowel[units[1:]] & (after[:-1] == " ")
    places = np.flatnonzero(elided)
    units[places] = said.elision[units[places]]
    after[places] = ""
    starts = ends - lengths
    units[starts] = said.capital[units[starts]]
    pieces = np.empty(2 * len(units), dtype=object)
    pieces[0::2] = said.written[units]
    pieces[1::2] = after
    _take_turns(pieces, starts, said.language, rng)
    return "".join(pieces.tolist()).rstrip() + "\n"


def _separators(rng: np.random.Generator, size: int, ends: NDArray[np.int64]) -> Objects:
    """What stands after each word: mostly a space."""
    choices = np.array([*BREAKS, " "], dtype=object)
    after = choices[np.searchsorted(np.cumsum(BREAK_SHARES), rng.random(size))]
    finals = np.array(ENDS, dtype=object)
    after[ends - 1] = finals[np.searchsorted(np.cumsum(END_SHARES[:-1]), rng.random(len(ends)))]
    return after


def _take_turns(pieces: Objects, starts: NDArray[np.int64], language: str, rng: np.random.Generator) -> None:
    """Put `Name: ` before the first sentence of each turn and a line end after the last of the one before."""
    speakers = (ASKER[language], NAMES[int(rng.integers(len(NAMES)))])
    sentence = turn = 0
    while sentence < len(starts):
        first = 2 * int(starts[sentence])
        pieces[first] = f"{speakers[turn % 2]}: {pieces[first]}"
        if first:
            pieces[first - 1] = pieces[first - 1].rstrip() + "\n\n"
        sentence += int(rng.integers(1, 9))
        turn += 1


def documents(megabytes: float, seed: int = 1, languages: tuple[str, ...] = ("en", "fr")) -> Iterator[tuple[str, str]]:
    """File names and texts, `languages` in turn, until there are so many megabytes of UTF-8."""
    said = [speech(vocabulary(language)) for language in languages]
    written = number = 0
    while written < megabytes * MEGABYTE:
        one = said[number % len(said)]
        text = document(one, np.random.default_rng([seed, number]))
        yield f"interview_{number:05d}_{one.language}.txt", text
        written += len(text.encode())
        number += 1


def write_corpus(folder: Path, megabytes: float, seed: int = 1, languages: tuple[str, ...] = ("en", "fr")) -> int:
    """Write the corpus into `folder`; returns its bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    return sum((folder / name).write_bytes(text.encode()) for name, text in documents(megabytes, seed, languages))


def read_corpus(folder: Path, megabytes: float = float("inf")) -> list[tuple[str, str, str]]:
    """Names, languages and texts of a corpus on disk, in order, up to so many megabytes."""
    found, read = [], 0
    for path in sorted(folder.glob("*.txt")):
        if read >= megabytes * MEGABYTE:
            break
        raw = path.read_bytes()
        found.append((path.name, path.stem[-2:], raw.decode()))
        read += len(raw)
    return found


def main() -> None:
    """Write a corpus from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"{write_corpus(given.folder, given.megabytes, given.seed)} bytes")


if __name__ == "__main__":
    main()
