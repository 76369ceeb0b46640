"""Which files of the given folders are documents of the corpus, and why the others are not.

What is there is asked of os.path: the methods of Path raise where a link leads into a closed folder.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from partcode.errors import UsageError, on_one_line
from partcode.ingest.globs import matches

HIDDEN = "hidden"
NOT_READ = "not a format that is read"
EXCLUDED = "excluded"
METADATA = "metadata"
ABOUT = "readme or licence"
CLOSED = "not allowed to open"
ABOVE = "a link to a folder that this one is in"
GOLD = "gold codings"  # of the corpus, in a folder called gold: they quote it, and must not be coded themselves

METADATA_FILES = frozenset({"corpus.yaml", "speakers.csv", "cases.csv", "partcode.yaml"})

_HIDDEN_NAMES = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
_ABOUT = re.compile(r"(?:readme|licen[sc]e|copying)(?:[._-]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a folder given. `relative` has forward slashes; `reason` is "" when it is to be read, else why
    it is not. A folder that is skipped as a whole is found once. `target` is where a file lies that is reached through
    a link out of the folder given, else ""."""

    path: Path
    relative: str
    reason: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class _Rules:
    include: Sequence[str]
    exclude: Sequence[str]
    suffixes: frozenset[str]
    root: str = ""  # the folder given, its links resolved


def find(
    folders: Sequence[Path], include: Sequence[str], exclude: Sequence[str], suffixes: frozenset[str]
) -> list[Found]:
    """The files of `folders` (files may be given, too), sorted by relative path, each once.

    `include` and `exclude` are globs over relative paths (see globs.matches), `suffixes` are lower case with
    their dot. Where two folders have a file of the same relative path, the files of both get the folder's name
    before it. Raises UsageError for a folder that isn't there.
    """
    for folder in folders:
        if not os.path.exists(folder):
            raise UsageError(f"{folder}: no such file or folder", hint="check the path, or put it in quotes")
    rules = _Rules(include, exclude, suffixes)
    seen: set[object] = set()
    roots: dict[Path, list[Found]] = {}
    for folder in folders:
        root = _absolute(folder if os.path.isdir(folder) else folder.parent)
        roots.setdefault(root, []).extend(_files(folder, rules, seen))
    return sorted(_distinct(roots), key=lambda found: (found.relative, str(found.path)))


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # resolve() would put the target of a link in the place of its name


def _files(folder: Path, rules: _Rules, seen: set[object]) -> Iterator[Found]:
    if os.path.isdir(folder):
        yield from _walk(folder, "", replace(rules, root=os.path.realpath(folder)), seen)
    elif _is_new(folder, seen):
        yield Found(folder, _readable(folder.name), _reason(folder, folder.name, rules, named=True))


def _walk(folder: Path, prefix: str, rules: _Rules, seen: set[object], linked: bool = False) -> Iterator[Found]:
    """What lies in a folder; `linked` when a link led to it."""
    if not _is_new(folder, seen):
        return  # a link back to a folder above, or a folder given twice
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        yield Found(folder, prefix.rstrip("/"), CLOSED)
        return
    exported = "run.json" in names and any(name.startswith("segments.") for name in names)
    for name in names:
        path, relative = folder / name, prefix + _readable(name)
        by_link = linked or os.path.islink(path)
        if _is_hidden(name):
            yield Found(path, relative, HIDDEN)
        elif os.path.isdir(path) and name == "gold":
            yield Found(path, relative, GOLD)
        elif os.path.isdir(path) and by_link and _is_above(path, rules.root):
            yield Found(path, relative, ABOVE)
        elif os.path.isdir(path):
            yield from _walk(path, relative + "/", rules, seen, by_link)
        elif _is_new(path, seen):
            reason = EXCLUDED if exported else _reason(path, relative, rules)
            yield Found(path, relative, reason, _outside(path, rules.root) if by_link and not reason else "")


def _is_above(folder: Path, root: str) -> bool:
    """Whether `root` lies in a folder: a link to / would have the whole machine read."""
    target = os.path.realpath(folder)
    return target != root and Path(root).is_relative_to(target)


def _outside(path: Path, root: str) -> str:
    """Where a file lies, if that is not in `root`."""
    target = os.path.realpath(path)
    return "" if Path(target).is_relative_to(root) else target


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _HIDDEN_NAMES


def _is_new(path: Path, seen: set[object]) -> bool:
    """Whether a file comes under this path, or a folder under any, for the first time."""
    identity: object = _absolute(path)
    if os.path.isdir(path):
        status = path.stat()
        identity = (status.st_dev, status.st_ino)
    new = identity not in seen
    seen.add(identity)
    return new


def _reason(path: Path, relative: str, rules: _Rules, *, named: bool = False) -> str:
    """Why a file isn't read, or "". A file that the user names is read though it is called README."""
    included = any(matches(glob, relative) for glob in rules.include)
    if path.name.lower() in METADATA_FILES:
        return METADATA
    if any(matches(glob, relative) for glob in rules.exclude) or (rules.include and not included):
        return EXCLUDED
    if path.suffix.lower() not in rules.suffixes or (os.path.exists(path) and not os.path.isfile(path)):
        return NOT_READ
    return ABOUT if _ABOUT.match(path.name) and not included and not named else ""


def _readable(name: str) -> str:
    """A file's name as it can be stored and shown: composed accents; line ends, what steers a terminal and bytes that
    are no UTF-8 are written out."""
    return on_one_line(unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "backslashreplace")))


def _distinct(roots: dict[Path, list[Found]]) -> Iterator[Found]:
    """All files, with the folder's name before them where folders clash."""
    counts = Counter(found.relative for files in roots.values() for found in files if not found.reason)
    clashing = [root for root, files in roots.items() if any(counts[found.relative] > 1 for found in files)]
    names = _names(clashing)
    for root, files in roots.items():
        for found in files:
            yield replace(found, relative=f"{names[root]}/{found.relative}") if root in names else found


def _names(roots: Collection[Path]) -> dict[Path, str]:
    """The shortest ends of the paths that tell them apart."""
    depth = 1
    while True:
        names = {root: "/".join(map(_readable, root.parts[1:][-depth:])) for root in roots}
        if len(set(names.values())) == len(names) or depth > max(len(root.parts) for root in roots):
            return names
        depth += 1
