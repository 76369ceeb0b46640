"""Other codebooks that a codebook names: `extend: power@1.0.0`, `uses: [norms, power@1.0.0]`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from partcode.codebook import shape
from partcode.codebook.findings import brief, listed, meant
from partcode.codebook.library import Heading, Library, shown
from partcode.codebook.patterns import Lists
from partcode.codebook.schema import ID_HINT, Schema
from partcode.codebook.tree import Node, Scalar
from partcode.errors import CodebookError
from partcode.model.codebook import Codebook

MAX_DEPTH = 10

Trail = tuple[Heading, ...]  # the codebooks on whose behalf one is read, it itself last

_NAMED = re.compile(rf"(?P<id>{shape.ID})(@(?P<version>.*))?", re.DOTALL)
_VERSION = re.compile(shape.VERSION)


class Loaded(NamedTuple):
    """A codebook, its lists for those that extend it, and the codebooks that it is made from by extending, the nearest
    first."""

    codebook: Codebook
    lists: Lists
    bases: tuple[Codebook, ...]


class _Wanted(NamedTuple):
    """A codebook as it is named; `version` is "" for any."""

    named: Scalar
    id: str
    version: str

    def is_met_by(self, found: Heading) -> bool:
        return found.id == self.id and self.version in ("", found.version)


class Neighbours:
    """Reads the codebooks that the last of `trail` names.

    `hidden`: findings that say nothing, because what seems unknown may be in a codebook that can't be had.
    """

    def __init__(
        self, schema: Schema, library: Library, trail: Trail, load: Callable[[Heading, Trail], Loaded]
    ) -> None:
        self.schema = schema
        self.report = schema.report
        self.library = library
        self.trail = trail
        self.load = load
        self.hidden: set[str] = set()

    def extended(self, node: Node | None) -> Loaded | None:
        """The codebook under `extend`, which names an exact version."""
        if node is None:
            return None
        named = self.schema.scalar(node, "extend", "extend: power@1.0.0")
        wanted = self._wanted(named, exactly=True) if named else None
        found = self._found(wanted) if wanted else None
        if found is None:
            self.hidden |= {"PC212", "PC230", "PC310"}
        return found

    def used(self, node: Node | None) -> tuple[tuple[Scalar, Codebook], ...]:
        """The codebooks under `uses`, each once, and where they are named."""
        used: dict[str, tuple[Scalar, Codebook]] = {}
        for named in self.schema.scalars(node, "a codebook's id") if node else ():
            wanted = self._wanted(named)
            found = self._found(wanted) if wanted else None
            if found is None:
                self.hidden |= {"PC212", "PC230"}
            elif (first := used.setdefault(found.codebook.id, (named, found.codebook))[1]) is not found.codebook:
                self.report.add("PC215", named.place, f"a second codebook {first.id}", f"the first is {first.version}")
        return tuple(used.values())

    def _wanted(self, named: Scalar, exactly: bool = False) -> _Wanted | None:
        text = named.value.strip()
        parts = _NAMED.fullmatch(text)
        if not parts:
            self.report.add("PC205", named.place, f"{brief(text)} can't be a codebook's id", ID_HINT)
            return None
        id, version = parts["id"], parts["version"]
        if version and _VERSION.fullmatch(version):
            return _Wanted(named, id, version)
        if version is None and not exactly:
            return _Wanted(named, id, "")
        message = f"{brief(version)} is no version" if version else "an exact version is missing"
        here = next((found.version for found in self._near() if found.id == id), "1.0.0")
        self.report.add("PC206", named.place, message, f"three numbers: {id}@{here}")
        return None

    def _near(self) -> tuple[Heading, ...]:
        me = self.trail[-1]
        return tuple(found for found in self.library.near(me.path) if me.key is None or found.key != me.key)

    def _found(self, wanted: _Wanted) -> Loaded | None:
        """The first that is meant; a finding says why there is none."""
        place = wanted.named.place
        if wanted.is_met_by(self.trail[-1]):
            self.report.add("PC234", place, f"{wanted.id} names itself", "what is its own is there without that")
            return None
        heading = next(filter(wanted.is_met_by, self._near()), None)
        if heading is None or heading.path is None:
            self._not_there(wanted)
            return None
        if rival := self._rival(heading, wanted):
            message = f"two files are {wanted.named.value.strip()}: {shown(rival)} as well as {shown(heading.path)}"
            self.report.add(
                "PC237", place, message, "keep one of them in the folder, or give it another name or version"
            )
            return None
        if heading.key in (earlier.key for earlier in self.trail):
            circle = " → ".join(found.id for found in (*self.trail, heading))
            self.report.add("PC234", place, f"codebooks name each other in a circle: {circle}", "one of them must not")
            return None
        if len(self.trail) >= MAX_DEPTH:
            message = f"codebooks that extend or use each other go deeper than {MAX_DEPTH}"
            self.report.add("PC234", place, message, "name the codebook that is needed itself")
            return None
        try:
            return self.load(heading, self.trail)
        except CodebookError as error:
            self.report.borrow(error.findings)
            return None

    def _rival(self, found: Heading, wanted: _Wanted) -> Path | None:
        """Another file of the same folder that is meant as much as the one found; a file that was named itself is meant
        more than one that only lies there."""
        together = self.library.together
        for other in self._near():
            if other.path is None or found.path is None or other.path == found.path or not wanted.is_met_by(other):
                continue
            alike = other.version == found.version and (other.path in together) == (found.path in together)
            if alike and other.path.parent == found.path.parent:
                return other.path
        return None

    def _not_there(self, wanted: _Wanted) -> None:
        near = self._near()
        versions = list(dict.fromkeys(found.version for found in near if found.id == wanted.id))
        if versions:
            message = f"{wanted.id} is here in version {listed(versions)}, not {wanted.version}"
            self.report.add("PC232", wanted.named.place, message, f"{wanted.id}@{versions[0]}")
            return
        known = sorted({found.id for found in near})
        message = f"unknown codebook {brief(wanted.id)}{meant(wanted.id, known)}"
        self.report.add("PC231", wanted.named.place, message, f"codebooks here: {listed(known)}")
