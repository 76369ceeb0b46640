"""What SQLite's errors mean for a person, and whether it is the file that is at fault."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from partcode.errors import Location, StoreError
from partcode.store.file.backups import has_backups

_OF_THE_PROGRAM = sqlite3.IntegrityError | sqlite3.ProgrammingError


class DamagedDatabase(StoreError):
    """SQLite or partcode can't make sense of the file."""


def damaged(path: Path) -> DamagedDatabase:
    """The error of a database whose file is not what was written."""
    restore = "the newest backup comes back with: partcode db restore latest"
    none = "there is no backup beside it; a copy comes back with: partcode db restore FILE"
    hint = f"partcode db check says where; {restore if has_backups(path) else none}"
    return DamagedDatabase("the database is damaged", where=Location(str(path)), hint=hint)


def explained(error: Exception, path: Path, wait: float) -> StoreError | None:
    """What the user can do about it; None when the error itself doesn't say."""
    where, name = Location(str(path)), getattr(error, "sqlite_errorname", "")
    if is_damage(error):
        return damaged(path)
    if not isinstance(error, sqlite3.DatabaseError) or isinstance(error, _OF_THE_PROGRAM):
        return None
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        message = f"another process is writing to it (waited {wait:g} s)"
        return StoreError(message, where=where, hint="run it again when the other is done")
    if name == "SQLITE_READONLY" and not _is_written_as_known(path):
        return damaged(path)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        hint = "partcode writes beside the database too: name a file in a folder of your own with --db"
        return StoreError("can't be written", where=where, hint=hint)
    if name.startswith("SQLITE_FULL"):
        return StoreError("the disk is full", where=where, hint="nothing half-written was kept; make room, run again")
    if name.startswith("SQLITE_IOERR"):
        hint = "is the disk full, or a quota or limit reached?"
        return StoreError(f"can't be read or written: {error}", where=where, hint=hint)
    return None


def _is_written_as_known(path: Path) -> bool:
    """Whether the head says that the file is written with a log or a journal: of any other way SQLite only reads."""
    try:
        with path.open("rb") as file:
            return set(file.read(20)[18:]) <= {1, 2}
    except OSError:
        return True


def is_damage(error: Exception) -> bool:
    """Whether the error alone says that the file is damaged."""
    if not isinstance(error, sqlite3.Error):
        return False
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or (
        # A text that isn't UTF-8 any more: Python can't read what SQLite could. The error quotes it.
        isinstance(error, sqlite3.OperationalError) and str(error).startswith("Could not decode to UTF-8")
    )


def is_damaged(path: Path) -> bool:
    """Whether a check finds something wrong with the database at `path`: asked when nothing else explains an error."""
    from partcode.store.file import checking

    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            return any(one.problem for one in checking.check(connection, quick=True))
    except sqlite3.Error as error:
        return is_damage(error)
