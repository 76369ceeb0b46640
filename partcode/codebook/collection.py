"""Several codebooks at once: those that ship with partcode, and files and folders of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from partcode.codebook.findings import Place, Report
from partcode.codebook.loader import load
from partcode.errors import CodebookError, Finding, Location
from partcode.model.codebook import Codebook

_HERE = Path(__file__).resolve().parent
_SUFFIXES = (".yaml", ".yml")


def shipped_paths() -> tuple[Path, ...]:
    """The codebooks that come with partcode, sorted: in the installed package, or in a checkout's codebooks/."""
    folder = _HERE / "shipped"
    return tuple(_files(folder if folder.is_dir() else _HERE.parents[1] / "codebooks"))


def collect(paths: Sequence[Path]) -> tuple[Codebook, ...]:
    """All codebooks in files and folders (*.yaml, *.yml, sorted), each file once, in the order given.

    Raises CodebookError with the findings of all files together; two codebooks or two codes of one id are
    findings too.
    """
    codebooks: list[Codebook] = []
    findings: list[Finding] = []
    for path in dict.fromkeys(file for given in paths for file in _given(given, findings)):
        try:
            codebooks.append(load(path, _shown(path)))
        except CodebookError as error:
            findings.extend(error.findings)
    findings.extend(_repeated(codebooks))
    if findings:
        raise CodebookError(tuple(findings))
    return tuple(codebooks)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES) if folder.is_dir() else []


def _given(path: Path, findings: list[Finding]) -> list[Path]:
    if not path.is_dir():
        return [path]
    if not (found := _files(path)):
        findings.append(Finding("PC100", "no codebook in this folder", Location(str(path)), hint="*.yaml or *.yml"))
    return found


def _shown(path: Path) -> str:
    """The path as given; a shipped codebook has the same name on every machine."""
    return f"codebooks/{path.name}" if path in shipped_paths() else str(path)


def _repeated(codebooks: Iterable[Codebook]) -> Iterator[Finding]:
    books: dict[str, Codebook] = {}
    codes: dict[str, Codebook] = {}
    for book in codebooks:
        report = Report(book.path, book.source)
        if (other := books.setdefault(book.id, book)) is not book:
            report.add("PC215", Place(1, 1), f"a second codebook {book.id}", f"the first is {other.path}")
        for code in book.codes:
            if (first := codes.setdefault(code.id, book)) is not book:
                place = Place(code.where.line or 1, code.where.column or 1)
                report.add("PC216", place, f"a second code {code.id}", f"the first is in {first.path}")
        yield from report.findings
