"""Codebooks as they are named on the command line: a file, a shipped one, one that was applied before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from partcode.codebook.collection import named
from partcode.codebook.loader import loads
from partcode.errors import UsageError
from partcode.model import Codebook
from partcode.store import Store
from partcode.store.coded.codebooks import StoredCodebook


def named_codebook(name: str, store: Store | None = None) -> Codebook:
    """The codebook in the file `name`, the shipped one of that id, or, as `id@sha`, one that was applied to what
    is in `store`; the first digits of its SHA-256 will do. UsageError, CodebookError."""
    id, at, sha256 = name.partition("@")
    return _applied(name, id, sha256, store) if at and not Path(name).suffix else named(name)


def _applied(name: str, id: str, sha256: str, store: Store | None) -> Codebook:
    if store is None:
        raise UsageError(f"{name}: in which database?", hint="add --db FILE")
    known = [one for one in store.codebooks() if one.id == id]
    if not sha256:
        raise UsageError(f"{name}: which one?", hint=_there(known))
    found = [one for one in known if one.sha256.startswith(sha256)]
    if len(found) != 1:
        which = "no codebook" if not found else "more than one codebook"
        raise UsageError(f"{which} {name} in the database", hint=_there(found or known))
    return as_applied(found[0])


def _there(known: Sequence[StoredCodebook]) -> str:
    there = ", ".join(f"{one.id}@{one.sha256[:12]} ({one.version})" for one in known)
    return f"there are: {there}" if there else "see the codebooks of each run: partcode export runs"


def as_applied(stored: StoredCodebook) -> Codebook:
    """A codebook of the database, as it was; CodebookError, UsageError when it needs others that are no longer so."""
    path = f"{stored.id}@{stored.sha256[:12]}"
    # The text is kept without the byte order mark that its file may have begun with.
    for source in (stored.source, "\ufeff" + stored.source):
        if (book := loads(source, path)).sha256 == stored.sha256:
            return book
    raise UsageError(
        f"{path} can't be had as it was: a codebook that it extends or uses has changed since",
        hint="compare files instead",
    )
