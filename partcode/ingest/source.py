"""The bytes of one file on their way to a reader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from partcode.errors import Location, ReadError, headed, on_one_line

MAX_CHARACTERS = 25_000_000  # of one text, fifty novels; each takes up to forty bytes while it is segmented
_ENOUGH = 10_000  # characters of a library's message that are looked at


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it lies on disk: `path` as errors and tables name it, `encoding` as the user demands it
    ("" when it is to be found out)."""

    path: str
    data: bytes
    encoding: str = ""

    def error(self, message: str, hint: str = "", *, line: int | None = None) -> ReadError:
        """The error that names this file. Messages may quote a library, or the file: they are cut to one short line."""
        message = " ".join(message[:_ENOUGH].split())
        return ReadError(headed(on_one_line(message)), where=Location(self.path, line), hint=hint)

    def bearable(self, text: str) -> str:
        """The text, unless it is longer than the memory of a small machine bears: ReadError."""
        if len(text) > MAX_CHARACTERS:
            raise self._too_large(len(text))
        return text

    def refuse_giant(self) -> None:
        """Raises ReadError for bytes that no encoding makes a bearable text of, before a text is made of them."""
        if len(self.data) > 4 * MAX_CHARACTERS:
            raise self._too_large(len(self.data) // 4)

    def _too_large(self, characters: int) -> ReadError:
        hint = f"split it; {MAX_CHARACTERS // 1_000_000} million are the most"
        return self.error(f"too large: a text of {characters / 1e6:,.0f} million characters", hint)


def source_at(path: Path) -> Source:
    """The bytes of a file that was named, not found in a folder. ReadError."""
    try:
        return Source(str(path), path.read_bytes())
    except OSError as error:
        where = Location(str(path))
        raise ReadError(f"can't be read: {error.strerror}", where=where, hint="is the path right?") from None
