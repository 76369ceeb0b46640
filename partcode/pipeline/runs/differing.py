"""In what a run differs from a lock: what it was made with, its documents, and what was found, each with its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from partcode.coding.fingerprints import patterns_of
from partcode.errors import Location
from partcode.model import Codebook
from partcode.model.snapshot import Circumstances, CodebookMark
from partcode.pipeline.runs.drift import Drift
from partcode.pipeline.runs.shifts import Counts

What = Literal["tool", "library", "option", "codebook", "code", "rule", "sequence", "document", "codings", "chains"]


class Difference(NamedTuple):
    """One difference. `change` is added, removed or changed; of a document also bytes (its text is the same) or
    settings; of codings and chains moved. `counts` are the codings that moved with it, `where` its place in a file, if
    it has one."""

    what: What
    id: str
    change: str
    before: str = ""
    after: str = ""
    counts: Counts | None = None
    where: Location | None = None

    @property
    def moves(self) -> bool:
        """Whether what was coded, or found, is another; else only what it was made with is."""
        if self.what == "document":
            return self.change in ("added", "removed", "changed")
        return self.what in ("option", "codings", "chains")


class Places:
    """Where codebooks, their parts and documents stand in files: of the codebooks as they are now."""

    def __init__(self, codebooks: Sequence[Codebook], folders: Sequence[Path]) -> None:
        self._books = {book.id: book for book in codebooks}
        self._codes = {code.id: code for book in codebooks for code in book.codes}
        self._folders = folders

    def codebook(self, id: str) -> Location | None:
        """The first line of its file."""
        return Location(self._books[id].path, 1) if id in self._books else None

    def code(self, id: str, codebook: str) -> Location | None:
        """The code; its codebook, where it is gone."""
        return self._codes[id].where if id in self._codes else self.codebook(codebook)

    def rule(self, id: str, codebook: str, known: Collection[str]) -> Location | None:
        """The first of its patterns that isn't `known` from before, else the rule; its code, where that is gone."""
        code, _, name = id.partition("/")
        rule = next((one for one in self._codes[code].rules if one.id == name), None) if code in self._codes else None
        if rule is None:
            return self.code(code, codebook)
        new = (where for mark, where in patterns_of(rule).items() if known and mark not in known)
        return min(new, key=lambda where: where.line or 0, default=rule.where)

    def sequence(self, id: str, codebook: str) -> Location | None:
        """The sequence; its codebook, where it is gone."""
        known = self._books[codebook].sequences if codebook in self._books else ()
        return next((one.where for one in known if one.id == id), self.codebook(codebook))

    def document(self, path: str) -> Location | None:
        """Its file, if there is one."""
        found = next((folder / path for folder in self._folders if (folder / path).is_file()), None)
        return Location(str(found)) if found else None


def differences(before: Circumstances, after: Circumstances, drift: Drift, places: Places) -> list[Difference]:
    """All differences of two runs: what they were made with first. The shifts of `drift` must have been read."""
    return [
        *_of_circumstances(before, after),
        *_of_codebooks(before, after, drift, places),
        *_of_documents(drift, places),
        *_found("codings", drift.codes),
        *_found("chains", drift.sequences),
    ]


def _of_circumstances(before: Circumstances, after: Circumstances) -> Iterator[Difference]:
    if before.tool_version != after.tool_version:
        yield Difference("tool", "partcode", "changed", before.tool_version, after.tool_version)
    yield from (Difference("library", *one) for one in _differing(before.libraries, after.libraries))
    yield from (Difference("option", *one) for one in _differing(before.options, after.options))


def _differing(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[tuple[str, str, str, str]]:
    """(name, change, before, after) of what is in one of them alone, or has another value."""
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old != new:
            change = "added" if name not in before else "removed" if name not in after else "changed"
            yield name, change, _written(old), _written(new)


def _written(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)


def _of_codebooks(before: Circumstances, after: Circumstances, drift: Drift, places: Places) -> Iterator[Difference]:
    old, new = ({book.id: book for book in made.codebooks} for made in (before, after))
    named = ({id: _named(book) for id, book in books.items()} for books in (old, new))
    for id, change, one, other in _differing(*named):
        yield Difference("codebook", id, change, one, other, where=places.codebook(id))
        if change == "changed" and before.has_rules and after.has_rules:
            yield from _of_parts(old[id], new[id], drift, places)


def _named(book: CodebookMark) -> str:
    return f"{book.about['version']} ({book.about['sha256'][:12]})"


def _of_parts(before: CodebookMark, after: CodebookMark, drift: Drift, places: Places) -> Iterator[Difference]:
    """Codes that came or went; rules of the others that came, went, find or judge otherwise; sequences."""
    id = after.id
    rules = list(_differing(before.rules, after.rules))
    for code, change, _, _ in _differing(before.codes, after.codes):
        # That a rule is another says all about its code.
        if change != "changed" or not any(rule.startswith(f"{code}/") for rule, *_ in rules):
            yield Difference("code", code, change, counts=drift.codes.get(code), where=places.code(code, id))
    for rule, change, _, _ in rules:
        code = rule.partition("/")[0]
        if code in before.codes and code in after.codes:
            where = places.rule(rule, id, before.patterns.get(rule, ()))
            yield Difference("rule", rule, change, counts=drift.rules.get(rule), where=where)
    for one, change, _, _ in _differing(before.sequences, after.sequences):
        yield Difference("sequence", one, change, counts=drift.sequences.get(one), where=places.sequence(one, id))


def _of_documents(drift: Drift, places: Places) -> Iterator[Difference]:
    for path, change in drift.documents.items():
        yield Difference("document", path, change, "", "", drift.paths.get(path), places.document(path))


def _found(what: What, counts: Mapping[str, Counts]) -> Iterator[Difference]:
    for id, one in sorted(counts.items()):
        if one.documents:
            yield Difference(what, id, "moved", str(one.before), str(one.after), one)
