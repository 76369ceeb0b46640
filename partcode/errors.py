"""Every way in which partcode says no: what happened, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


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
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


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
        return f"{place}{self.message}{hint}"


class UsageError(PartcodeError):
    """The command or its options can't be meant as they were given."""


class ConfigError(PartcodeError):
    """The project file partcode.yaml can't be used."""


class ReadError(PartcodeError):
    """One file of the corpus can't be read; the others go on."""


class MetadataError(PartcodeError):
    """corpus.yaml, speakers.csv, cases.csv or a front matter can't be used."""


class StoreError(PartcodeError):
    """The database can't be opened, is not ours, is newer, or is locked."""


class ExportError(PartcodeError):
    """A table can't be written."""


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
        lines = [f"{self.where}: {self.code} {self.message}"]
        if self.source and self.where.column is not None:
            number = str(self.where.line)
            lines.append(f"  {number} | {self.source}")
            # Tabs keep their width, so that the caret stands under the right character.
            pad = "".join(c if c == "\t" else " " for c in self.source[: self.where.column - 1])
            lines.append(f"  {' ' * len(number)} | {pad}^")
        if self.hint:
            lines.append(f"  {self.hint}")
        return "\n".join(lines)


class CodebookError(PartcodeError):
    """A codebook has findings; nothing was coded."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings
