"""Codes that refer to other codes: where a name leads, what must be borrowed, and in which order rules can run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

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


def borrowed_codes(applied: Sequence[Codebook]) -> list[tuple[Codebook, tuple[Code, ...]]]:
    """The codes that the rules and sequences of `applied` need of further codebooks, through any number of steps."""
    known = {book.sha256 for book in applied}
    lenders: dict[str, Codebook] = {}
    needed: set[Named] = set()
    waiting = [target for book in applied for target in _wanted_by(book)]
    for book, code in waiting:  # grows while it is read
        if book.sha256 in known or (book.sha256, code.id) in needed:
            continue
        lenders.setdefault(book.sha256, book)
        needed.add((book.sha256, code.id))
        waiting += [resolve(name, book) for name in referred(code)]
    return [
        (book, tuple(code for code in book.codes if (sha256, code.id) in needed)) for sha256, book in lenders.items()
    ]


def _wanted_by(book: Codebook) -> Iterator[tuple[Codebook, Code]]:
    names = [name for code in book.codes for name in referred(code)]
    for sequence in book.sequences:
        names += sorted(sequence.codes)
    return (resolve(name, book) for name in names)


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
