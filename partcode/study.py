"""A study for notebooks: what is stored as data frames, and each analysis with the numbers of its command."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, cast, get_args

from partcode.analysis.selection import Selection
from partcode.errors import MissingExtra
from partcode.pipeline.asking import Question, ask
from partcode.store import open_store
from partcode.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partcode.analysis.crosstab import Count
    from partcode.analysis.turn_stream import Actors, Of
    from partcode.pipeline.questions.chains import What
    from partcode.pipeline.questions.kwic import Order
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

    def kwic(
        self, wanted: str, *, context: int = 8, sort: Order = "document", codebook: str = "", **filters: Any
    ) -> Any:
        """Every place of a pattern or a code, as `partcode kwic`; lists of a pattern are those of `codebook`."""
        from partcode.pipeline.questions.kwic import kwic

        with self._store.snapshot():
            selection = Selection.of(**filters)
            return self._frame(kwic(self._store, selection, wanted, codebook=codebook, context=context, order=sort))

    def search(self, words: str, *, limit: int = 20, **filters: Any) -> Any:
        """Full-text search, the best paragraphs first, as `partcode search`."""
        from partcode.pipeline.questions.search import search

        with self._store.snapshot():
            return self._frame(search(self._store, Selection.of(**filters), words, limit=limit))

    def keyness(
        self,
        *,
        against: str | Sequence[str] = (),
        min_count: int = 3,
        top: int = 50,
        stop_words: bool = False,
        **filters: Any,
    ) -> Any:
        """The words of what is selected against those of the rest, or of `against`, as `partcode keyness`."""
        from partcode.pipeline.questions.keyness import Wanted, keyness

        others = (against,) if isinstance(against, str) else against
        with self._store.snapshot():
            wanted = Wanted(min_count, top, stop_words)
            return self._frame(keyness(self._store, Selection.of(**filters), others, wanted))

    def freq(self, *, over: str = "document", zeros: bool = False, **filters: Any) -> Any:
        """How often codes are used, as `partcode freq`."""
        from partcode.analysis import frequencies

        return self._ask(partial(frequencies.freq, over=over, zeros=zeros), filters)

    def crosstab(self, facet: str = "role", *, count: Count = "codings", **filters: Any) -> Any:
        """Codes by role, side, case …, as `partcode crosstab`."""
        from partcode.analysis import crosstab

        return self._ask(partial(crosstab.crosstab, by=facet, count=count), filters)

    def cooccur(self, *, within: str | int = "segment", least: int = 1, **filters: Any) -> Any:
        """Codes that occur together, as `partcode cooccur`; `least` is its --min."""
        from partcode.analysis import cooccurrence

        return self._ask(partial(cooccurrence.cooccur, within=str(within), least=least), filters)

    def map(
        self,
        facet: str = "case",
        *,
        count: Literal["codings", "segments"] = "codings",
        least: int = 5,
        axes: tuple[int, int] = (1, 2),
        **filters: Any,
    ) -> Any:
        """Codes and values of a facet as points of one map, as `partcode map`; `least` is its --min."""
        from partcode.analysis.map import code_map

        return self._ask(partial(code_map, facet=facet, count=count, least=least, axes=axes), filters)

    def saturation(
        self,
        *,
        over: str = "document",
        base: int = 4,
        run_length: int = 2,
        threshold: float = 0.05,
        orders: int = 1000,
        seed: int = 1,
        **filters: Any,
    ) -> Any:
        """New codes per interview, as `partcode saturation`."""
        from partcode.analysis import saturation

        question = partial(
            saturation.saturation,
            over=over,
            base=base,
            run_length=run_length,
            threshold=threshold,
            orders=orders,
            seed=seed,
        )
        return self._ask(question, filters)

    def profile(
        self, of: str = "case", *, clusters: int | None = None, seed: int = 1, long: bool = False, **filters: Any
    ) -> Any:
        """Codes per case and clusters of cases, as `partcode profile`."""
        from partcode.analysis import profiles

        question = partial(profiles.profile, of=of, clusters=clusters, seed=seed)
        with self._store.snapshot():
            table = ask(self._store, Selection.of(**filters), question)
        return self._frame(table if long else profiles.by_code(table))

    def sequence(
        self,
        *,
        of: Of = "moves",
        actors: Actors = "role",
        permutations: int = 1000,
        seed: int = 1,
        lag: int = 1,
        within: int = 0,
        answers: bool = False,
        no_repeats: bool = False,
        every_turn: bool = False,
        **filters: Any,
    ) -> Any:
        """What follows what from turn to turn, as `partcode sequence`."""
        from partcode.analysis.sequence import Steps, sequence

        steps = Steps(lag, within, answers, no_repeats, every_turn)
        asked = partial(sequence, of=of, actors=actors, steps=steps, permutations=permutations, seed=seed)
        return self._ask(asked, filters)

    def chains(
        self,
        what: What = "chains",
        *,
        sequence: str | Sequence[str] = (),
        concession: str | Sequence[str] = (),
        permutations: int = 200,
        seed: int = 1,
        **filters: Any,
    ) -> Any:
        """The chains of sequences, their `steps`, or a `summary` by sequence, as `partcode chains`."""
        from partcode.pipeline.questions.chains import Wanted, chains

        with self._store.snapshot():
            wanted = Wanted.of(sequence, concession)
            selection = Selection.of(**filters)
            return self._frame(chains(self._store, selection, what, wanted, permutations, seed))

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
