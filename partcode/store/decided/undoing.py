"""Taking back the last command that changed decisions or deleted documents."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from partcode.store.decided import journal, restoring, reviewing
from partcode.store.file.connection import transaction


def undo(connection: sqlite3.Connection, folder: Path, entry: journal.Entry) -> list[str]:
    """Take one command back; what was done, in words. Backups lie in `folder`. StoreError when that can't be done."""
    if entry.command == "decide":
        with transaction(connection):
            done = reviewing.take_back(connection, entry)
            journal.mark_undone(connection, entry)
        return done
    paths = entry.detail["documents"]
    with restoring.attached(connection, folder / entry.detail["backup"]), transaction(connection):
        back = restoring.restore(connection, paths)
        journal.mark_undone(connection, entry)
    stays = "was read again meanwhile, and stays as it is"
    return [f"brought back: {path}" if path in back else f"{path} {stays}" for path in paths]
