"""Rows of the benchmark and the Markdown that they become."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """What a ratio has to be: in words, and as a test."""

    words: str
    test: Callable[[float | None], bool]


def at_least(bound: float) -> Asked:
    """The ratio may not be smaller."""
    return Asked(f"≥ {bound:.3g}", lambda ratio: ratio is not None and ratio >= bound)


def at_most(bound: float) -> Asked:
    """The ratio may not be larger."""
    return Asked(f"≤ {bound:.3g}", lambda ratio: ratio is not None and ratio <= bound)


def same(holds: bool) -> Asked:
    """Something that was found to hold, or not."""
    return Asked("holds", lambda _: holds)


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: our figure, the other one, their ratio, and what was asked of it (None: only told)."""

    what: str
    ours: str
    against: str
    ratio: float | None
    asked: Asked | None

    @property
    def kept(self) -> bool | None:
        """Whether it is as asked; None when nothing was."""
        return self.asked.test(self.ratio) if self.asked else None

    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        ratio = "" if self.ratio is None else f"{self.ratio:.3g}"
        verdict = {None: "", True: "yes", False: "**no**"}[self.kept]
        return self.what, self.ours, self.against, ratio, self.asked.words if self.asked else "", verdict

    def line(self) -> str:
        """The row for a terminal."""
        return " · ".join(cell for cell in self.cells() if cell)


HEADS = ("what", "this", "against", "ratio", "asked", "met")


def markdown(rows: Sequence[Row], command: str, machine: str) -> str:
    """The page: the table, the command that gives it, the kind of machine."""
    lines = [HEADS, tuple("---" for _ in HEADS), *(row.cells() for row in rows)]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return (
        "# Benchmarks\n\n"
        f"Given by `{command.strip()}`\n({machine}).\n\n"
        "All figures are of one run, on generated interviews, half English\n"
        "and half French, with 60 codes and 1,624 patterns; MB are millions of bytes of UTF-8. Ratios travel between\n"
        "machines, figures don't. What each row is: benchmarks/README.md.\n\n"
        f"{table}\n"
    )
