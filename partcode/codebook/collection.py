"""Several codebooks at once: those that ship with partcode, and files and folders of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from os.path import exists, isdir, isfile
from pathlib import Path

from partcode.codebook import tree
from partcode.codebook.findings import Place, Report, meant
from partcode.codebook.library import Library, files, shipped, shipped_paths, shown
from partcode.codebook.loader import Loader
from partcode.codebook.tree import Fields
from partcode.errors import CodebookError, Finding, Location, UsageError
from partcode.model.codebook import Codebook

__all__ = ["collect", "gather", "named", "shipped_paths"]


def collect(paths: Sequence[Path]) -> tuple[Codebook, ...]:
    """All codebooks in files and folders. Raises CodebookError with the findings of all files together."""
    codebooks, findings = gather(paths)
    if findings:
        raise CodebookError(findings)
    return codebooks


def gather(paths: Sequence[Path]) -> tuple[tuple[Codebook, ...], tuple[Finding, ...]]:
    """The codebooks in files and folders (*.yaml, *.yml, sorted) that load, each file once, in the order given; and
    what is wrong with the others. A path that isn't there may be the name of one that is shipped (norms). Two
    codebooks or two codes of one id are findings too.
    """
    findings: list[Finding] = []
    given = list(dict.fromkeys(file for path in paths for file in _given(path, findings)))
    loader = Loader(Library(given))
    codebooks: list[Codebook] = []
    for path in given:
        try:
            codebooks.append(loader.load(path, shown(path)).codebook)
        except CodebookError as error:
            findings.extend(error.findings)
    findings.extend(_repeated(codebooks))
    return tuple(codebooks), tuple(dict.fromkeys(findings))


def named(name: str, paths: Sequence[Path] = ()) -> Codebook:
    """The codebook in a file, or the one of that id in `paths` or, failing that, among the shipped ones. Raises
    CodebookError with its findings, and UsageError when there is none."""
    given = [Path(name)] if isfile(name) else [file for path in paths for file in _given(path, [])]
    library = Library(given)
    found = {heading.id: heading.path for heading in reversed(library.near(None)) if heading.path}
    path = given[0] if isfile(name) else found.get(name)
    if path is None:
        hint = meant(name, found).removeprefix("; ") or "a file, or an id: see partcode codebook list"
        raise UsageError(f"no codebook {name}", hint=hint)
    return Loader(library).load(path, shown(path)).codebook


def _given(path: Path, findings: list[Finding]) -> list[Path]:
    if not isdir(path):  # Path.is_dir raises for names that are too long
        return [path if path.suffix or exists(path) else shipped().get(path.name, path)]
    if not (found := files(path)):
        findings.append(Finding("PC100", "no codebook in this folder", Location(str(path)), hint="*.yaml or *.yml"))
    return found


def _repeated(codebooks: Iterable[Codebook]) -> Iterator[Finding]:
    books: dict[str, Codebook] = {}
    codes: dict[str, Codebook] = {}
    for book in codebooks:
        report = Report(book.path, book.source)
        if (other := books.setdefault(book.id, book)) is not book:
            report.add("PC215", Place(1, 1), f"a second codebook {book.id}", f"the first is {other.path}")
        for code in book.codes:
            if (first := codes.setdefault(code.id, book)) is not book:
                _report_code(code.id, code.where, first, report)
        yield from report.findings


def _report_code(id: str, where: Location, first: Codebook, report: Report) -> None:
    """An inherited code stands in another file; what can be mended is that both codebooks are applied."""
    if where.path == report.path:
        place = Place(where.line or 1, where.column or 1)
        report.add("PC216", place, f"a second code {id}", f"the first is in {first.path}")
    else:
        hint = f"{first.path} has it too: apply one of them, or switch the code off: without: [{id}]"
        report.add("PC216", _extend(report), f"a second code {id}, inherited from {where.path}", hint)


def _extend(report: Report) -> Place:
    root = tree.read("\n".join(report.lines), Report("", ""))
    entries = root.entries if isinstance(root, Fields) else ()
    return next((value.place for key, value in entries if key.value == "extend"), Place(1, 1))
