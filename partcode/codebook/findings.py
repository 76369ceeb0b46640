"""Findings: what is wrong with a codebook, gathered so that one reading shows them all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from partcode.errors import CodebookError, Finding, Location, closest

_YAML_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # as YAML counts its lines
_SHOWN = 12  # known names that a hint lists
_LONGEST = 60  # characters of a word that a message repeats


class Place(NamedTuple):
    """1-based line and column (in code points) in the file being read."""

    line: int
    column: int


class Report:
    """The findings of one file, in the order in which they were met."""

    def __init__(self, path: str, source: str) -> None:
        self.path = path
        self.lines = _YAML_LINE_END.split(source)
        self.findings: list[Finding] = []
        self.others: list[Finding] = []

    def where(self, place: Place) -> Location:
        """The place as it is shown to people."""
        return Location(self.path, place.line, place.column)

    def line(self, place: Place) -> str:
        """The source line at `place`, "" past the end."""
        return self.lines[place.line - 1] if place.line <= len(self.lines) else ""

    def add(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """One more finding."""
        self.findings.append(Finding(code, message, self.where(place), self.line(place), hint))

    def borrow(self, findings: Iterable[Finding]) -> None:
        """Findings of another file, which this one can't do without."""
        self.others += findings

    def forget(self, codes: Collection[str]) -> None:
        """Take back the findings of these codes."""
        self.findings = [found for found in self.findings if found.code not in codes]

    def raise_any(self) -> None:
        """Raise CodebookError with all findings, by place, if there are any; those of other files last."""
        if self.findings or self.others:
            raise CodebookError(tuple(dict.fromkeys([*sorted(self.findings, key=_by_place), *self.others])))


def _by_place(finding: Finding) -> tuple[int, int]:
    return finding.where.line or 0, finding.where.column or 0


def meant(word: str, known: Iterable[str], wrap: str = "{}") -> str:
    """`; did you mean <money>?` when one of `known` is close to `word`, else ""."""
    near = closest(word, known)
    return f"; did you mean {wrap.format(near)}?" if near else ""


def brief(text: str) -> str:
    """A text for a message: on one line, its long tail cut."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def listed(names: Iterable[str], between: str = ", ") -> str:
    """Names for a hint, the long tail cut."""
    known = list(names)
    return between.join([*known[:_SHOWN], "…"] if len(known) > _SHOWN else known)
