"""What is done to the database as a whole: bringing it to a newer format, putting a backup back, making it small."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from partcode.errors import Location, StoreError
from partcode.store.file import backups, checking
from partcode.store.file.beside import held, take_place, written_beside
from partcode.store.file.connection import WAIT, connected, empty, opened
from partcode.store.file.damage import DamagedDatabase
from partcode.store.file.migrations import MIGRATIONS, check_ours, format_of

# The backup, the small copy, and what SQLite keeps of the old pages while it writes the new ones.
_ROOM = 3


class Pending(NamedTuple):
    """The format that a database has, and the migrations still to come: (number, why)."""

    format: int
    migrations: list[tuple[int, str]]


class Vacuumed(NamedTuple):
    """Bytes before and after, and the backup that was made."""

    before: int
    after: int
    backup: Path


class Source(NamedTuple):
    """A sound backup, and newer ones that are not, each with what is wrong."""

    path: Path
    unsound: list[tuple[Path, str]]


def pending(path: Path) -> Pending:
    """What migrating the database at `path` would do. Nothing is written."""
    with opened(path) as connection:
        check_ours(connection, path, MIGRATIONS)
        format = format_of(connection)
    return Pending(format, [(number, one.why) for number, one in enumerate(MIGRATIONS, 1) if number > format])


def migrate(path: Path) -> None:
    """Bring the database at `path` to the newest format, as opening it does."""
    with connected(path, create=False, wait=WAIT):
        pass


def check(path: Path, *, quick: bool) -> list[checking.Finding]:
    """What is wrong with the database at `path`, see `checking.check`; it is not migrated."""
    with opened(path) as connection:
        if not check_ours(connection, path, MIGRATIONS):
            raise empty(path)
        return checking.check(connection, quick=quick)


def back_up(path: Path, target: Path | None) -> Path:
    """Copy the database at `path` as it is, see `backups.back_up_by_hand`; where to."""
    with opened(path) as connection:
        check_ours(connection, path, MIGRATIONS)
        return backups.back_up_by_hand(connection, path, target)


def source_of(path: Path, backup: str) -> Source:
    """The file that `backup`, a path or `latest`, means for the database at `path`; StoreError when it is not sound.

    The latest is the newest one that is sound.
    """
    if backup != "latest":
        return Source(_checked(path, Path(backup)), [])
    unsound: list[tuple[Path, str]] = []
    for one in reversed(backups.backups(path)):
        if one.reason == backups.DAMAGED:
            continue
        try:
            return Source(_checked(path, one.path), unsound)
        except StoreError as error:
            unsound.append((one.path, error.message))
    where, hint = Location(str(path)), "put back a copy that you have elsewhere: partcode db restore FILE"
    raise StoreError("no backups of this database" + " are sound" * bool(unsound), where=where, hint=hint)


def _checked(path: Path, source: Path) -> Path:
    with suppress(OSError):
        if source.samefile(path):
            hint = "name a backup: partcode db list"
            raise StoreError("the database itself, not a backup", where=Location(str(source)), hint=hint)
    for finding in check(source, quick=True):
        if finding.problem:
            hint = f"partcode db check --db {source}"
            raise StoreError(f"not sound: {finding.check}: {finding.problem}", where=Location(str(source)), hint=hint)
    return source


def restore(path: Path, source: Path, wait: float = WAIT) -> Path | None:
    """Make the database at `path` what the sound one at `source` is; the copy of what was, if there was anything.

    StoreError: another program's database, or another process has it open. Nothing is changed then.
    """
    with opened(source) as good:
        try:
            return _restored(good, path, wait)
        except DamagedDatabase:
            with held(path):
                try:
                    return _restored(good, path, wait)  # if another process was quicker, it is sound by now
                except DamagedDatabase:
                    return _put_in_place_of_damaged(good, path)


def _restored(good: sqlite3.Connection, path: Path, wait: float) -> Path | None:
    with opened(path, create=True, wait=wait) as current:
        is_there = _is_ours(current, path)
        kept = backups.back_up_before(current, path, "restore") if is_there else None
        _pour(good, current, path)
        return kept


def reclaimable(path: Path) -> int:
    """How many bytes of the database at `path` hold nothing any more."""
    with opened(path) as connection:
        check_ours(connection, path, MIGRATIONS)
        pages = "SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size"
        bytes: int = connection.execute(pages).fetchone()[0]
    return bytes


def vacuum(path: Path) -> Vacuumed:
    """Write the database anew without what was deleted, after a backup; StoreError when there is no room for that."""
    with connected(path, create=False, wait=WAIT) as connection:
        pages = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        before: int = connection.execute(pages).fetchone()[0]
        _need_room(path, _ROOM * before)
        backup = backups.back_up_before(connection, path, "vacuum")
        # Not SQLite's own way alone, which would have interviews in the system's folder for temporary files.
        with backups.explained(path), written_beside(path) as small:
            connection.execute("VACUUM INTO ?", (str(small),))
            with closing(sqlite3.connect(small)) as source:
                _pour(source, connection, path)
    return Vacuumed(before, path.stat().st_size, backup)


def _is_ours(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether there is something of partcode's, a newer one's too; StoreError when it is another program's."""
    return check_ours(connection, path, MIGRATIONS * (1 + format_of(connection)))


def _pour(source: sqlite3.Connection, target: sqlite3.Connection, path: Path) -> None:
    """Make `target`, the database at `path`, what `source` is, as one transaction: others see the one or the other."""
    # Only the one process that has it open may take its log away, and with it nobody comes in between.
    target.execute("PRAGMA locking_mode = EXCLUSIVE")
    try:
        target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise
        hint = "close what works on it or shows it, and run this again; nothing was changed"
        raise StoreError("another process has it open", where=Location(str(path)), hint=hint) from error
    target.execute("BEGIN EXCLUSIVE")
    target.execute("COMMIT")
    source.backup(target)


def _put_in_place_of_damaged(good: sqlite3.Connection, path: Path) -> Path:
    """SQLite can't write into what it can't read: the file is replaced, and kept under the name of a backup."""
    with backups.explained(path):
        kept = backups.keep_file(path)
        with backups.copied(good, path) as copy:
            for log in backups.LOGS:
                Path(f"{path}{log}").unlink(missing_ok=True)
            take_place(copy, Path(os.path.realpath(path)))
    return kept


def _need_room(path: Path, bytes: int) -> None:
    free = shutil.disk_usage(path.absolute().parent).free
    if free < bytes:
        message = f"needs {bytes / 1e6:,.0f} MB of room for a while, and there are {free / 1e6:,.0f}"
        raise StoreError(message, where=Location(str(path)), hint="make room; nothing was done")
