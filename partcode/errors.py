"""Every way in which partcode says no: what happened, where, and what to do about it."""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

_LINE = 160  # characters of a source line that are shown
_MESSAGE = 400  # of a message, and of a hint


# What a terminal obeys and doesn't show, and what UTF-8 can't say; line ends and tabs are neither.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    r"""A text as a terminal may have it: control characters, marks that turn the direction of writing, and bytes
    of a file's name that aren't UTF-8 are written out: \x1b, \u202e, \udce9."""
    return _UNPRINTABLE.sub(_written_out, text)


def on_one_line(text: str) -> str:
    """The same for what must not break a line either, as the name of a file or what a library says."""
    return re.sub(r"[\t\n\u2028\u2029]", _written_out, printable(text))


def _written_out(char: re.Match[str]) -> str:
    return char[0].encode("unicode_escape").decode("ascii")


def place_of(error: Exception) -> str:
    """Where an exception was raised, as `file:line (function)`."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{os.path.basename(last.filename)}:{last.lineno} ({last.name})"


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    NO = 1  # it ran, and the answer is no: a finding, a drift, an unreadable file under --strict
    USER = 2
    BUG = 70
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: `path`, and 1-based `line` and `column` where they are known."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = (on_one_line(self.path), self.line, self.column)
        return ":".join(str(part) for part in parts if part is not None)


class PartcodeError(Exception):
    """An error that is the user's to mend: one message, a place, a hint, an exit code."""

    exit_code = Exit.USER

    def __init__(self, message: str, *, where: Location | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f"\n  {self.hint}" if self.hint else ""
        return printable(f"{place}{self.message}{hint}")


class UsageError(PartcodeError):
    """The command or its options can't be meant as they were given."""


class ConfigError(PartcodeError):
    """The project file partcode.yaml can't be used."""


class ReadError(PartcodeError):
    """One file of the corpus can't be read; the others go on."""


class MetadataError(PartcodeError):
    """corpus.yaml, speakers.csv, cases.csv or a front matter can't be used."""


class PseudonymError(PartcodeError):
    """A key of pseudonyms can't be used, or not on this corpus."""


class StoreError(PartcodeError):
    """The database can't be opened, is not ours, is newer, or is locked."""


class ExportError(PartcodeError):
    """A table can't be written."""


class LockError(PartcodeError):
    """A lock or another record of a run can't be used."""


class MissingExtra(PartcodeError):
    """A feature needs an extra that is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an extra", hint=f"pip install 'partcode[{extra}]'")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a codebook: a stable `code` (PC101), the place, what was meant."""

    code: str
    message: str
    where: Location
    source: str = ""  # the source line, for the caret
    hint: str = ""

    def __str__(self) -> str:
        lines = [f"{self.where}: {self.code} {headed(self.message)}"]
        if self.source and self.where.column is not None:
            number = str(self.where.line)
            shown, before = _around(self.source, self.where.column - 1)
            lines.append(f"  {number} | {shown}")
            # Tabs keep their width, so that the caret stands under the right character.
            pad = "".join(c if c == "\t" else " " for c in shown[:before])
            lines.append(f"  {' ' * len(number)} | {pad}^")
        if self.hint:
            lines.append(f"  {headed(self.hint)}")
        return printable("\n".join(lines))

    def printable(self) -> Finding:
        """The finding with all its texts printable."""
        where = Location(printable(self.where.path), self.where.line, self.where.column)
        return Finding(self.code, printable(self.message), where, printable(self.source), printable(self.hint))


def headed(text: str) -> str:
    """A message no longer than one can read: it may quote what somebody wrote."""
    return text if len(text) <= _MESSAGE else f"{text[: _MESSAGE - 1]}…"


def closest(given: str, known: Iterable[str]) -> str:
    """The one of `known` that was probably meant, or ""."""
    from difflib import get_close_matches

    by_case = {name.casefold(): name for name in known}
    near = get_close_matches(given.casefold(), by_case, n=1, cutoff=0.6)
    return by_case[near[0]] if near else ""


def _around(line: str, place: int) -> tuple[str, int]:
    """What is shown of a line, with … where it is cut, and how many characters of that stand before `place`."""
    start = max(0, min(place - _LINE // 2, len(line) - _LINE))
    end = start + _LINE
    left, right = "…" * (start > 0), "…" * (end < len(line))
    return f"{left}{line[start:end]}{right}", place - start + len(left)


class CodebookError(PartcodeError):
    """A codebook has findings; nothing was done with it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings
