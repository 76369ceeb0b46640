"""The results of a run read back: codings.jsonl, and of a whole folder also run.json and the chains of sequences."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from partcode.coding.evidence import UNKNOWN
from partcode.errors import Location, LockError
from partcode.model.codings import person_of
from partcode.model.snapshot import (
    Chain,
    ChainStep,
    Circumstances,
    CodebookMark,
    Coding,
    FoundDocument,
    Match,
    Snapshot,
)

CODINGS, MANIFEST = "codings.jsonl", "run.json"

_CHAINS = ("jsonl", "csv", "tsv")  # formats of the table of sequences that can be read back

Row = Mapping[str, Any]


def read_codings(path: Path, name: str) -> Snapshot:
    """Codings alone: with what they were made, and of which documents, nothing is known. LockError."""

    def documents() -> Iterator[FoundDocument]:
        for document, rows in groupby(_lines(path), itemgetter("document")):
            yield FoundDocument(document, "", "", "", _in_order(map(_coding, rows)), ())

    return Snapshot(name, None, documents, has_chains=False)


def read_results(folder: Path, name: str) -> Snapshot:
    """What a folder of results holds. Chains are read from the table of sequences, if it is in jsonl, csv or tsv; else
    they are not known. LockError: not a folder of results."""
    manifest = _manifest(folder / MANIFEST)
    books = tuple(map(CodebookMark, manifest["codebooks"]))
    about = (manifest["run"], manifest["tool_version"], manifest["options"], manifest["libraries"])
    made = Circumstances(*about, books, has_rules=False)
    # Tables of another format may lie beside, of another run.
    sequences = folder / f"sequences.{manifest['format']}"
    has_chains = manifest["format"] in _CHAINS and sequences.is_file()
    chains = _chains(sequences) if has_chains else {}

    def documents() -> Iterator[FoundDocument]:
        coded = read_codings(folder / CODINGS, name).documents()
        one = next(coded, None)
        for about in manifest["documents"]:
            path = about["path"]
            codings: tuple[Coding, ...] = ()
            if one and one.path == path:
                codings, one = one.codings, next(coded, None)
            hashes = (about["text_sha256"], "", about["settings"])
            yield FoundDocument(path, *hashes, codings, chains.get(path, ()))

    return Snapshot(name, made, documents, has_chains=has_chains)


def _manifest(path: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        hint = "name a results folder, codings.jsonl, a lock, a database, or a run of the one in --db"
        raise LockError("no run.json: these are no results", where=Location(str(path.parent)), hint=hint) from None
    except (OSError, ValueError):
        raise LockError("can't be read", where=Location(str(path)), hint="write the results anew") from None
    if manifest["certainty"] != "low":
        message = f"only codings of certainty {manifest['certainty']} and above are in it, not the whole run"
        raise LockError(message, where=Location(str(path)), hint="compare what was written with --certainty low")
    return manifest


def _lines(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, 1):
                yield _row(line, path, number)
    except FileNotFoundError:
        raise LockError("no such file", where=Location(str(path)), hint="write the results anew") from None


def _row(line: str, path: Path, number: int) -> Row:
    try:
        row: Row = json.loads(line)
        row["document"], row["position"], row["matches"]
    except (ValueError, TypeError, KeyError):
        hint = "name the codings.jsonl of a results folder"
        raise LockError("no line of codings", where=Location(str(path), number), hint=hint) from None
    return row


def _coding(row: Row) -> Coding:
    verdict = (row["negated"], _reported(row["reported"]))
    return Coding(
        *_place(row), row["code"], person_of(row["coder"]), tuple(map(_match, row["matches"])), *verdict, row["status"]
    )


def _match(row: Row) -> Match:
    return Match(row["rule"], *_place(row), row["negated"], _reported(row["reported"]))


def _place(row: Row) -> tuple[int, int]:
    return row["position"]["start"], row["position"]["end"]


def _reported(verdict: bool | None) -> int:
    return UNKNOWN if verdict is None else int(verdict)


def _in_order(codings: Iterable[Coding]) -> tuple[Coding, ...]:
    return tuple(sorted(codings, key=attrgetter("start", "end", "code", "coder")))


def _chains(path: Path) -> dict[str, tuple[Chain, ...]]:
    """The chains of each document; a corpus has few."""
    found: defaultdict[str, list[Chain]] = defaultdict(list)
    for (document, _), steps in groupby(_table(path), lambda row: (row["document"], row["chain"])):
        found[document].append(_chain(list(steps)))
    return {document: tuple(chains) for document, chains in found.items()}


def _table(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        if path.suffix == ".jsonl":
            yield from map(json.loads, file)
        else:
            yield from csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ",")


def _chain(rows: list[Row]) -> Chain:
    # The table tells which part of the steps is there, rounded; that it is complete is what counts.
    complete = int(rows[0]["complete"])
    needed = len(rows) if complete else len(rows) + 1
    steps = (ChainStep(row["code"], int(row["start"]), int(row["match_start"]), int(row["match_end"])) for row in rows)
    return Chain(rows[0]["sequence"], rows[0]["codebook"], len(rows), needed, tuple(steps))
