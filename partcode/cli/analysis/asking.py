"""What every question to the codings has in common: its filters, where its table goes, and its picture."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from partcode.cli.analysis import options as shared
from partcode.cli.options import (
    Certainty,
    CertaintyOption,
    Db,
    Excel,
    Output,
    Project,
    Quiet,
    Run,
    TableFormatOption,
    study,
)
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal
from partcode.errors import UsageError
from partcode.table import Table

if TYPE_CHECKING:
    from partcode.analysis.selection import Selection
    from partcode.pipeline.asking import Question
    from partcode.store import Store

PICTURES = (".svg", ".png")

View = Callable[[Table], Table]

_Own = ParamSpec("_Own")
# In the order of the help; with their defaults.
_FILTERS: dict[str, tuple[Any, Any]] = {
    "code": (shared.Codes, None),
    "role": (shared.Roles, None),
    "side": (shared.Sides, None),
    "speaker": (shared.Speakers, None),
    "case": (shared.Cases, None),
    "document": (shared.Documents, None),
    "language": (shared.Languages, None),
    "status": (shared.Statuses, None),
    "unit": (shared.CountedUnit, None),
    "by": (shared.By, ""),
    "certainty": (CertaintyOption, Certainty.LOW),
    "run": (Run, None),
}
_OUTPUTS: dict[str, tuple[Any, Any]] = {
    "output": (Output, None),
    "format": (TableFormatOption, None),
    "excel": (Excel, None),
    "db": (Db, None),
    "project": (Project, None),
    "quiet": (Quiet, False),
}


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as somebody asks it: what it is about, of which database, and where the answer goes. `chart` is the
    module of partcode.charts that draws it, "" where there is no picture."""

    selection: Selection
    db: Path
    target: Target
    terminal: Terminal
    plot: Path | None
    chart: str

    @property
    def for_people(self) -> bool:
        """Whether the answer is for a person at a terminal."""
        return self.target.file is None and self.target.format is None and sys.stdout.isatty()

    def put(self, question: Question, shown: tuple[str, ...] = (), view: View | None = None) -> None:
        """Ask, and write the answer, or a `view` of it; drawn is the answer itself. A person at a terminal sees the
        columns `shown`, after that of the group."""
        from partcode.pipeline.asking import ask

        with self.store() as store:
            self.write(ask(store, self.selection, question), shown, view)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The database, as it is at one moment."""
        from partcode.store import open_store

        with open_store(self.db, create=False) as store, store.snapshot():
            yield store

    def write(
        self, table: Table, shown: tuple[str, ...] = (), view: View | None = None, drawn: tuple[Table, ...] = ()
    ) -> None:
        """Write an answer, and draw it, or the tables `drawn`, if that was asked for."""
        table = replace(table, rows=list(table.rows))
        if self.plot is not None:
            from importlib import import_module

            from partcode.export.pictures import write_picture

            chart = import_module(f"partcode.charts.{self.chart}").chart
            write_picture(chart(*(drawn or (table,))), self.plot)
            self.terminal.say(f"drawn: {self.plot}")
        if view is not None:
            self.target.put(view(table), self.terminal)
            return
        group = table.columns[:1] if self.selection.by and shown else ()
        self.target.put(table, self.terminal, tuple(dict.fromkeys((*group, *shown))))


def asks(
    chart: str = "", without: tuple[str, ...] = ()
) -> Callable[[Callable[Concatenate[Asking, _Own], None]], Callable[..., None]]:
    """A command that has its own parameters and, behind them, those of every question, but for filters that it can do
    `without`; with --plot if it has a `chart`."""
    filters = {name: about for name, about in _FILTERS.items() if name not in without}
    outputs = {**({"plot": (shared.Plot, None)} if chart else {}), **_OUTPUTS}

    def wrap(command: Callable[Concatenate[Asking, _Own], None]) -> Callable[..., None]:
        def run(**given: Any) -> None:
            for_all = {name: given.pop(name) for name in (*filters, *outputs)}
            command(_asking(for_all, chart), **given)  # type: ignore[call-arg]

        own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
        # Typer reads the parameters of a command from its signature.
        added = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
            for name, (kind, default) in {**filters, **outputs}.items()
        ]
        signature = inspect.Signature([one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own] + added)
        run.__signature__ = signature  # type: ignore[attr-defined]
        run.__annotations__ = {name: one.annotation for name, one in signature.parameters.items()}
        run.__name__, run.__doc__ = command.__name__, command.__doc__
        return run

    return wrap


def _asking(given: dict[str, Any], chart: str) -> Asking:
    from partcode.analysis.selection import Selection

    options = study(given["project"], excel=given["excel"], db=given["db"])
    target = Target(given["output"], given["format"], options.excel)
    target.check()
    plot: Path | None = given.get("plot")
    if plot is not None and plot.suffix.lower() not in PICTURES:
        raise UsageError(f"{plot}: not a picture that can be drawn", hint=f"name it {plot.stem}.svg or {plot.stem}.png")
    selection = Selection.of(**{name: given[name] for name in _FILTERS if name in given})
    return Asking(selection, options.db, target, Terminal(given["quiet"]), plot, chart)
