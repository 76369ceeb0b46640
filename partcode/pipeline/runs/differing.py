"""In what a run differs from a lock: what it was made with, its documents, and what was found, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from partcode.errors import Location
from partcode.model.snapshot import Circumstances, CodebookMark
from partcode.pipeline.runs.drift import Drift
from partcode.pipeline.runs.places import Places
from partcode.pipeline.runs.shifts import Counts

What = Literal["tool", "library", "option", "codebook", "code", "rule", "sequence", "document", "codings", "chains"]


class Difference(NamedTuple):
    """One difference. `change` is added, removed or changed; of a document also bytes (its text is the same), settings
    or missing (it is stored, but its file is no longer there); of codings and chains moved. `counts` are the codings
    that moved with it, `where` its place in a file, if it has one."""

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
            return self.change in ("added", "removed", "changed", "missing")
        return self.what in ("option", "codings", "chains")


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
        where = places.roles(path) if change == "settings" else places.document(path)
        yield Difference("document", path, change, "", "", drift.paths.get(path), where)


def _found(what: What, counts: Mapping[str, Counts]) -> Iterator[Difference]:
    for id, one in sorted(counts.items()):
        if one.documents:
            yield Difference(what, id, "moved", str(one.before), str(one.after), one)
