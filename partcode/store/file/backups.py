"""Copies of the whole database: made before anything that deletes or rewrites, counted, listed, put back."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from partcode.errors import Location, StoreError
from partcode.store.file.beside import take_place, written_beside

BY_HAND = "by-hand"
DAMAGED = "damaged"  # not a backup that can be restored: what was found in its place
# Of those before a delete, which taking it back needs, and of all others made unasked: the newest stay.
_KEPT = 5
LOGS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file
_HEAD = 72  # bytes up to the end of application_id


class Backup(NamedTuple):
    """A backup of a database: its `number` grows, `reason` is what it was made before, or by-hand. `format` is the
    number of the last migration it has seen."""

    path: Path
    number: int
    reason: str
    format: int
    bytes: int
    made: str


def back_up_before(connection: sqlite3.Connection, path: Path, reason: str) -> Path:
    """Copy the database at `path` as it is at this moment, before something that is called `reason`; where to.

    Copies that are no longer needed go: of those before a delete the newest five stay, and five of the others.
    """
    target = _copy(connection, path, f"before-{reason}")
    automatic = [one for one in backups(path) if one.reason not in (BY_HAND, DAMAGED)]
    for of_deletes in (True, False):
        kind = [one for one in automatic if (one.reason == "before-delete") is of_deletes]
        for old in kind[:-_KEPT]:
            with suppress(OSError):
                old.path.unlink()
    return target


def back_up_by_hand(connection: sqlite3.Connection, path: Path, target: Path | None) -> Path:
    """Copy the database to `target`, which must be new, or beside it under the next number; where to."""
    if target is None:
        return _copy(connection, path, BY_HAND)
    with copied(connection, target) as copy:
        if not _placed(copy, target):
            hint = "name another, or none: backups are numbered"
            raise StoreError("there is a file already", where=Location(str(target)), hint=hint)
    return target


def backups(path: Path) -> list[Backup]:
    """The numbered backups of the database at `path`, the oldest first."""
    listed = [_described(*one) for one in _numbers(path)]
    return sorted(listed, key=lambda one: (one.number, one.reason))


def has_backups(path: Path) -> bool:
    """Whether there are numbered backups beside the database at `path`."""
    with suppress(OSError):
        return any(reason != DAMAGED for _, _, reason in _numbers(path))
    return False


def _numbers(path: Path) -> Iterator[tuple[Path, int, str]]:
    """Backups with their numbers and reasons. What only has the name of one, as a folder, is none."""
    pattern = re.compile(re.escape(f"{path.name}.backup-") + r"(\d{4,})-([a-z0-9-]+)")
    for file in path.absolute().parent.iterdir():
        named = pattern.fullmatch(file.name)
        if named and not file.name.endswith(LOGS) and file.is_file():
            yield path.with_name(file.name), int(named[1]), named[2]


@contextmanager
def copied(connection: sqlite3.Connection, beside: Path) -> Iterator[Path]:
    """A private copy of the database in the folder of `beside`, for as long as the block lasts."""
    if connection.in_transaction:  # SQLite would wait for its end, and for ever
        raise RuntimeError("a backup inside a transaction")
    with explained(beside), written_beside(beside) as copy:
        connection.execute("BEGIN")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on nobody changes it
            with closing(sqlite3.connect(copy)) as target:
                target.execute("PRAGMA journal_mode = OFF")
                connection.backup(target)
        finally:
            connection.execute("ROLLBACK")
        with copy.open("r+b") as file:  # its header says that it is one file, not one with a log
            file.seek(18)
            file.write(b"\x01\x01")
        yield copy


def keep_file(path: Path) -> Path:
    """Copy the file of a database that SQLite can't read, and the log of what was not in it yet; where to."""
    with written_beside(path) as copy:
        shutil.copyfile(path, copy)
        kept = _numbered(copy, path, DAMAGED)
    for log in ("-wal", "-journal"):
        with suppress(FileNotFoundError), written_beside(path) as copy:
            shutil.copyfile(f"{path}{log}", copy)
            take_place(copy, Path(f"{kept}{log}"))
    return kept


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Errors of the operating system leave as StoreError."""
    try:
        yield
    except OSError as error:
        hint = "partcode writes beside the database too: choose a folder of your own, with room"
        raise StoreError(
            f"can't be written: {error.strerror or error}", where=Location(str(path)), hint=hint
        ) from error


def _copy(connection: sqlite3.Connection, path: Path, reason: str) -> Path:
    with copied(connection, path) as copy:
        return _numbered(copy, path, reason)


def _numbered(copy: Path, path: Path, reason: str) -> Path:
    while True:
        number = max((number for _, number, _ in _numbers(path)), default=0) + 1
        target = path.with_name(f"{path.name}.backup-{number:04}-{reason}")
        if _placed(copy, target):
            return target


def _placed(copy: Path, target: Path) -> bool:
    """Move a copy to its place, unless there is something, even if another process puts it there just now."""
    try:
        os.link(copy, target)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if target.exists():
            return False
        take_place(copy, target)
    return True


def _described(path: Path, number: int, reason: str) -> Backup:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    status = path.stat()
    made = datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds")
    return Backup(path, number, reason, int.from_bytes(head[60:64], "big"), status.st_size, made)
