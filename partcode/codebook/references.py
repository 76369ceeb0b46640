"""Codes that name other codes: each must be there, and none may come round to itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from partcode.codebook.findings import Report, brief, listed, meant
from partcode.codebook.library import Heading, shown
from partcode.codebook.rules import Reference
from partcode.model.codebook import Code

Graph = Mapping[str, tuple[str, ...]]


def check_known(
    references: Iterable[Reference],
    known: Iterable[str],
    report: Report,
    having: Callable[[str], Heading | None],
    used: Mapping[str, str],
) -> None:
    """A finding for each code that isn't `known`; `having` gives a codebook that has it, `used` are the files of those
    that are used, by id."""
    ids = dict.fromkeys(known)
    for reference in references:
        if (name := reference.target) not in ids:
            hint = _hint(having(name), used) or f"codes here: {listed(ids)}"
            report.add("PC230", reference.named.place, f"unknown code {brief(name)}{meant(name, ids)}", hint)


def _hint(book: Heading | None, used: Mapping[str, str]) -> str:
    """How to come by a code that `book` has."""
    if book is None or book.path is None:
        return ""
    if book.id not in used:
        return f"{book.id} has it: add uses: [{book.id}]"
    return f"{shown(book.path)} has it, but uses: [{book.id}] is {used[book.id]} here: give one of the two another name"


def check_circles(references: Iterable[Reference], codes: Iterable[Code], report: Report) -> None:
    """A finding for each circle of codes, at the first of `references` that is part of it.

    Only the codes of one codebook can make one, since codebooks that use each other in a circle are refused.
    """
    graph = {code.id: tuple(name for rule in code.rules for name in rule.codes) for code in codes}
    told: set[str] = set()
    for owner, named in references:
        target = named.value.strip()
        if target in told and owner in told:
            continue
        if way := _way(graph, target, owner):
            told.update(way)
            hint = f"the circle: {listed((owner, *way), ' → ')}"
            report.add("PC233", named.place, f"{owner} refers to itself", hint)


def _way(graph: Graph, start: str, end: str) -> tuple[str, ...]:
    """A shortest way along `graph`, both ends included; () when there is none."""
    before = {start: ""}
    queue = [start]
    for at in queue:
        if at == end:
            break
        for following in graph.get(at, ()):
            if following not in before:
                before[following] = at
                queue.append(following)
    if end not in before:
        return ()
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return tuple(reversed(way))
