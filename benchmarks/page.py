"""A page that several benchmarks write, each its own section between two comments."""

from __future__ import annotations

from pathlib import Path


def write_section(path: Path, name: str, text: str) -> None:
    """Put `text` in the place of the section `name`, or at the end of the page when it has none yet."""
    begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->\n"
    page = path.read_text(encoding="utf-8") if path.exists() else ""
    before, found, rest = page.partition(begin)
    after = rest.partition(end)[2]
    if before and not found:
        before += "\n"
    path.write_text(before + begin + text + end + after, encoding="utf-8")
