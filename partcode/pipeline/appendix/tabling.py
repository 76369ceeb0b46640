"""Tables of an appendix."""

from __future__ import annotations

from collections.abc import Iterable

from partcode.pipeline.appendix.wording import Wording
from partcode.table import Cell, Table


def table(w: Wording, title: str, heads: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> Table:
    """A table with the heads and the title of these keys."""
    return Table(tuple(map(w.say, heads)), list(rows), w.say(title) if title else "")
