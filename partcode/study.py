"""A study for notebooks: what is stored as data frames, and each analysis with the numbers of its command."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, cast, get_args

from partcode.analysis.selection import Selection
from partcode.errors import MissingExtra
from partcode.pipeline.asking import Question, ask
from partcode.store import open_store
from partcode.table import Table

if TYPE_CHECKING:
    from partcode.store import Store

Frames = Literal["pandas", "polars"]


def open_study(path: str | Path = "partcode.db", *, frames: Frames | None = None) -> Study:
    """The study in a database that partcode made; its tables are data frames of pandas, or of polars.

    StoreError: no such file, or none of partcode's. MissingExtra: neither library is installed.
    """
    return Study(Path(path), frames or _installed())


class Study:
    """An open database. Closed by `close`, or at the end of a `with`."""

    def __init__(self, path: Path, frames: Frames) -> None:
        self._opened = ExitStack()
        self._store: Store = self._opened.enter_context(open_store(path, create=False))
        self._frames = frames
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._opened.close()

    def codings(self, **filters: Any) -> Any:
        """One row per coding, as `partcode export segments`."""
        return self._frame(self._store.table("segments"))

    def freq(self, **filters: Any) -> Any:
        """How often codes are used, as `partcode freq`."""
        from partcode.analysis import frequencies

        return self._ask(frequencies.freq, filters)

    def _ask(self, question: Question, filters: dict[str, Any]) -> Any:
        with self._store.snapshot():
            return self._frame(ask(self._store, Selection.of(**filters), question))

    def _frame(self, table: Table) -> Any:
        """A data frame; what is undefined is NaN. With pandas its `attrs` have the notes."""
        columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
        data = {name: list(values) for name, values in zip(table.columns, columns, strict=True)}
        if self._frames == "polars":
            import polars

            return polars.DataFrame(data, strict=False)
        import pandas

        frame = pandas.DataFrame(data)
        frame.attrs["notes"] = table.notes
        return frame


def _installed() -> Frames:
    from importlib.util import find_spec

    for library in get_args(Frames):
        if find_spec(library):
            return cast(Frames, library)
    raise MissingExtra("A data frame", "pandas")
