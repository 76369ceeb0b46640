"""The bytes of one file on their way to a reader."""

from __future__ import annotations

from dataclasses import dataclass

from partcode.errors import Location, ReadError


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it lies on disk: `path` as errors and tables name it, `encoding` as the user demands it
    ("" when it is to be found out)."""

    path: str
    data: bytes
    encoding: str = ""

    def error(self, message: str, hint: str = "", *, line: int | None = None) -> ReadError:
        """The error that names this file."""
        return ReadError(message, where=Location(self.path, line), hint=hint)
