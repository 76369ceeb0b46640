"""Several codebooks at once: those that ship with partcode, and files and folders of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from os.path import exists, isdir, isfile
from pathlib import Path
from typing import NamedTuple

from partcode.codebook import tree
from partcode.codebook.findings import Place, Report, listed, meant
from partcode.codebook.library import Library, files, shipped, shipped_paths, shown
from partcode.codebook.loader import Loader
from partcode.codebook.neighbours import Loaded
from partcode.codebook.tree import Fields
from partcode.errors import CodebookError, Finding, Location, UsageError
from partcode.model.codebook import Codebook

__all__ = ["Gathered", "collect", "gather", "named", "shipped_paths", "with_lists"]


class Gathered(NamedTuple):
    """Codebooks that load, in the order given, and what is wrong with the others. `extended` has, by the path of a
    codebook that another one of them extends, the id of that one: there its codes are, and it isn't applied itself."""

    codebooks: tuple[Codebook, ...]
    extended: Mapping[str, str]
    findings: tuple[Finding, ...]

    @property
    def applied(self) -> tuple[Codebook, ...]:
        """Those that a run applies."""
        return tuple(book for book in self.codebooks if book.path not in self.extended)

    def sound(self) -> Gathered:
        """Itself. Raises CodebookError with the findings of all files together."""
        if self.findings:
            raise CodebookError(self.findings)
        return self


def collect(paths: Sequence[Path]) -> tuple[Codebook, ...]:
    """The codebooks in files and folders that a run applies. Raises CodebookError."""
    return gather(paths).sound().applied


def gather(paths: Sequence[Path]) -> Gathered:
    """The codebooks in files and folders (*.yaml, *.yml, sorted), each file once. A path that isn't there may be the
    name of one that is shipped (norms). Two codebooks of one id are findings, and two codes that would be applied.
    """
    findings: list[Finding] = []
    given = list(dict.fromkeys(file for path in paths for file in _given(path, findings)))
    loader = Loader(Library(given))
    loaded: list[Loaded] = []
    for path in given:
        try:
            loaded.append(loader.load(path, shown(path)))
        except CodebookError as error:
            findings.extend(error.findings)
    extended = {base.path: one.codebook.id for one in loaded for base in one.bases}
    found = Gathered(tuple(one.codebook for one in loaded), extended, ())
    findings.extend(_repeated(found))
    return found._replace(findings=tuple(dict.fromkeys(findings)))


def named(name: str, paths: Sequence[Path] = ()) -> Codebook:
    """The codebook in a file, or the one of that id in `paths` or, failing that, among the shipped ones. Raises
    CodebookError with its findings, and UsageError when there is none."""
    return with_lists(name, paths).codebook


def with_lists(name: str, paths: Sequence[Path] = ()) -> Loaded:
    """The same with its lists, for patterns that name them."""
    given = [Path(name)] if isfile(name) else [file for path in paths for file in _given(path, [])]
    library = Library(given)
    found = {heading.id: heading.path for heading in reversed(library.near(None)) if heading.path}
    path = given[0] if isfile(name) else found.get(name)
    if path is None:
        hint = meant(name, found).removeprefix("; ") or "a file, or an id: see partcode codebook list"
        raise UsageError(f"no codebook {name}", hint=hint)
    return Loader(library).load(path, shown(path))


def _given(path: Path, findings: list[Finding]) -> list[Path]:
    if not isdir(path):  # Path.is_dir raises for names that are too long
        return [path] if path.suffix or exists(path) else _shipped(path, findings)
    if not (found := files(path)):
        findings.append(Finding("PC100", "no codebook in this folder", Location(str(path)), hint="*.yaml or *.yml"))
    return found


def _shipped(path: Path, findings: list[Finding]) -> list[Path]:
    """The shipped codebook that a path which isn't there names."""
    known = shipped()
    if found := known.get(str(path)):
        return [found]
    message = f"neither a file nor a codebook that comes with partcode{meant(path.name, known)}"
    findings.append(Finding("PC100", message, Location(str(path)), hint=f"those that do: {listed(known)}"))
    return []


def _repeated(found: Gathered) -> Iterator[Finding]:
    books: dict[str, Codebook] = {}
    codes: dict[str, Codebook] = {}
    for book in found.codebooks:
        report = Report(book.path, book.source)
        if (other := books.setdefault(book.id, book)) is not book:
            report.add("PC215", Place(1, 1), f"a second codebook {book.id}", f"the first is {other.path}")
        for code in book.codes if book.path not in found.extended else ():
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
