"""Files that are changed and tables that are read, for the tests of several commands."""

from __future__ import annotations

import csv
import io
from pathlib import Path


def change(path: Path, old: str, new: str) -> None:
    """Put `new` where the file says `old` first."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a table as it comes out of a pipe."""
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))
