"""Opening the database, its transactions, and what SQLite's errors mean for a person."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from partcode.errors import Location, PartcodeError, StoreError
from partcode.store.file.backups import has_backups
from partcode.store.file.damage import damaged, explained, is_damaged
from partcode.store.file.migrations import APPLICATION_ID, MIGRATIONS, Migration, check_ours, migrate

_MAGIC = b"SQLite format 3\x00"
_OURS = APPLICATION_ID.to_bytes(4, "big")
_HEAD = 72  # bytes up to its end
WAIT = 30.0  # seconds, for other processes
_ANOTHER = "name another file with --db"
_INGEST_FIRST = "make one with: partcode ingest FOLDER"
_RESTORE = "there are backups of it: partcode db restore latest"


@contextmanager
def connected(
    path: Path, *, create: bool, wait: float, migrations: Sequence[Migration] = MIGRATIONS
) -> Iterator[sqlite3.Connection]:
    """A connection to the database at `path` in its newest format; waits `wait` seconds for a lock.

    SQLite's own errors leave as StoreError, also those of the caller's block; open transactions roll back. What
    goes wrong in it over a damaged database, however it shows, leaves as DamagedDatabase.
    """
    # One that lost its bytes must not pass for a new study.
    emptied = os.path.isfile(path) and not os.path.getsize(path) and has_backups(path)
    with opened(path, create=create, wait=wait) as connection:
        if not check_ours(connection, path, migrations) and (emptied or not create):
            raise empty(path)
        _configure(connection)
        migrate(connection, path, migrations)
        yield connection


@contextmanager
def opened(path: Path, *, create: bool = False, wait: float = WAIT) -> Iterator[sqlite3.Connection]:
    """A connection to whatever database is there, as it is. Errors as in `connected`."""
    _check_file(path, create)
    connection: sqlite3.Connection | None = None
    try:
        connection = _connect(path, wait)
        yield connection
    except (PartcodeError, OSError):
        raise
    except Exception as error:
        if told := explained(error, path, wait):
            raise told from error
        if connection is not None:
            connection.close()
        if is_damaged(path):
            raise damaged(path) from error
        raise
    finally:
        if connection is not None:
            connection.close()


def empty(path: Path) -> StoreError:
    """The error of a database in which there is nothing."""
    hint = _RESTORE if has_backups(path) else _INGEST_FIRST
    return StoreError("an empty database", where=Location(str(path)), hint=hint)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: a write transaction, or a savepoint inside the one that is open."""
    nested = connection.in_transaction
    connection.execute("SAVEPOINT nested" if nested else "BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # A full disk may have rolled everything back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK TO nested" if nested else "ROLLBACK")
            if nested:
                connection.execute("RELEASE nested")
        raise
    connection.execute("RELEASE nested" if nested else "COMMIT")


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything read inside is of one moment, whatever other processes write meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _check_file(path: Path, create: bool) -> None:
    where = Location(str(path))
    try:
        kind = _kind(path)
        if kind == "nothing":
            _check_missing(path, create)
            # SQLite would make it for everybody to read. Its log and its index have the permissions of the file.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            return
        if kind != "file":
            raise StoreError(f"{kind}, not a database", where=where, hint=_ANOTHER)
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        hint = "give yourself the right to it, or name another with --db" if error.errno == errno.EACCES else _ANOTHER
        raise StoreError(f"can't be opened: {error.strerror}", where=where, hint=hint) from error
    if head and not head.startswith(_MAGIC):
        if head.endswith(_OURS) or has_backups(path):
            raise damaged(path)
        raise StoreError("not a SQLite database", where=where, hint=_ANOTHER)


def _kind(path: Path) -> str:
    """What is there. Asked before opening it: to open a named pipe would wait for its other end."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "nothing"
    if stat.S_ISDIR(mode):
        return "a folder"
    return "file" if stat.S_ISREG(mode) else "a pipe or a device"


def _check_missing(path: Path, create: bool) -> None:
    where = Location(str(path))
    if not create:
        hint = _RESTORE if has_backups(path) else _INGEST_FIRST
        raise StoreError("no database here", where=where, hint=hint)
    if not path.absolute().parent.is_dir():
        raise StoreError("the folder of the database doesn't exist", where=where, hint="make it first")


def _connect(path: Path, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
    try:
        # Before the first table; texts and streams lie in long chains of pages.
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _configure(connection: sqlite3.Connection) -> None:
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "temp_store = MEMORY",
        "cache_size = -65536",
        # 128 MB: a load that is copied into the file at each 4 MB spends a tenth of its time on that.
        "wal_autocheckpoint = 16384",
    ):
        connection.execute(f"PRAGMA {pragma}")
