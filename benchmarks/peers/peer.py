"""What a peer is: how it is made ready, run, and asked what it found."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.given import Hit, read_hits

MEMORY = "a list in memory"
DATABASE = "SQLite"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one peer runs: the corpus, the literals as JSON, a `folder` of its own, and its `python`."""

    corpus: Path
    literals: Path
    folder: Path
    python: Path

    def program(self, name: str) -> Path:
        """A command that was installed beside that Python."""
        return self.python.parent / name


@dataclass(frozen=True, slots=True)
class Peer:
    """One way of coding. `prepare` isn't timed: it writes what its user would have on disk. `command` is timed.
    `collect` reads afterwards what it left. `package` is the distribution it needs ("" for none), `requirement`
    how pip is asked for it, `lines` whether it codes lines and not words, `environment` whether it must have one of
    its own since its dependencies clash with ours."""

    name: str
    keeps: str
    command: Callable[[Place], list[str | Path]]
    collect: Callable[[Place], set[Hit]]
    prepare: Callable[[Place], None] = lambda _: None
    package: str = ""
    requirement: str = ""
    lines: bool = False
    environment: bool = False

    @property
    def install(self) -> str:
        """What to type when it is missing."""
        return f"pip install '{self.requirement}'"


def in_memory(name: str, module: str, package: str = "", *words: str, version: str = "", own: bool = False) -> Peer:
    """A library that leaves its hits in memory, by `finder` of a module here; they are written out after the clock.
    `words` are further ones for `benchmarks.peers.alone`."""
    return Peer(
        name,
        MEMORY,
        lambda place: [place.python, "-m", "benchmarks.peers.alone", module, *_places(place), *words],
        lambda place: read_hits(place.folder / "hits.csv"),
        package=package,
        requirement=package + version,
        environment=own,
    )


def _places(place: Place) -> list[Path]:
    return [place.corpus, place.literals, place.folder / "hits.csv"]


@dataclass(frozen=True, slots=True)
class Environments:
    """Where peers are installed: each in a virtual environment `folder/PACKAGE`, or in the Python that runs this."""

    folder: Path | None

    def python(self, peer: Peer) -> Path:
        """The Python that has the peer, or should have it."""
        own = self._own(peer)
        return own if own and own.exists() else Path(sys.executable)

    def install(self, peer: Peer) -> None:
        """Make the environment of a peer that has one, and install it there, unless it is there."""
        own = self._own(peer)
        if own and not self.version(peer):
            subprocess.run([sys.executable, "-m", "venv", own.parents[1]], check=True)
            subprocess.run([own, "-m", "pip", "install", "-qq", peer.requirement], check=True)

    def version(self, peer: Peer) -> str:
        """The version of a peer, "" when it isn't installed."""
        if not peer.package:
            return "Python " + sys.version.split()[0]
        program = f"from importlib.metadata import version; print(version({peer.package!r}))"
        asked = subprocess.run([self.python(peer), "-c", program], capture_output=True, text=True, check=False)
        return asked.stdout.strip()

    def _own(self, peer: Peer) -> Path | None:
        if not (self.folder and peer.environment):
            return None
        return (self.folder / peer.package / "bin" / "python").absolute()
