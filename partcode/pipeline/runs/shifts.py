"""What moved between two findings: codings and chains that appear, disappear, or stand on something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar

from partcode.coding.evidence import UNKNOWN
from partcode.model.snapshot import NOTHING, Match

Move = Literal["appears", "disappears", "changed", "decided"]
K = TypeVar("K", bound=tuple[Any, ...])
V = TypeVar("V")


class Step(Protocol):
    """A step of a chain: its code, and its segment."""

    @property
    def code(self) -> str: ...

    @property
    def segment(self) -> int: ...


class Chained(Protocol):
    """A chain, of whichever finding."""

    @property
    def complete(self) -> bool: ...

    @property
    def steps(self) -> Sequence[Step]: ...


class Moved(NamedTuple, Generic[K, V]):
    """One thing of two findings; None where it isn't."""

    key: K
    change: Move
    before: V | None
    after: V | None


@dataclass(slots=True)
class Counts:
    """Codings of one code, or chains of one sequence, before and after; `decided` are those that a person has judged,
    or judges otherwise."""

    before: int = 0
    after: int = 0
    appears: int = 0
    disappears: int = 0
    changed: int = 0
    decided: int = 0
    documents: set[str] = field(default_factory=set)

    def add(self, change: Move, document: str) -> None:
        """Count one that moves."""
        setattr(self, change, getattr(self, change) + 1)
        self.documents.add(document)

    @property
    def moved(self) -> tuple[int, int, int]:
        """How many appear, disappear and change."""
        return self.appears, self.disappears, self.changed


def moved(
    before: Mapping[K, V], after: Mapping[K, V], made_of: Callable[[V], object] = lambda one: one
) -> Iterator[Moved[K, V]]:
    """Of two findings in one document, what differs in what it is `made_of`, in order of the keys."""
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            yield Moved(key, "appears" if old is None else "disappears", old, new)
        elif made_of(old) != made_of(new):
            yield Moved(key, "changed", old, new)


def tally(counts: Mapping[str, Counts], before: Iterable[str], after: Iterable[str]) -> None:
    """Count what is there before and after, by id."""
    for id in before:
        counts[id].before += 1
    for id in after:
        counts[id].after += 1


def chain_steps(chain: Chained) -> tuple[object, ...]:
    """What a chain is made of."""
    return (chain.complete, *((step.code, step.segment) for step in chain.steps))


def leading(before: Sequence[Match], after: Sequence[Match]) -> tuple[Match, Match]:
    """The matches that tell what moved: where there are some before and after, the first that goes and the first that
    comes, or else the leading ones; NOTHING where there are none."""
    gone = next((match for match in before if match not in after), before[0] if before else NOTHING)
    came = next((match for match in after if match not in before), after[0] if after else NOTHING)
    return gone, came


def told_match(match: Match, text: str) -> tuple[str, str, str]:
    """Rule, words, verdict."""
    return match.rule, text[match.start : match.end], told_verdict(match.negated, match.reported)


def told_verdict(negated: bool, reported: int) -> str:
    """A verdict in words, "" when a code is simply there."""
    said = "perhaps reported" if reported == UNKNOWN else "reported" if reported else ""
    return ", ".join(filter(None, ("negated" if negated else "", said)))
