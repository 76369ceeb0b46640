"""Deleting documents: only on request, and only when somebody says yes."""

from __future__ import annotations

from collections.abc import Sequence

from partcode.cli.terminal import Terminal, count
from partcode.model.options import Options


def confirmed(paths: Sequence[str], terminal: Terminal) -> bool:
    """Whether the person at the terminal wants these documents deleted; UsageError when nobody can be asked."""
    about = ("To be deleted, with all versions and codings:", *(f"  {path}" for path in paths))
    return terminal.confirmed(count(len(paths), "document"), *about)


def delete(options: Options, paths: Sequence[str], terminal: Terminal, *, human_codings: bool = False) -> None:
    """Delete documents, save those that a person coded unless `human_codings`, and tell; a copy of the database is
    made first."""
    from partcode.store import open_store

    with open_store(options.db, create=False) as store:
        backup = store.back_up_before("delete")
        terminal.say(f"copied first, as it was: {backup}")
        deleted = store.delete_documents(paths, human_codings=human_codings, backup=backup.name)
    if deleted:
        terminal.say("decisions are kept, and hold again when the text comes back; to bring all back: partcode undo")
    terminal.say(*(f"deleted: {path}" for path in deleted))
    terminal.warn(
        *(f"kept: {path}: a person coded it (delete it with --human-codings)" for path in paths if path not in deleted)
    )
