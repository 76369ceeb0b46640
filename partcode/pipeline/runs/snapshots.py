"""Runs of a database as snapshots."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from partcode.coding.evidence import UNKNOWN
from partcode.coding.fingerprints import fingerprints, patterns_of
from partcode.errors import LockError, PartcodeError
from partcode.model import Codebook
from partcode.model.chains import CodedChain
from partcode.model.codings import person_of
from partcode.model.snapshot import (
    Chain,
    ChainStep,
    Circumstances,
    CodebookMark,
    Coding,
    FoundDocument,
    Match,
    Snapshot,
)
from partcode.pipeline.naming import as_applied
from partcode.store import Coded, CodedDocument, RunRow, Store


def snapshot_of(store: Store, run: str | None, name: str, codebooks: Sequence[Codebook] | None = None) -> Snapshot:
    """A run (or the latest) of a database. With `codebooks`, those that are at hand, the fingerprints of its rules
    come with it: LockError where one of its codebooks can't be had as it was."""
    row = store.run(run)

    settings = {one["path"]: one["settings"] for one in row.documents}

    def documents() -> Iterator[FoundDocument]:
        return (_document(one, settings[one.path]) for one in store.coded_documents(row.id))

    return Snapshot(name, _made(store, row, codebooks), documents)


class _Around:
    """The context of codings in a document of the database."""

    def __init__(self, document: CodedDocument) -> None:
        self._document = document

    @property
    def text(self) -> str:
        """The stored text."""
        return self._document.text

    def voice(self, place: int) -> tuple[int | None, str]:
        """The turn there, and the role of who speaks."""
        turns = self._document.turns
        number = bisect_right(turns, place, key=lambda turn: turn[0]) - 1
        turn = number if number >= 0 and place < turns[number][1] else None
        return None if turn is None else turn + 1, self._document.voices[turn][1]


def _made(store: Store, run: RunRow, codebooks: Sequence[Codebook] | None) -> Circumstances:
    books: tuple[CodebookMark, ...] = tuple(CodebookMark(about) for about in run.codebooks)
    if codebooks is not None:
        at_hand = {one.sha256: one for one in codebooks}
        books = tuple(_marked(store, one, at_hand.get(one.about["sha256"])) for one in books)
    return Circumstances(run.id, run.tool_version, run.options, run.libraries, books, codebooks is not None)


def _marked(store: Store, mark: CodebookMark, codebook: Codebook | None) -> CodebookMark:
    """The codebook with the fingerprints of its parts; read from the database where it isn't at hand."""
    if codebook is None:
        stored = next(one for one in store.codebooks() if one.sha256 == mark.about["sha256"])
        try:
            codebook = as_applied(stored)
        except PartcodeError:
            hint = "name the codebooks of this run with --codebook; where they have changed since, run once more"
            raise LockError(f"the codebook {mark.id} can't be had as it was applied", hint=hint) from None
    prints = fingerprints(codebook)
    rules = {f"{code}/{rule}": found for (code, rule), found in prints.rules.items()}
    patterns = {
        f"{code.id}/{rule.id}": tuple(sorted(patterns_of(rule))) for code in codebook.codes for rule in code.rules
    }
    return CodebookMark(mark.about, prints.codes, rules, patterns, prints.sequences)


def _document(document: CodedDocument, settings: str) -> FoundDocument:
    return FoundDocument(
        document.path,
        document.text_sha256,
        document.raw_sha256,
        settings,
        tuple(_coding(document, one) for one in document.codings),
        tuple(map(_chain, document.chains)),
        _Around(document),
    )


def _coding(document: CodedDocument, one: Coded) -> Coding:
    matches = tuple(
        Match(rule, start, end, bool(negated), _verdict(reported))
        for rule, _, start, end, negated, reported, _ in document.matches.get(one.coding, ())
    )
    return Coding(
        one.start,
        one.end,
        one.code,
        person_of(one.coder),
        matches,
        bool(one.negated),
        _verdict(one.reported),
        one.status,
    )


def _verdict(reported: int | None) -> int:
    return UNKNOWN if reported is None else reported


def _chain(one: CodedChain) -> Chain:
    steps = (ChainStep(step.code, step.start, step.match_start, step.match_end) for step in one.steps)
    return Chain(one.sequence, one.codebook, one.found, one.needed, tuple(steps))
