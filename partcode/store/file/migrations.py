"""Numbered, append-only migrations; user_version says how far a file has come."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from partcode.errors import Location, StoreError
from partcode.store.file.backups import back_up_before, has_backups
from partcode.store.file.damage import damaged
from partcode.store.file.schema import FIRST, SECOND
from partcode.store.file.third import THIRD

APPLICATION_ID = 0x50415254  # "PART"


@dataclass(frozen=True, slots=True)
class Migration:
    """The statements that lead to one number, and why they were needed."""

    why: str
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration("the first tables: documents, people, words, codebooks, codings, decisions, runs", FIRST),
    Migration("unchanged codes keep their codings; decisions find their place again and can be taken back", SECOND),
    Migration("Datasette and other programs can read the file: views, names, references, search", THIRD),
)


def check_ours(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> bool:
    """Whether the file has tables already; StoreError when they are another program's or a newer partcode's."""
    application = _pragma(connection, "application_id")
    version = format_of(connection)
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application == 0 and version == 0 and tables == 0:
        return False
    if application != APPLICATION_ID:
        if has_backups(path):
            raise damaged(path)
        raise StoreError(
            "a SQLite database, but not one of partcode's", where=Location(str(path)), hint="name another with --db"
        )
    if version > len(migrations):
        raise StoreError(
            f"made by a newer partcode (format {version}, this one knows {len(migrations)})",
            where=Location(str(path)),
            hint="pip install --upgrade partcode; if there is none so new, it is damaged: partcode db restore latest",
        )
    return True


def migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    """Bring the file to the newest format, one transaction a migration, each after a backup of what was."""
    is_new = format_of(connection) == 0
    for number, migration in enumerate(migrations, 1):
        if format_of(connection) >= number:
            continue
        if not is_new:
            back_up_before(connection, path, f"migration-{number}")
        # A table that is made anew is dropped: nothing that refers to it may go with it.
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have come first while this one waited.
            if format_of(connection) < number:
                for statement in migration.statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # an interruption may come after its end
                connection.execute("ROLLBACK")
            raise
        finally:
            connection.execute("PRAGMA foreign_keys = ON")


def format_of(connection: sqlite3.Connection) -> int:
    """The number of the last migration that the file has seen, 0 of a new one."""
    return _pragma(connection, "user_version")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value
