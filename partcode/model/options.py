"""What a command was asked to do, and what it says afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from partcode.model.corpus import Unit


@dataclass(frozen=True, slots=True)
class Options:
    """All settings of a study: flags, environment, partcode.yaml and defaults already merged.

    `codebooks` empty means the shipped ones; `jobs` 0 means one per processor; `scheduler` is the address of a
    cluster's scheduler, for the engine dask.
    """

    folders: tuple[Path, ...] = ()
    db: Path = Path("partcode.db")
    out: Path = Path("results")
    codebooks: tuple[Path, ...] = ()
    unit: Unit = Unit.SENTENCE
    language: Literal["auto", "en", "fr"] = "auto"
    jobs: int = 0
    engine: Literal["local", "dask"] = "local"
    scheduler: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    encoding: str = ""
    format: str = "csv"
    excel: bool = False
    strict: bool = False


FileStatus = Literal["new", "changed", "unchanged", "unreadable", "missing", "skipped"]


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file. `problem` and `hint` are set when it is unreadable; of one that is missing `twin` is a
    document with the same bytes, which counts beside it."""

    path: str
    status: FileStatus
    format: str = ""
    encoding: str = ""
    language: str = ""
    kind: str = ""
    turns: int = 0
    speakers: tuple[str, ...] = ()
    words: int = 0
    lossy: bool = False
    warnings: tuple[str, ...] = ()
    problem: str = ""
    hint: str = ""
    raw_sha256: str = ""
    twin: str = ""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """`coded` documents were coded while they were read. Of people's decisions and codings `moved` were found elsewhere
    in a corrected text, `decided` hold in all, and `orphans` don't."""

    files: tuple[FileOutcome, ...]
    unknown_speakers: tuple[tuple[str, str], ...] = ()  # (document, label) without a role
    warnings: tuple[str, ...] = ()
    coded: int = 0
    decided: int = 0
    moved: int = 0
    orphans: int = 0
    linked: tuple[tuple[str, str], ...] = ()  # (document, its file's path) through links out of the folders

    def count(self, status: FileStatus) -> int:
        """How many files ended so."""
        return sum(file.status == status for file in self.files)


@dataclass(frozen=True, slots=True)
class CodeReport:
    """`reused` documents had been coded with the same codebooks and settings before, `partly` ones with earlier
    versions of some of the codebooks: in these only `matched_codes` codes were matched again. `other_units` has by unit
    how many decisions are about segments of a unit that isn't the run's, and how many of them hold in it."""

    run: str
    documents: int
    reused: int
    codings: int
    matches: int
    chains: int = 0
    complete_chains: int = 0
    partly: int = 0
    matched_codes: int = 0
    other_units: tuple[tuple[str, int, int], ...] = ()
    warnings: tuple[str, ...] = ()


class Progress(Protocol):
    """Where a long job says how far it is; the cli draws it, the library never prints."""

    def stage(self, name: str, total: int | None) -> None:
        """A new stage begins; `total` steps are expected, None when unknown."""

    def advance(self, steps: int = 1) -> None:
        """So many steps are done."""


class Silent:
    """Progress that goes nowhere."""

    def stage(self, name: str, total: int | None) -> None:
        """Nobody is looking."""

    def advance(self, steps: int = 1) -> None:
        """Nobody is looking."""
