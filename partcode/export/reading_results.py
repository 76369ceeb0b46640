"""The results of a run read back: codings.jsonl, and of a whole folder also run.json and the chains of sequences."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from partcode.coding.evidence import UNKNOWN
from partcode.errors import Location, LockError
from partcode.export.cells import Cells
from partcode.export.reading_tables import read_table
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

_ANEW = "write the results anew with partcode run or partcode export"
_NEEDED = {"run", "format", "certainty", "tool_version", "options", "codebooks", "libraries", "documents"}
_STEP = {"document", "chain", "sequence", "codebook", "complete", "code", "start", "match_start", "match_end"}

Row = Mapping[str, Any]


def is_codings(path: Path) -> bool:
    """Whether a file is codings as JSON lines, rather than a table as such; an empty one has none of either."""
    if path.suffix != ".jsonl":
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        line = file.readline()
    return not line or '"position": {' in line


def read_codings(path: Path, name: str) -> Snapshot:
    """Codings alone: with what they were made, and of which documents, nothing is known. LockError."""

    def documents() -> Iterator[FoundDocument]:
        for document, found in groupby(_lines(path), itemgetter(0)):
            yield FoundDocument(document, "", "", "", _in_order(coding for _, coding in found), ())

    return Snapshot(name, None, documents, has_chains=False)


def read_results(folder: Path, name: str) -> Snapshot:
    """What a folder of results holds. Chains are read from the table of sequences; without it they are not known.
    LockError: not a folder of results; MissingExtra: Parquet without pyarrow."""
    manifest = _manifest(folder / MANIFEST)
    books = tuple(map(CodebookMark, manifest["codebooks"]))
    about = (manifest["run"], manifest["tool_version"], manifest["options"], manifest["libraries"])
    made = Circumstances(*about, books, has_rules=False)
    # Tables of another format may lie beside, of another run.
    sequences = folder / f"sequences.{manifest['format']}"
    has_chains = sequences.is_file()
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
        lacking = _NEEDED - manifest.keys()
    except FileNotFoundError:
        hint = "name a results folder, a table of segments, a lock, a database, or a run of the one in --db"
        raise LockError("no run.json: these are no results", where=Location(str(path.parent)), hint=hint) from None
    except (OSError, ValueError, AttributeError):
        raise LockError("can't be read", where=Location(str(path)), hint=_ANEW) from None
    if lacking:
        message = f"not as partcode writes it: there is no {', '.join(sorted(lacking))}"
        raise LockError(message, where=Location(str(path)), hint=_ANEW)
    if manifest["certainty"] != "low":
        message = f"only codings of certainty {manifest['certainty']} and above are in it, not the whole run"
        raise LockError(message, where=Location(str(path)), hint="compare what was written with --certainty low")
    return manifest


def _lines(path: Path) -> Iterator[tuple[str, Coding]]:
    """The codings, each with its document."""
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, 1):
                yield _line(line, path, number)
    except FileNotFoundError:
        raise LockError("no such file", where=Location(str(path)), hint=_ANEW) from None
    except UnicodeDecodeError:
        raise LockError("not in UTF-8: another program has saved it", where=Location(str(path)), hint=_ANEW) from None


def _line(line: str, path: Path, number: int) -> tuple[str, Coding]:
    try:
        row: Row = json.loads(line)
        return row["document"], _coding(row)
    except (ValueError, TypeError, KeyError):
        hint = f"name the codings.jsonl of a results folder, or {_ANEW}"
        raise LockError("no line of codings", where=Location(str(path), number), hint=hint) from None


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
    columns, rows = read_table(path)
    if columns and (lacking := _STEP.difference(columns)):
        message = f"there is no column {' and no column '.join(sorted(lacking))}"
        raise LockError(message, where=Location(str(path)), hint=_ANEW)
    found: defaultdict[str, list[Chain]] = defaultdict(list)
    for (document, _), steps in groupby(rows, lambda row: (row.name("document"), row.whole("chain"))):
        found[document].append(_chain(list(steps)))
    return {document: tuple(chains) for document, chains in found.items()}


def _chain(rows: list[Cells]) -> Chain:
    # The table tells which part of the steps is there, rounded; that it is complete is what counts.
    needed = len(rows) if rows[0].flag("complete") else len(rows) + 1
    return Chain(rows[0].name("sequence"), rows[0].name("codebook"), len(rows), needed, tuple(map(_step, rows)))


def _step(row: Cells) -> ChainStep:
    return ChainStep(row.name("code"), *map(row.whole, ("start", "match_start", "match_end")))
