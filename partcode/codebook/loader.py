"""One YAML file to one Codebook, or to all findings about it at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from partcode.codebook import sequences, tree
from partcode.codebook.findings import Place, Report
from partcode.codebook.lists import Written, written_out
from partcode.codebook.rules import RuleReader, examples
from partcode.codebook.schema import Schema
from partcode.codebook.tree import Fields, Node, Scalar
from partcode.errors import Location
from partcode.model.codebook import Code, Codebook, Sequence

_KEYS = ("codebook", "version", "title", "lists", "codes", "sequences")
_CODE_KEYS = ("id", "label", "definition", "include", "exclude", "source", "who", "stands_for", "rules", "examples")
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", re.ASCII)
_LIST = re.compile(r"[^\W\d_][\w-]*")


def load(path: Path, name: str = "") -> Codebook:
    """The codebook in a file, which errors and the codebook itself call `name` (else its path as given).

    Raises CodebookError with all findings of the file.
    """
    shown = name or str(path)
    report = Report(shown, "")
    try:
        with path.open("rb") as file:
            data = file.read(tree.MAX_BYTES + 1)
    except OSError as error:
        report.add("PC100", Place(1, 1), f"can't be read: {error.strerror or error}", "is the path right?")
        report.raise_any()
        raise
    return _decoded(data, shown)


def loads(source: str, path: str) -> Codebook:
    """The codebook in a text. Raises CodebookError with all its findings."""
    return _decoded(source.encode("utf-8", "surrogatepass"), path)


def _decoded(data: bytes, path: str) -> Codebook:
    report = Report(path, "")
    if len(data) > tree.MAX_BYTES:
        report.add("PC106", Place(1, 1), f"larger than {tree.MAX_BYTES // 1_000_000} MB", "split the codebook")
    try:
        source = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace").removeprefix("\ufeff")
        report = Report(path, before)
        place = Place(len(report.lines), len(report.lines[-1]) + 1)
        report.add("PC107", place, f"not UTF-8: byte 0x{data[error.start]:02X}", "save the file as UTF-8")
        source = ""
    report.raise_any()
    return _codebook(source, path, sha256(data).hexdigest())


def _codebook(source: str, path: str, digest: str) -> Codebook:
    report = Report(path, source)
    reader = _Reader(report)
    root = tree.read(source, report)
    fields = reader.schema.fields(root, "a codebook", _KEYS, ("codebook", "version", "codes")) if root else {}
    codes = reader.codes(fields)
    codebook = Codebook(
        id=reader.schema.identifier(fields.get("codebook"), "a codebook's name"),
        version=reader.version(fields.get("version")),
        path=path,
        sha256=digest,
        source=source,
        title=reader.schema.texts(fields.get("title"), "title"),
        codes=codes,
        sequences=reader.sequences(fields.get("sequences"), {code.id for code in codes}),
    )
    report.raise_any()
    return codebook


class _Reader:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.schema = Schema(report)

    def version(self, node: Node | None) -> str:
        found = self.schema.text(node, "version")
        if node and found and not _VERSION.fullmatch(found):
            self.report.add("PC206", node.place, f"{found} is no version", "three numbers: 1.0.0")
        return found

    def codes(self, fields: dict[str, Node]) -> tuple[Code, ...]:
        rules = RuleReader(self.schema, written_out(self._lists(fields.get("lists")), self.report))
        nodes = self.schema.items(fields["codes"], "codes") if "codes" in fields else ()
        if "codes" in fields and not nodes:
            self.schema.wrong(fields["codes"], "the codebook has no codes", "codes: [{id: …, label: …, rules: …}]")
        codes = tuple(self._code(node, rules) for node in nodes)
        self._once("PC210", "code", ((code.id, code.where) for code in codes))
        return codes

    def _code(self, node: Node, reader: RuleReader) -> Code:
        fields = self.schema.fields(node, "a code", _CODE_KEYS, required=("id",))
        rules = tuple(map(reader.rule, self.schema.items(fields["rules"], "rules"))) if "rules" in fields else ()
        self._once("PC211", "rule", ((rule.id, rule.where) for rule in rules))
        return Code(
            id=self.schema.identifier(fields.get("id"), "a code's id"),
            where=self.report.where(node.place),
            label=self.schema.texts(fields.get("label"), "label"),
            definition=self.schema.text(fields.get("definition"), "definition"),
            include=self.schema.text(fields.get("include"), "include"),
            exclude=self.schema.text(fields.get("exclude"), "exclude"),
            source=self.schema.text(fields.get("source"), "source"),
            who=self.schema.who(fields.get("who")),
            stands_for=self.schema.stands_for(fields.get("stands_for")),
            rules=rules,
            examples=examples(fields.get("examples"), self.schema),
        )

    def sequences(self, node: Node | None, codes: set[str]) -> tuple[Sequence, ...]:
        nodes = self.schema.items(node, "sequences") if node else ()
        found = tuple(sequences.read(item, self.schema, sorted(codes)) for item in nodes)
        self._once("PC217", "sequence", ((sequence.id, sequence.where) for sequence in found), codes)
        return found

    def _once(self, code: str, what: str, ids: Iterable[tuple[str, Location]], taken: Iterable[str] = ()) -> None:
        """A finding for each id that was there before."""
        first = dict.fromkeys(taken, "a code has this id")
        for found, where in ids:
            place = Place(where.line or 1, where.column or 1)
            if found and found in first:
                self.report.add(code, place, f"a second {what} {found}", first[found])
            first.setdefault(found, f"the first is in line {where.line}")

    def _lists(self, node: Node | None) -> Written:
        if node is None or not isinstance(node, Fields):
            if node:
                self.schema.wrong(node, "lists must be a mapping of names", "lists: {money: {en: [fund, grant]}}")
            return {}
        for name, _ in node.entries:
            if not _LIST.fullmatch(name.value):
                self.report.add(
                    "PC205",
                    name.place,
                    f"{name.value} can't be a list's name",
                    "a letter, then letters, digits, - and _",
                )
        return {name.value: self._list(value, f"the list {name.value}") for name, value in node.entries}

    def _list(self, node: Node, what: str) -> dict[str, tuple[Scalar, ...]]:
        pairs = self.schema.languages(node, what)
        return {language: self.schema.scalars(value, "a list's entry") for language, value in pairs}
