"""Strict YAML for metadata: text to nodes that are all text and all know their place.

Built from parse events, so that nothing is resolved (`no`, 2019-05 and 0123 stay as written), no object is
constructed and no alias is ever expanded. Aliases, tags, duplicate keys and deep nesting are problems.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from partcode.errors import Location
from partcode.ingest.problems import Problems

MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as written; "" for nothing, ~ and null."""

    where: Location
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    where: Location
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """Entries by key in the order of the file, `keys` where each key stands."""

    where: Location
    entries: Mapping[str, Node]
    keys: Mapping[str, Location]


Node = Scalar | Items | Fields


def load(text: str, path: str, problems: Problems) -> Node | None:
    """The one document of a YAML text, None when it is empty. What is wrong goes to `problems`; raises
    MetadataError at once when the rest can't be read."""
    # libyaml gives the same events 15 times faster; some builds of PyYAML lack it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Reader(yaml.parse(text.removeprefix("\ufeff"), Loader=loader), path, problems).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add(_location(path, mark), f"not YAML: {error.problem or error.context}", _SYNTAX_HINT)
    except yaml.YAMLError as error:
        problems.add(Location(path), f"not YAML: {str(error).splitlines()[0]}")
    problems.check()
    return None


def from_values(value: object, where: Location) -> Node:
    """Nodes of plain values (a front matter that was already read), all at one place."""
    if isinstance(value, Mapping):
        entries = {str(key): from_values(item, where) for key, item in value.items()}
        return Fields(where, entries, dict.fromkeys(entries, where))
    if isinstance(value, list | tuple):
        return Items(where, tuple(from_values(item, where) for item in value))
    if isinstance(value, bool):
        return Scalar(where, str(value).lower())
    return Scalar(where, "" if value is None else str(value).strip())


_SYNTAX_HINT = "names with : or # in them need quotes; lines of one list begin in the same column"


def _location(path: str, mark: Any) -> Location:
    return Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)


class _Reader:
    def __init__(self, events: Iterator[Any], path: str, problems: Problems) -> None:
        self.events, self.path, self.problems = events, path, problems

    def document(self) -> Node | None:
        node = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    self._stop(event, "a second document begins here; there may be only one")
                node = self._node(next(self.events), 0)
        return node

    def _stop(self, event: Any, message: str, hint: str = "") -> None:
        self.problems.add(_location(self.path, event.start_mark), message, hint)
        self.problems.check()

    def _node(self, event: Any, depth: int) -> Node:
        where = _location(self.path, event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self._stop(event, f"*{event.anchor}: aliases are not allowed here", "write the value out")
        if getattr(event, "tag", None) not in (None, "!"):
            self._stop(event, f"{event.tag}: tags are not allowed here", "leave it out: every value is text")
        if depth > MAX_DEPTH:
            self._stop(event, f"nested deeper than {MAX_DEPTH}")
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(where, tuple(self._items(depth)))
        if isinstance(event, yaml.MappingStartEvent):
            return self._fields(where, depth)
        nothing = event.style is None and event.value in ("", "~", "null", "Null", "NULL")
        return Scalar(where, "" if nothing else event.value.strip())

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _fields(self, where: Location, depth: int) -> Fields:
        entries: dict[str, Node] = {}
        keys: dict[str, Location] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                self.problems.add(key.where, "a key must be text")
            elif key.text in entries:
                first = keys[key.text].line
                self.problems.add(key.where, f"{key.text} stands here twice, first on line {first}", "keep one")
            else:
                entries[key.text], keys[key.text] = value, key.where
        return Fields(where, entries, keys)
