"""Exported tables into pseudonymised ones, and back: texts, names, and the places that count in them."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from partcode.coding.anchors import CONTEXT
from partcode.ingest.records import separator_of
from partcode.pipeline.pseudonyms.copying import renamed
from partcode.pseudonyms.edits import Edits
from partcode.pseudonyms.finder import Finder
from partcode.pseudonyms.names import Name
from partcode.pseudonyms.records import Record
from partcode.pseudonyms.replacing import edits_of_path

TEXTS = (".csv", ".tsv", ".jsonl", ".json")

# Start, end, and the column with what stands there.
_SPANS = (("start", "end", "text"), ("match_start", "match_end", "match"))
# What codebooks and the program say, not the corpus.
_FIXED = frozenset(
    """code codebook codebook_version rule certainty unit kind language role side status run sequence sequence_label
    outcome definition format encoding extractor text_sha256 raw_sha256 tool_version options libraries
    codebooks""".split()
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a document of a table goes: its path there, its text's hash, what changes there, who speaks;
    `around` is how much a quote may have on either side, `key` the hash of the key that was used."""

    path: str
    sha256: str
    edits: Edits
    labels: Mapping[str, str]
    known: tuple[frozenset[Name], ...] = ()
    around: int = sys.maxsize
    key: str = ""


@dataclass(frozen=True, slots=True)
class Tables:
    """Tables of the corpus into tables of its copy, or the other way round. `unknown` collects documents that no
    record knows: their places can't be told; `met` the others; `left` the names that cells still have, by column,
    where `names` looks for them."""

    finder: Finder
    targets: Mapping[str, Target]
    cases: Mapping[str, str]
    names: Finder | None = None
    unknown: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    left: set[tuple[str, str]] = field(default_factory=set)

    def text(self, text: str, suffix: str) -> str:
        """A whole table, or run.json. ValueError when it is no such thing."""
        if suffix == ".json":
            return json.dumps(self._manifest(json.loads(text)), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        if suffix == ".jsonl":
            rows = (self.row(json.loads(line)) for line in text.split("\n") if line)
            return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return self._delimited(text, "\t" if suffix == ".tsv" else "")

    def row(self, cells: Mapping[str, Any]) -> dict[str, Any]:
        """One row by column; nested positions and quotes of codings.jsonl, too."""
        document = str(cells.get("document") or "")
        target = self.targets.get(document)
        if document and target is None:
            self.unknown.add(document)
        fixed = _FIXED | ({"label"} if "code" in cells else frozenset())
        new = {name: self._value(name, value, target, fixed) for name, value in cells.items()}
        if target is not None:
            self.met.add(document)
            new |= self._places(cells, target) | {"document": target.path}
            new |= {"text_sha256": target.sha256} if "text_sha256" in cells else {}
        if self.names:
            texts = ((column, str(value)) for column, value in new.items() if isinstance(value, str | list | dict))
            self.left.update((hit.form.name.name, column) for column, text in texts for hit in self.names.left(text))
        return new

    def cells(self, columns: Sequence[str], values: Sequence[Any]) -> list[Any]:
        """The cells of one row of a sheet; those that have no column are names' alone."""
        row = self.row(dict(zip(columns, values, strict=False)))
        beyond = [self._value("", value, None, ()) for value in values[len(columns) :]]
        return [*(row[column] for column in columns[: len(values)]), *beyond]

    def header(self, columns: Sequence[str]) -> list[str]:
        """The columns' names. ValueError where two are the same."""
        if twice := [name for name in columns if columns.count(name) > 1]:
            raise ValueError(f"it has two columns {twice[0]!r}")
        return [renamed(name, self.finder) for name in columns]

    def _value(self, name: str, value: Any, target: Target | None, fixed: Iterable[str]) -> Any:
        if isinstance(value, list):
            return [self._value(name, one, target, fixed) for one in value]
        if isinstance(value, dict):
            found = {key: self._value(key, one, target, fixed) for key, one in value.items()}
            return found | (_quoted(value, target) if target and "quote" in value else {})
        if not isinstance(value, str) or name in fixed or not value:
            return value
        if target and name in ("speaker", "label") and value in target.labels:
            return target.labels[value]
        if name == "case":
            known = self.cases.get(value)
            return known if known is not None else edits_of_path(value, self.finder).apply(value)
        return renamed(value, self.finder, target.known if target else None)

    def _places(self, cells: Mapping[str, Any], target: Target) -> dict[str, Any]:
        found: dict[str, Any] = _quoted(cells, target) if "quote" in cells else {}
        for start, end, text in _SPANS:
            if (span := _span(cells, start, end)) is not None:
                moved = target.edits.span(*span)
                kind = type(cells[start])
                found |= {start: kind(moved[0]), end: kind(moved[1])}
                if len(str(cells.get(text) or "")) == span[1] - span[0]:
                    found[text] = target.edits.apply(cells[text], span[0])
        return found

    def _delimited(self, text: str, delimiter: str) -> str:
        delimiter = delimiter or separator_of(text)
        csv.field_size_limit(max(csv.field_size_limit(), len(text)))
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            return self._written(reader, delimiter)
        except csv.Error as error:
            raise ValueError(str(error)) from error

    def _written(self, reader: Iterator[list[str]], delimiter: str) -> str:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        columns = next(reader, [])
        writer.writerow(self.header(columns))
        writer.writerows(self.cells(columns, cells) for cells in reader)
        return out.getvalue()

    def _manifest(self, value: Any) -> Any:
        documents = [self._document(one) for one in value.get("documents", ())]
        return {**value, "documents": documents}

    def _document(self, one: Mapping[str, Any]) -> dict[str, Any]:
        target = self.targets.get(one["path"])
        if target is None:
            self.unknown.add(one["path"])
            return {**one}
        return {**one, "path": target.path, "text_sha256": target.sha256}


def forward(finder: Finder, records: Sequence[Record], names: Mapping[str, Name]) -> Tables:
    """From the tables of a corpus to those of its copy."""
    targets = {}
    for one in records:
        own = {label: other for other, label in one.labels.items()}
        known = tuple(frozenset(names[name] for name in group if name in names) for group in one.people)
        targets[one.document] = Target(one.copy, one.copy_sha256, one.edits, own, known, key=one.key)
    return Tables(finder, targets, dict(one.case for one in records), finder)


def backward(finder: Finder, records: Sequence[Record]) -> Tables:
    """From the tables of a copy to those of the corpus; `finder` has the pseudonyms."""
    targets = {
        one.copy: Target(one.document, one.text_sha256, one.edits.turned(), one.labels, around=CONTEXT, key=one.key)
        for one in records
    }
    return Tables(finder, targets, {after: before for before, after in (one.case for one in records)})


def _span(cells: Mapping[str, Any], start: str, end: str) -> tuple[int, int] | None:
    try:
        return int(cells[start]), int(cells[end])
    except (KeyError, ValueError, TypeError):
        return None


def _quoted(value: Mapping[str, Any], target: Target) -> dict[str, Any]:
    """The position and the quote of a coding or match, with what stands around it."""
    start, end = value["position"]["start"], value["position"]["end"]
    moved, quote = target.edits.span(start, end), value["quote"]
    apply, most = target.edits.apply, target.around
    return {
        "position": {"start": moved[0], "end": moved[1]},
        "quote": {
            "exact": apply(quote["exact"], start),
            "prefix": apply(quote["prefix"], start - len(quote["prefix"]))[-most:],
            "suffix": apply(quote["suffix"], end)[:most],
        },
    }
