"""What is said to the person at the terminal: on stderr, so that stdout is the payload alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, TextIO

import typer

from partcode.cli.screen import Screen, draw
from partcode.errors import UsageError
from partcode.model.options import Progress, Silent
from partcode.table import Table

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


WIDTH = 120  # of what is drawn where there is no terminal


@dataclass(frozen=True, slots=True)
class Terminal:
    """stderr; `quiet` drops all but warnings."""

    quiet: bool = False

    def say(self, *lines: str) -> None:
        """Lines of a summary."""
        if not self.quiet:
            self.warn(*lines)

    def warn(self, *lines: str) -> None:
        """Lines that nobody should miss."""
        with _unheard():
            for line in lines:
                typer.echo(line, err=True)

    def confirmed(self, what: str, *about: str) -> bool:
        """Whether the person at the terminal says yes to deleting something; UsageError when nobody can be asked."""
        if not sys.stdin.isatty():
            raise UsageError(f"{what} would be deleted", hint="confirm with --yes")
        self.warn(*about)
        return typer.confirm(f"Delete {what}?", err=True)

    def bars(self, table: Table) -> None:
        """Counts as bars."""
        if not self.quiet:
            from partcode.render import bar_table

            tty = sys.stderr.isatty()
            bar_table(table, drawn := StringIO(), tty=tty, width=None if tty else WIDTH)
            with _unheard():
                draw("".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines()), sys.stderr)
                sys.stderr.flush()

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Progress for a job: a bar on a terminal, nothing anywhere else."""
        if self.quiet or not sys.stderr.isatty():
            yield Silent()
            return
        from rich.console import Console
        from rich.progress import Progress as Bar

        # Transient: the summary that follows says all that the bar said.
        stream = sys.stderr.stream if isinstance(sys.stderr, Screen) else sys.stderr
        with Bar(console=Console(file=stream), transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
            yield _Drawn(bar)


class _Drawn:
    """Progress as a bar per stage."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task: TaskID | None = None

    def stage(self, name: str, total: int | None) -> None:
        """A new bar takes the place of the one before."""
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(name, total=total)

    def advance(self, steps: int = 1) -> None:
        """The bar moves on."""
        if self._task is not None:
            self._bar.advance(self._task, steps)


@contextmanager
def _unheard() -> Iterator[None]:
    """Nobody listens (2>&1 | head), or nothing can be kept (2>/dev/full): no reason to leave work half done."""
    try:
        yield
    except OSError:
        discard(sys.stderr)


def discard(stream: TextIO) -> None:
    """Nobody reads on; what is still in the buffer must not fail when Python exits."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def count(number: int, noun: str) -> str:
    """`1 file`, `2,304 files`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def shortened(lines: Iterable[str], limit: int) -> list[str]:
    """The first lines, and how many more there are."""
    found = list(lines)
    return found if len(found) <= limit else [*found[:limit], f"  … and {len(found) - limit:,} more"]
