"""Codebooks examined as a whole: what can't be read, what is missing or finds nothing, which examples fail."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from partcode.codebook.collection import gather, shipped_paths
from partcode.codebook.findings import Place, Report
from partcode.codebook.lint import check as lint
from partcode.coding.negation_words import NEGATORS
from partcode.coding.references import referred
from partcode.coding.sequence_trial import failing_sequence_examples
from partcode.coding.trial import failing_examples
from partcode.errors import Finding, Location
from partcode.match.failure import RuleError
from partcode.model import Code, Codebook
from partcode.model.options import Progress, Silent
from partcode.pipeline.codebooks.trying import own_examples


class Checked(NamedTuple):
    """The codebooks that load, and all that is wrong with them and with those that don't, file by file."""

    codebooks: tuple[Codebook, ...]
    findings: tuple[Finding, ...]


def check(paths: Sequence[Path], progress: Progress | None = None) -> Checked:
    """Check codebooks in files and folders, the shipped ones without any."""
    progress = progress or Silent()
    progress.stage("reading codebooks", None)
    gathered = gather(paths or shipped_paths())
    progress.stage("checking codebooks", len(gathered.codebooks))
    found = [*gathered.findings]
    for book in gathered.codebooks:
        found.extend(_findings(book))
        progress.advance()
    return Checked(gathered.codebooks, tuple(_by_file(dict.fromkeys(found))))


def _findings(book: Codebook) -> Iterator[Finding]:
    yield from lint(book, NEGATORS)
    sources = {one.path: one.source for one in _all_books(book)}
    for finding in _failing(own_examples(book)):
        report = Report(finding.where.path, sources.get(finding.where.path, ""))
        place = Place(finding.where.line or 1, finding.where.column or 1)
        yield replace(finding, source=report.line(place))


def _failing(book: Codebook) -> Iterator[Finding]:
    """The examples that fail, and the rules that can't be tried on them; what needs such a rule is not tried."""
    while True:
        try:
            found = [*failing_examples(book), *failing_sequence_examples(book)]
        except RuleError as error:
            yield Finding("PC492", error.message, error.where or Location(book.path), hint=error.hint)
            code, _, rule = error.rule.partition("/")
            book = _without(book, code, rule, _needing(code, _all_books(book)))
        else:
            yield from found
            return


def _all_books(book: Codebook) -> list[Codebook]:
    return [book, *(one for used in book.uses for one in _all_books(used))]


def _needing(code: str, books: Iterable[Codebook]) -> set[str]:
    """A code, and the codes that are made of it."""
    codes = [one for book in books for one in book.codes]
    needing: set[str] = set()
    more = {code}
    while more:
        needing |= more
        more = {one.id for one in codes if not needing.isdisjoint(referred(one))} - needing
    return needing


def _without(book: Codebook, code: str, rule: str, needing: Collection[str]) -> Codebook:
    """The codebook without a rule, and without the examples of the codes and sequences that need it."""

    def changed(one: Code) -> Code:
        rules = tuple(kept for kept in one.rules if one.id != code or kept.id != rule)
        return replace(one, rules=rules, examples=() if one.id in needing else one.examples)

    sequences = [one if one.codes.isdisjoint(needing) else replace(one, examples=()) for one in book.sequences]
    return replace(
        book,
        codes=tuple(map(changed, book.codes)),
        sequences=tuple(sequences),
        uses=tuple(_without(used, code, rule, needing) for used in book.uses),
    )


def _by_file(findings: Iterable[Finding]) -> list[Finding]:
    """Files in the order of their first finding, the findings of each by place."""
    found = list(findings)
    files = list(dict.fromkeys(one.where.path for one in found))
    return sorted(found, key=lambda one: (files.index(one.where.path), one.where.line or 0, one.where.column or 0))
