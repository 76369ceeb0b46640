"""Strict YAML: text to a tree of scalars, lists and mappings that all know their place.

The tree is built from parse events: nothing is resolved (`no` stays text), no object is constructed and no alias
is ever expanded. Duplicate keys, aliases, tags, tabs and deep nesting are findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from partcode.codebook.findings import Place, Report

MAX_DEPTH = 20
MAX_BYTES = 5_000_000

QUOTE_HINT = (
    'a pattern with [optional] words, with "exact words" inside, or any text that begins with a special character '
    "goes in single quotes: 'withhold [the] <money>'"
)

_TAB = re.compile(r"^ *\t")
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Scalar(NamedTuple):
    """Text as written, unresolved. `style` is "" for plain, else the quote or block sign; `place` is where it
    begins, with its quote."""

    place: Place
    value: str
    style: str


class Items(NamedTuple):
    place: Place
    items: tuple[Node, ...]


class Fields(NamedTuple):
    place: Place
    entries: tuple[tuple[Scalar, Node], ...]


class Lost(NamedTuple):
    """A value already reported, about which nothing more is said."""

    place: Place


Node = Scalar | Items | Fields | Lost


class _Stop(Exception):
    """What follows can't be read."""


def read(source: str, report: Report) -> Node | None:
    """The tree of one YAML document; None, with a finding in `report`, when there is none."""
    if not _readable(source, report):
        return None
    # libyaml is 15 times faster than PyYAML's own parser and gives the same events.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Builder(yaml.parse(source, Loader=loader), report).document()
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        _report_syntax(error, report)
        return None


def _readable(source: str, report: Report) -> bool:
    before = len(report.findings)
    for number, line in enumerate(report.lines, start=1):
        if _TAB.match(line):
            report.add("PC105", Place(number, line.index("\t") + 1), "a tab indents this line", "use spaces")
        if control := _CONTROL.search(line):
            report.add(
                "PC108",
                Place(number, control.start() + 1),
                f"the character U+{ord(control.group()):04X} can't stand in a codebook",
                "delete it",
            )
    return len(report.findings) == before


def _report_syntax(error: yaml.MarkedYAMLError, report: Report) -> None:
    mark = error.problem_mark or error.context_mark
    place = _place(mark) if mark else Place(1, 1)
    if error.context_mark and not report.line(place)[place.column - 1 :].strip():
        place = _place(error.context_mark)  # at the end of the text the opening says more than the end
    problem = f"{error.problem or 'it breaks off'}{f' ({error.context})' if error.context else ''}"
    report.add("PC101", place, f"not valid YAML: {problem}", _syntax_hint(problem, report.line(place)))


def _syntax_hint(problem: str, line: str) -> str:
    if problem.startswith("mapping values"):
        return "a text with a colon and a space inside goes in single quotes: 'power: a definition'"
    if any(sign in line for sign in "[]\"'*<>&%@`"):
        return QUOTE_HINT
    return "is a bracket, a quote, a comma or the indentation wrong here, or just before?"


def _place(mark: Any) -> Place:  # the two parsers have two classes of marks
    return Place(mark.line + 1, mark.column + 1)


class _Builder:
    def __init__(self, events: Iterator[yaml.Event], report: Report) -> None:
        self.events = events
        self.report = report

    def document(self) -> Node | None:
        """The only document of the stream."""
        next(self.events)  # StreamStart
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self.report.add("PC110", Place(1, 1), "the file is empty", "begin with: codebook: name")
            return None
        node = self.node(next(self.events), 1)
        next(self.events)  # DocumentEnd
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.report.add(
                "PC110", _place(after.start_mark), "a second YAML document begins", "one codebook, one file"
            )
        return node

    def node(self, event: yaml.Event, depth: int) -> Node:
        place = _place(event.start_mark)
        if depth > MAX_DEPTH:
            self.report.add("PC104", place, f"nested deeper than {MAX_DEPTH} levels", "is a bracket never closed?")
            raise _Stop
        if isinstance(event, yaml.AliasEvent):
            self.report.add("PC103", place, f"aliases (*{event.anchor}) aren't used", QUOTE_HINT)
            return Lost(place)
        self._plain(event, place)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(place, event.value, event.style or "")
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(place, self._items(depth))
        assert isinstance(event, yaml.MappingStartEvent)
        return Fields(place, self._fields(depth))

    def _plain(self, event: yaml.Event, place: Place) -> None:
        """Say so when a node carries an anchor or a tag."""
        if anchor := getattr(event, "anchor", None):
            self.report.add("PC103", place, f"anchors (&{anchor}) aren't used", "write the value out where it is meant")
        if tag := getattr(event, "tag", None):
            self.report.add("PC109", place, f"tags ({tag}) aren't used", "leave the tag out")

    def _items(self, depth: int) -> tuple[Node, ...]:
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return tuple(items)

    def _fields(self, depth: int) -> tuple[tuple[Scalar, Node], ...]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if isinstance(key, Scalar):
                self._keep(entries, key, value)
            elif not isinstance(key, Lost):
                self.report.add("PC203", key.place, "a key must be a word", QUOTE_HINT)
        return tuple(entries.values())

    def _keep(self, entries: dict[str, tuple[Scalar, Node]], key: Scalar, value: Node) -> None:
        if first := entries.get(key.value):
            line = first[0].place.line
            self.report.add("PC102", key.place, f"{key.value} stands here twice", f"the first is in line {line}")
        else:
            entries[key.value] = key, value


def at_offset(scalar: Scalar, report: Report, offset: int) -> Place:
    """Where the character at `offset` of a scalar stands, or its end.

    Escapes inside quotes are stepped over; past the end of the line (folded scalars) the last column stays.
    """
    line = report.line(scalar.place)
    at = scalar.place.column - 1 + (scalar.style in ("'", '"'))
    for _ in range(min(offset, len(scalar.value))):
        at += _written(line, at, scalar.style)
    return Place(scalar.place.line, min(at, len(line)) + 1)


def _written(line: str, at: int, style: str) -> int:
    """How many characters of the source stand for the one at `at`."""
    if style == "'" and line.startswith("''", at):
        return 2
    if style == '"' and line.startswith("\\", at):
        return {"x": 4, "u": 6, "U": 10}.get(line[at + 1 : at + 2], 2)
    return 1
