"""What moved between two runs, wherever they are read from: codings and chains, document by document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from partcode.model.codings import PROPOSED
from partcode.model.snapshot import Chain, Coding, FoundDocument, Snapshot
from partcode.pipeline.runs.shifts import Counts, Move, chain_steps, moved, tally

Key = tuple[int, int, str, str]  # start, end, code, coder
Tallies = defaultdict[str, Counts]
Pair = tuple[FoundDocument | None, FoundDocument | None]
T = TypeVar("T")


class Shift(NamedTuple):
    """A coding that appears, disappears, stands on other evidence, or is decided otherwise, between two versions of a
    document; None where it isn't."""

    documents: Pair
    change: Move
    before: Coding | None
    after: Coding | None


class ChainShift(NamedTuple):
    """The same of a chain."""

    documents: Pair
    change: Move
    before: Chain | None
    after: Chain | None


class Drift:
    """Two runs, compared while `shifts` is read, one document at a time: until then nothing is counted.

    `codes`, `rules` (`code/rule`), `paths` and `sequences` count codings, and chains, that move. `documents` has what
    became of each that differs itself: added, removed, changed, bytes (the file differs, the text doesn't) or settings
    (roles of speakers; not told of runs with other options or libraries, where every document has other ones). `common`
    counts those that are in both.
    With `rules_only` people's codings and decisions don't count: a run made anew has none. What one of the two doesn't
    tell at all (chains, people's codings, evidence beyond the leading match) is not compared.
    """

    def __init__(self, before: Snapshot, after: Snapshot, *, rules_only: bool = False) -> None:
        self.codes: Tallies = defaultdict(Counts)
        self.rules: Tallies = defaultdict(Counts)
        self.paths: Tallies = defaultdict(Counts)
        self.sequences: Tallies = defaultdict(Counts)
        self.documents: dict[str, str] = {}
        self.common = 0
        self._before, self._after = before, after
        self._rules_only = rules_only
        # Codings alone don't tell of documents in which nothing was found.
        self._has_documents = bool(before.made and after.made)
        self._made_alike = _way(before) == _way(after)
        self._has_chains = before.has_chains and after.has_chains
        self._has_people = before.has_people and after.has_people
        self._has_all_matches = before.has_all_matches and after.has_all_matches

    @property
    def shifted(self) -> int:
        """How many codings and chains moved, so far."""
        counts = (*self.codes.values(), *self.sequences.values())
        return sum(sum(one.moved) + one.decided for one in counts)

    def shifts(self) -> Iterator[Shift | ChainShift]:
        """What moved, in order of path and place: of each document the codings, then the chains."""
        for pair in _pairs(self._before.documents(), self._after.documents()):
            path = _either(*pair).path
            self.common += all(pair)
            if self._has_documents and (change := self._change(*pair)):
                self.documents[path] = change
            yield from self._codings(pair, path)
            if self._has_chains:
                yield from self._chains(pair, path)

    def _change(self, before: FoundDocument | None, after: FoundDocument | None) -> str:
        """What became of a document, "" when it is the same; what a source doesn't say is no difference."""
        if before is None or after is None:
            return "added" if before is None else "removed"
        for change, one, other in (
            ("changed", before.text_sha256, after.text_sha256),
            ("settings", self._made_alike and before.settings, after.settings),
            ("bytes", before.raw_sha256, after.raw_sha256),
        ):
            if one and other and one != other:
                return change
        return ""

    def _codings(self, pair: Pair, path: str) -> Iterator[Shift]:
        old, new = map(self._by_key, pair)
        sides = (old.values(), new.values())
        tally(self.codes, *((one.code for one in side) for side in sides))
        tally(self.paths, *((path for _ in side) for side in sides))
        tally(self.rules, *((name for one in side for name in _names(one)) for side in sides))
        for _, change, before, after in moved(old, new, lambda one: (one.found, one.status)):
            if before and after and before.found == after.found:
                change = "decided"
            self._add(change, before, after, path)
            yield Shift(pair, change, before, after)

    def _by_key(self, document: FoundDocument | None) -> dict[Key, Coding]:
        codings = document.codings if document else ()
        if self._rules_only:
            codings = tuple(one._replace(status=PROPOSED) for one in codings if not one.coder)
        found = (one for one in codings if self._has_people or not one.coder)
        if not self._has_all_matches:
            found = (one._replace(matches=one.matches[:1]) for one in found)
        return {(one.start, one.end, one.code, one.coder): one for one in found}

    def _add(self, change: Move, before: Coding | None, after: Coding | None, path: str) -> None:
        code = _either(before, after).code
        self.codes[code].add(change, path)
        self.paths[path].add(change, path)
        for rule in _moving(before, after):
            self.rules[f"{code}/{rule}"].add(change, path)

    def _chains(self, pair: Pair, path: str) -> Iterator[ChainShift]:
        old, new = map(_chains_by_key, pair)
        tally(self.sequences, (one.sequence for one in old.values()), (one.sequence for one in new.values()))
        for (_, sequence, _), change, before, after in moved(old, new, chain_steps):
            self.sequences[sequence].add(change, path)
            yield ChainShift(pair, change, before, after)


def _pairs(before: Iterator[FoundDocument], after: Iterator[FoundDocument]) -> Iterator[Pair]:
    """Documents of two runs by path, both in its order."""
    old, new = next(before, None), next(after, None)
    while old or new:
        first = min(one.path for one in (old, new) if one)
        pair = (old if old and old.path == first else None, new if new and new.path == first else None)
        yield pair
        old = next(before, None) if pair[0] else old
        new = next(after, None) if pair[1] else new


def _either(before: T | None, after: T | None) -> T:
    one = before or after
    assert one is not None
    return one


def _way(run: Snapshot) -> tuple[object, ...]:
    """How a run was made, apart from codebooks and documents."""
    return (run.made.tool_version, run.made.libraries, run.made.options) if run.made else ()


def _chains_by_key(document: FoundDocument | None) -> dict[tuple[int, str, str], Chain]:
    return {(one.steps[0].segment, one.sequence, one.codebook): one for one in (document.chains if document else ())}


def _names(one: Coding) -> set[str]:
    """The rules of a coding, with their code."""
    return {f"{one.code}/{match.rule}" for match in one.matches}


def _moving(before: Coding | None, after: Coding | None) -> set[str]:
    """The rules whose matches come or go; all of them where only their order is another."""
    old, new = (set(one.matches) if one else set() for one in (before, after))
    return {match.rule for match in (old ^ new or old | new)}
