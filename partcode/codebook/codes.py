"""Codes and lists of one file, from their YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable

from partcode.codebook import shape
from partcode.codebook.findings import Place, brief
from partcode.codebook.lists import Written
from partcode.codebook.patterns import Lists
from partcode.codebook.rules import RuleReader, examples
from partcode.codebook.schema import Schema
from partcode.codebook.tree import Fields, Node, Scalar
from partcode.errors import Location
from partcode.model.codebook import Code

_LIST = re.compile(shape.LIST_NAME)


def written_lists(node: Node | None, schema: Schema) -> Written:
    """The lists under `lists`, by name and language."""
    if not isinstance(node, Fields):
        if node:
            schema.wrong(node, "lists must be a mapping of names", "lists: {money: {en: [fund, grant]}}")
        return {}
    for name, _ in node.entries:
        if not _LIST.fullmatch(name.value):
            message, hint = f"{brief(name.value)} can't be a list's name", "a letter, then letters, digits, - and _"
            schema.report.add("PC205", name.place, message, hint)
    return {name.value: _written(value, f"the list {name.value}", schema) for name, value in node.entries}


def _written(node: Node, what: str, schema: Schema) -> dict[str, tuple[Scalar, ...]]:
    return {language: schema.scalars(value, "a list's entry") for language, value in schema.languages(node, what)}


class CodeReader:
    """Reads codes whose patterns use `lists`."""

    def __init__(self, schema: Schema, lists: Lists) -> None:
        self.schema = schema
        self.rules = RuleReader(schema, lists)

    def codes(self, node: Node | None) -> tuple[Code, ...]:
        """The codes under `codes`; what is wrong with them is in the report."""
        nodes = self.schema.items(node, "codes") if node else ()
        codes = tuple(map(self._code, nodes))
        once("PC210", "code", ((code.id, code.where) for code in codes), self.schema)
        return codes

    def _code(self, node: Node) -> Code:
        fields = self.schema.mapping(node, shape.CODE)
        id = self.schema.identifier(fields.get("id"), "a code's id")
        items = self.schema.items(fields["rules"], "rules") if "rules" in fields else ()
        rules = tuple(self.rules.rule(item, id) for item in items)
        once("PC211", "rule", ((rule.id, rule.where) for rule in rules), self.schema)
        return Code(
            id=id,
            where=self.schema.report.where(node.place),
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


def once(
    code: str, what: str, ids: Iterable[tuple[str, Location]], schema: Schema, taken: Iterable[tuple[str, str]] = ()
) -> None:
    """A finding `code` for each id that was there before; `taken` are (id, hint) of other things."""
    first = dict(taken)
    for found, where in ids:
        place = Place(where.line or 1, where.column or 1)
        if found and found in first:
            schema.report.add(code, place, f"a second {what} {found}", first[found])
        first.setdefault(found, f"the first is in line {where.line}")
