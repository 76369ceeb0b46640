"""Codebooks examined as a whole: what can't be read, what is missing or finds nothing, which examples fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from partcode.codebook.collection import gather, shipped_paths
from partcode.codebook.findings import Place, Report
from partcode.codebook.lint import check as lint
from partcode.coding.sequence_trial import failing_sequence_examples
from partcode.coding.trial import failing_examples
from partcode.errors import Finding
from partcode.model import Codebook
from partcode.model.options import Progress, Silent
from partcode.pipeline.trying import own_examples


class Checked(NamedTuple):
    """The codebooks that load, and all that is wrong with them and with those that don't, file by file."""

    codebooks: tuple[Codebook, ...]
    findings: tuple[Finding, ...]


def check(paths: Sequence[Path], progress: Progress | None = None) -> Checked:
    """Check codebooks in files and folders, the shipped ones without any."""
    progress = progress or Silent()
    progress.stage("reading codebooks", None)
    codebooks, broken = gather(paths or shipped_paths())
    progress.stage("checking codebooks", len(codebooks))
    found = [*broken]
    for book in codebooks:
        found.extend(_findings(book))
        progress.advance()
    return Checked(codebooks, tuple(_by_file(found)))


def _findings(book: Codebook) -> Iterator[Finding]:
    yield from lint(book)
    report = Report(book.path, book.source)
    tried = own_examples(book)
    for finding in (*failing_examples(tried), *failing_sequence_examples(tried)):
        place = Place(finding.where.line or 1, finding.where.column or 1)
        yield replace(finding, source=report.line(place))


def _by_file(findings: Iterable[Finding]) -> list[Finding]:
    """Files in the order of their first finding, the findings of each by place."""
    found = list(findings)
    files = list(dict.fromkeys(one.where.path for one in found))
    return sorted(found, key=lambda one: (files.index(one.where.path), one.where.line or 0, one.where.column or 0))
