"""Codes that refer to other codes: where a name leads, what must be borrowed, and in which order rules can run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from partcode.model import Code, Codebook

Named = tuple[str, str]  # the sha256 of a codebook, and the id of one of its codes


def resolve(name: str, codebook: Codebook) -> tuple[Codebook, Code]:
    """The code that a rule or a sequence of `codebook` means: its own, or that of the first codebook it uses.

    Raises LookupError for a name that the loader should have refused.
    """
    for book in (codebook, *codebook.uses):
        for code in book.codes:
            if code.id == name:
                return book, code
    raise LookupError(f"codebook {codebook.id} refers to {name}, which neither it nor a codebook it uses has")


class Portion(NamedTuple):
    """The codes and sequences of a codebook that are asked for, by id."""

    codes: frozenset[str]
    sequences: frozenset[str]

    @classmethod
    def whole(cls, book: Codebook) -> Portion:
        """All of them."""
        return cls(frozenset(code.id for code in book.codes), frozenset(one.id for one in book.sequences))


def needed_codes(asked: Sequence[tuple[Codebook, Portion]]) -> list[tuple[Codebook, tuple[Code, ...]]]:
    """The codes to be matched: those asked for, and those that their rules and the sequences asked for need, of
    whichever codebook, through any number of steps. First the codebooks asked, in their order, then the others."""
    books = {book.sha256: book for book, _ in asked}
    needed: set[Named] = set()
    waiting = [target for book, portion in asked for target in _asked(book, portion)]
    for book, code in waiting:  # grows while it is read
        if (book.sha256, code.id) in needed:
            continue
        books.setdefault(book.sha256, book)
        needed.add((book.sha256, code.id))
        waiting += [resolve(name, book) for name in referred(code)]
    return [(book, tuple(code for code in book.codes if (sha256, code.id) in needed)) for sha256, book in books.items()]


def _asked(book: Codebook, portion: Portion) -> Iterator[tuple[Codebook, Code]]:
    yield from ((book, code) for code in book.codes if code.id in portion.codes)
    for sequence in book.sequences:
        if sequence.id in portion.sequences:
            yield from (resolve(name, book) for name in sorted(sequence.codes))


def referred(code: Code) -> Iterator[str]:
    """The names of the codes whose matches are matches of its rules."""
    return (name for rule in code.rules for name in rule.codes)


def in_order(sources: Mapping[int, Iterable[int]]) -> tuple[int, ...]:
    """The rules, each after its `sources`; those of one standing in the order given.

    Raises ValueError where rules take matches from each other in a circle.
    """
    try:
        return tuple(TopologicalSorter(sources).static_order())
    except CycleError as error:
        raise ValueError("rules take matches from each other in a circle, which no codebook may hold") from error
