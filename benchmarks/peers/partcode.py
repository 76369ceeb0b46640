"""partcode from the start of its process to segments, codings and full-text index in SQLite."""

from __future__ import annotations

import csv
from pathlib import Path

from benchmarks.peers.given import Hit, Literal, by_code, read_literals
from benchmarks.peers.peer import DATABASE, Peer, Place
from benchmarks.processes import PARTCODE, run


def to_yaml(literals: list[Literal]) -> str:
    """The literals as a codebook: exact words, in both languages, since the others don't know languages either."""
    lines = ["codebook: peers", "version: 1.0.0", "title: {en: Peers}", "codes:"]
    for code, texts in by_code(literals).items():
        exact = ", ".join(f"""'"{text}"'""" for text in texts)
        lines += [f"  - id: {code}", f"    label: {{en: {code}}}", f"    definition: Words of {code}.", "    rules:"]
        lines.append(f"      - {{id: words, en: [{exact}], fr: [{exact}], negation: ignore}}")
    return "\n".join(lines) + "\n"


def into_database(name: str, *settings: str) -> Peer:
    """A run that ends in the database, and what `export evidence` then says of it."""
    return Peer(name, DATABASE, lambda place: _command(place, settings), _collect, _prepare, "partcode", "partcode")


def _prepare(place: Place) -> None:
    _codebook(place).write_text(to_yaml(read_literals(place.literals)), encoding="utf-8")


def _command(place: Place, settings: tuple[str, ...]) -> list[str | Path]:
    database = _database(place)
    return [*PARTCODE, "run", place.corpus, "-c", _codebook(place), "--db", database, "--no-tables", *settings, "-q"]


def _collect(place: Place) -> set[Hit]:
    table = place.folder / "evidence.csv"
    run([*PARTCODE, "export", "evidence", "--db", _database(place), "-o", table, "-q"])
    with table.open(encoding="utf-8", newline="") as file:
        return {
            Hit(row["document"], row["code"], int(row["match_start"]), int(row["match_end"]))
            for row in csv.DictReader(file)
        }


def _codebook(place: Place) -> Path:
    return place.folder / "peers.yaml"


def _database(place: Place) -> Path:
    return place.folder / "partcode.db"
