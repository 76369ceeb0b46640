"""What every peer is given, and what it gives back. Standard library only: peers run in environments of their own."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple


class Literal(NamedTuple):
    """A word or adjacent words, in lower case with one space between, that mean a code."""

    code: str
    text: str


class Text(NamedTuple):
    """A document in memory; `language` is en or fr."""

    document: str
    language: str
    text: str


class Hit(NamedTuple):
    """A literal of `code` in a document: half-open code points. For peers that know only lines, both are the line."""

    document: str
    code: str
    start: int
    end: int


Find = Callable[[list[Text]], list[Hit]]


def read_texts(corpus: Path) -> list[Text]:
    """All documents of a corpus, in order of their names."""
    return [Text(path.name, path.stem[-2:], path.read_bytes().decode()) for path in sorted(corpus.glob("*.txt"))]


def write_literals(path: Path, literals: list[Literal]) -> None:
    """The literals as JSON."""
    path.write_text(json.dumps(literals), encoding="utf-8")


def read_literals(path: Path) -> list[Literal]:
    """What `write_literals` wrote."""
    return [Literal(*pair) for pair in json.loads(path.read_text(encoding="utf-8"))]


def write_hits(path: Path, hits: Iterable[Hit]) -> None:
    """The hits as CSV without a head."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(hits)


def read_hits(path: Path) -> set[Hit]:
    """What `write_hits` wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        return {Hit(document, code, int(start), int(end)) for document, code, start, end in csv.reader(file)}


def by_code(literals: list[Literal]) -> dict[str, list[str]]:
    """The literals of each code."""
    found: dict[str, list[str]] = {}
    for literal in literals:
        found.setdefault(literal.code, []).append(literal.text)
    return found
