"""Where codebooks are: those given together, those in a file's folder, those that come with partcode."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import yaml

from partcode.codebook import shape
from partcode.codebook.tree import MAX_BYTES

_HERE = Path(__file__).resolve().parent
_ID = re.compile(shape.ID)
_CODE_ID = re.compile(rf"\bid:[ \t]*[\"']?(?P<id>{shape.ID})")
_SUFFIXES = (".yaml", ".yml")


class Heading(NamedTuple):
    """What a codebook says it is. `key` is the same for every way to write its path; a text has neither."""

    path: Path | None
    key: Path | None
    id: str
    version: str


def files(folder: Path) -> list[Path]:
    """The codebooks of a folder, sorted; none when it can't be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)
    except (OSError, ValueError):
        return []


def shipped_paths() -> tuple[Path, ...]:
    """The codebooks that come with partcode, sorted: in the installed package, or in a checkout's codebooks/."""
    folder = _HERE / "shipped"
    return tuple(files(folder if folder.is_dir() else _HERE.parents[1] / "codebooks"))


def shipped() -> dict[str, Path]:
    """The codebooks that come with partcode, by name."""
    return {path.stem: path for path in shipped_paths()}


def shown(path: Path) -> str:
    """The path as given; a shipped codebook has the same name on every machine."""
    return f"codebooks/{path.name}" if path in shipped_paths() else str(path)


def key_of(path: Path) -> Path:
    """One path for all ways to write it."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # links in a circle; a path that can't be one
        return path


class Library:
    """Finds codebooks by what they say they are. `together` come first, in their order."""

    def __init__(self, together: Sequence[Path] = ()) -> None:
        self.together = together
        self._headings: dict[Path, Heading] = {}
        self._near: dict[Path | None, tuple[Heading, ...]] = {}
        self._ids: dict[Path, frozenset[str]] = {}

    def near(self, path: Path | None) -> tuple[Heading, ...]:
        """The codebooks that the one in `path` may name, each once: those loaded with it, those in its folder,
        those that come with partcode."""
        folder = path.parent if path else None
        if folder not in self._near:
            beside = files(folder) if folder else []
            once: dict[Path | None, Heading] = {}
            for heading in map(self._heading, chain(self.together, beside, shipped_paths())):
                once.setdefault(heading.key, heading)
            self._near[folder] = tuple(heading for heading in once.values() if heading.id)
        return self._near[folder]

    def having(self, code: str, path: Path | None) -> Heading | None:
        """The first codebook near `path` that seems to have a code."""
        return next((found for found in self.near(path) if found.path and code in self._codes(found.path)), None)

    def _codes(self, path: Path) -> frozenset[str]:
        """What looks like the id of a code or a rule; the file may be broken."""
        if path not in self._ids:
            text = _bytes(path).decode("utf-8", "replace")
            self._ids[path] = frozenset(found["id"] for found in _CODE_ID.finditer(text))
        return self._ids[path]

    def _heading(self, path: Path) -> Heading:
        if path not in self._headings:
            fields = _top(_bytes(path))
            id = fields.get("codebook", "")
            known = id if _ID.fullmatch(id) else ""
            self._headings[path] = Heading(path, key_of(path), known, fields.get("version", ""))
        return self._headings[path]


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES)
    except (OSError, ValueError):
        return b""


def _top(data: bytes) -> dict[str, str]:
    """The name and the version that a file begins with; what is wrong with it is said when it is loaded."""
    found: dict[str, str] = {}
    try:
        for key, value in _pairs(yaml.parse(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))):
            found.setdefault(key, value)
            if {"codebook", "version"} <= found.keys():
                break
    except (yaml.YAMLError, UnicodeDecodeError):
        pass
    return found


def _pairs(events: Iterator[yaml.Event]) -> Iterator[tuple[str, str]]:
    """Keys and texts of the outermost mapping, read no further than needed."""
    depth = 0
    key: str | None = None
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            key = None if depth == 1 else key
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth == 1 and not isinstance(event, yaml.MappingStartEvent):
                return
        elif depth == 1 and isinstance(event, yaml.ScalarEvent) and key is None:
            key = str(event.value)
        elif depth == 1 and isinstance(event, yaml.NodeEvent):
            if isinstance(event, yaml.ScalarEvent):
                yield str(key), str(event.value).strip()
            key = None
