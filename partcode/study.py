"""A study for notebooks: what is stored as data frames, and each analysis with the numbers of its command."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from partcode.analysis.selection import Selection
from partcode.errors import UsageError
from partcode.export.frames import Frames, frame_of, installed
from partcode.pipeline.asking import Question, ask
from partcode.store import open_store
from partcode.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partcode.analysis.crosstab import Count
    from partcode.analysis.turn_stream import Actors, Of
    from partcode.model.codebook import Certainty
    from partcode.pipeline.questions.chains import What
    from partcode.pipeline.questions.kwic import Order
    from partcode.store import Store

Codes = str | tuple[str, ...] | list[str]


def open_study(path: str | Path = "partcode.db", *, frames: Frames | None = None) -> Study:
    """The study in a database that partcode made; its tables are data frames of pandas, or of polars.

    StoreError: no such file, or none of partcode's. MissingExtra: neither library is installed.
    """
    return Study(Path(path), frames or installed())


class Study:
    """An open database. Closed by `close`, or at the end of a `with`.

    Analyses take the filters of their commands as `**filters`: code, role, side, speaker, case, document, language,
    status (one or several of each), unit, by, certainty, run. What must be known of the last table is in `notes`.
    """

    def __init__(self, path: Path, frames: Frames) -> None:
        self._opened = ExitStack()
        self._store: Store = self._opened.enter_context(open_store(path, create=False))
        self._frames = frames
        self._last = Table((), ())
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        """What the study holds."""
        run = self._store.run()
        codings, _ = self._store.count(run.id)
        chains, complete = self._store.count_chains(run.id)
        return (
            f"Study {self.path.name}: run {run.id}, unit {run.options['unit']}, {len(run.documents):,} documents, "
            f"{len(run.codebooks):,} codebooks, {codings:,} codings of rules, {chains:,} chains ({complete:,} complete)"
        )

    def close(self) -> None:
        """Let the file go."""
        self._opened.close()

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known to read the last table: the notes that a command tells on stderr."""
        return self._last.notes

    # What is stored

    def codings(self, *, code: Codes = (), certainty: Certainty = "low", run: str | None = None) -> Any:
        """One row per coding, as `partcode export segments`: words, code, rule, verdicts, speaker, status."""
        return self._coded("segments", code, certainty, run)

    def evidence(self, *, code: Codes = (), certainty: Certainty = "low", run: str | None = None) -> Any:
        """One row per match, as `partcode export evidence`."""
        return self._coded("evidence", code, certainty, run)

    def sequences(self, *, code: Codes = (), certainty: Certainty = "low", run: str | None = None) -> Any:
        """One row per step of a chain, as `partcode export sequences`."""
        return self._coded("sequences", code, certainty, run)

    def codes(self, *, certainty: Certainty = "low", run: str | None = None) -> Any:
        """One row per code of the codebooks, found or not, as `partcode export codes`."""
        return self._coded("codes", (), certainty, run)

    def matrix(self, *, unit: str | None = None, certainty: Certainty = "low", run: str | None = None) -> Any:
        """One row per segment, 0 or 1 for every code, as `partcode export matrix`."""
        chosen = Selection.of(unit=unit).unit
        with self._store.snapshot():
            return self._frame(self._store.table("matrix", unit=chosen, certainty=certainty, run=run))

    def segments(self, **filters: Any) -> Any:
        """One row per segment, coded or not: where it stands, who says it, its words, how many codings it has."""
        from partcode.pipeline.segments import segments

        with self._store.snapshot():
            return self._frame(segments(self._store, Selection.of(**filters)))

    def turns(self) -> Any:
        """One row per turn, as `partcode export turns`."""
        return self._stored("turns")

    def speakers(self) -> Any:
        """One row per speaker and document, with their attributes, as `partcode export speakers`."""
        return self._stored("speakers")

    def documents(self) -> Any:
        """One row per document, as `partcode export documents`."""
        return self._stored("documents")

    def cases(self) -> Any:
        """One row per case, with its attributes, as `partcode export cases`."""
        return self._stored("cases")

    def runs(self) -> Any:
        """One row per run, the oldest first, as `partcode export runs`."""
        return self._stored("runs")

    # Analyses

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

    def keyness(
        self,
        *,
        against: str | Sequence[str] = (),
        least: int = 3,
        limit: int = 50,
        stop_words: bool = False,
        **filters: Any,
    ) -> Any:
        """The words of what is selected against those of the rest, or of `against`, as `partcode keyness`; `least` is
        its --min."""
        from partcode.pipeline.questions.keyness import Wanted, keyness

        others = (against,) if isinstance(against, str) else against
        with self._store.snapshot():
            wanted = Wanted(least, limit, stop_words)
            return self._frame(keyness(self._store, Selection.of(**filters), others, wanted))

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
        return self._ask(question, filters, None if long else profiles.by_code)

    # Pictures and words

    def chart(self, command: str, *arguments: Any, **parameters: Any) -> Any:
        """The picture that `partcode COMMAND --plot` draws, as an Altair chart, with the parameters of the method of
        that name; of "chains" the timeline of the one case. UsageError where there is none. MissingExtra: altair is
        not installed."""
        if command == "chains":
            return self._timeline(*arguments, **parameters)
        if not hasattr(self, command) or not find_spec(f"partcode.charts.{command}"):
            raise UsageError(f"{command} has no picture", hint="those commands have one that have --plot")
        getattr(self, command)(*arguments, **parameters)
        return import_module(f"partcode.charts.{command}").chart(self._last)

    def methods(self, *, language: Literal["en", "fr"] = "en", run: str | None = None) -> str:
        """The methods appendix in Markdown, as `partcode methods`."""
        from partcode.pipeline.appendix.markdown import methods

        return methods(self._store, self.path, language, run)

    def _timeline(self, *, sequence: str | Sequence[str] = (), **filters: Any) -> Any:
        from partcode.charts.timeline import chart
        from partcode.pipeline.questions.chains import Wanted
        from partcode.pipeline.questions.timeline import timeline

        with self._store.snapshot():
            return chart(*timeline(self._store, Selection.of(**filters), Wanted.of(sequence, ())))

    def _ask(self, question: Question, filters: dict[str, Any], view: Callable[[Table], Table] | None = None) -> Any:
        """The answer as a frame, or a `view` of it; drawn is the answer itself."""
        with self._store.snapshot():
            answer = ask(self._store, Selection.of(**filters), question)
            answer = replace(answer, rows=list(answer.rows))
        frame = self._frame(view(answer) if view else answer)
        self._last = answer
        return frame

    def _coded(self, what: str, codes: Codes, certainty: Certainty, run: str | None) -> Any:
        wanted = (codes,) if isinstance(codes, str) else tuple(codes)
        with self._store.snapshot():
            return self._frame(self._store.table(what, run=run, certainty=certainty, codes=wanted))

    def _stored(self, what: str) -> Any:
        with self._store.snapshot():
            return self._frame(self._store.table(what))

    def _frame(self, table: Table) -> Any:
        """A data frame; what is undefined is NaN. The table is kept for its notes and its picture."""
        self._last = replace(table, rows=list(table.rows))
        return frame_of(self._last, self._frames)
