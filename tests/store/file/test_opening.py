import sqlite3
import subprocess
import sys
import textwrap

import pytest

from partcode.errors import StoreError
from partcode.store import open_store
from partcode.store.file.connection import connected
from partcode.store.file.damage import explained
from partcode.store.file.migrations import APPLICATION_ID, MIGRATIONS, Migration


def pragma(path, name):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]
    finally:
        connection.close()


def test_a_new_file_says_whose_it_is_and_how_far_it_has_come(store, path):
    assert pragma(path, "application_id") == APPLICATION_ID
    assert pragma(path, "user_version") == len(MIGRATIONS)
    assert pragma(path, "journal_mode") == "wal"
    assert store._connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_every_table_is_strict(store):
    rows = store._connection.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    )
    assert {name for name, strict in rows if not strict and not name.startswith("sqlite_")} == set()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 a zip file, say", "not a SQLite database"),
        (b"x", "not a SQLite database"),
        (b"", "an empty database"),
    ],
)
def test_a_file_that_is_no_database_is_left_alone(path, content, message):
    path.write_bytes(content)
    with pytest.raises(StoreError, match=message), open_store(path, create=False):
        pass
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    with pytest.raises(StoreError, match="not one of partcode's"), open_store(path, create=True):
        pass
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]


def test_a_newer_format_asks_for_a_newer_partcode(path):
    with open_store(path, create=True):
        pass
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer partcode") as raised, open_store(path, create=True):
        pass
    assert "upgrade" in raised.value.hint


def test_a_missing_database_is_made_only_when_asked(path):
    with pytest.raises(StoreError, match="no database here") as raised, open_store(path, create=False):
        pass
    assert "partcode ingest" in raised.value.hint
    assert not path.exists()


def test_folders_are_no_databases(tmp_path):
    with pytest.raises(StoreError, match="a folder"), open_store(tmp_path, create=True):
        pass
    with pytest.raises(StoreError, match="folder of the database"), open_store(tmp_path / "no" / "x.db", create=True):
        pass


def test_a_second_writer_says_so_after_waiting(path):
    with open_store(path, create=True) as first, first.transaction():
        with (
            pytest.raises(StoreError, match="another process is writing"),
            open_store(path, create=False, wait=0.05) as second,
            second.transaction(),
        ):
            pass
        first.mark_missing([])


def test_a_second_writer_waits_for_the_first(path):
    with open_store(path, create=True):
        pass
    program = textwrap.dedent(
        """
        import sys, time
        from pathlib import Path
        from partcode.store import open_store
        with open_store(Path(sys.argv[1]), create=False) as store, store.transaction():
            store.add_words(["first"], ["first"], ["first"])
            print("locked", flush=True)
            time.sleep(0.3)
        """
    )
    with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        with open_store(path, create=False) as store, store.transaction():
            assert store.vocabulary() == ["first"]
    assert other.returncode == 0


def test_killed_in_the_middle_of_a_transaction_the_old_state_opens(path):
    with open_store(path, create=True) as store:
        store.add_words(["kept"], ["kept"], ["kept"])
    program = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from partcode.store import open_store
        with open_store(Path(sys.argv[1]), create=False) as store, store.transaction():
            store.vocabulary()
            store.add_words([f"w{i}" for i in range(50_000)], ["x"] * 50_000, ["x"] * 50_000)
            os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False).returncode == -9
    with open_store(path, create=False) as store:
        assert store.vocabulary() == ["kept"]
        assert store._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_later_migration_keeps_a_backup_of_what_was(path):
    with open_store(path, create=True) as store:
        store.add_words(["old"], ["old"], ["old"])
    later = (*MIGRATIONS, Migration("a test needs one", ("ALTER TABLE cases ADD COLUMN note TEXT",)))
    with connected(path, create=False, wait=1, migrations=later) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
        assert "note" in [row[1] for row in connection.execute("PRAGMA table_info(cases)")]
    backup = path.with_name(f"partcode.db.backup-0001-before-migration-{len(MIGRATIONS) + 1}")
    assert pragma(backup, "user_version") == len(MIGRATIONS)
    with open_store(backup, create=False) as before:
        assert before.vocabulary() == ["old"]


def test_a_migration_that_fails_changes_nothing(path):
    with open_store(path, create=True):
        pass
    broken = (*MIGRATIONS, Migration("fails half-way", ("CREATE TABLE half (x) STRICT", "SELECT nonsense")))
    with pytest.raises(sqlite3.OperationalError), connected(path, create=False, wait=1, migrations=broken):
        pass
    assert pragma(path, "user_version") == len(MIGRATIONS)
    with open_store(path, create=False) as store:
        assert store._connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("SQLITE_READONLY", "can't be written"),
        ("SQLITE_CANTOPEN", "can't be written"),
        ("SQLITE_FULL", "disk is full"),
        ("SQLITE_CORRUPT", "damaged"),
        ("SQLITE_IOERR_READ", "can't be read or written"),
        ("SQLITE_BUSY_SNAPSHOT", "another process"),
    ],
)
def test_what_sqlite_says_is_said_for_people(path, name, message):
    error = sqlite3.OperationalError("whatever")
    error.sqlite_errorname = name
    told = explained(error, path, 3)
    assert told is not None
    assert message in told.message


def test_an_error_of_the_disk_says_what_to_look_at(path):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_WRITE"
    assert str(explained(error, path, 3)).endswith("disk I/O error\n  is the disk full, or a quota or limit reached?")


def test_mistakes_of_the_program_are_not_explained_away(path):
    with pytest.raises(sqlite3.OperationalError, match="no such table"), open_store(path, create=True) as store:
        store._connection.execute("SELECT * FROM nowhere")


def test_an_exception_undoes_everything_since_the_transaction_began(store):
    with pytest.raises(KeyError), store.transaction():
        store.add_words(["a", "b"], ["a", "b"], ["a", "b"])
        raise KeyError
    assert store.vocabulary() == []
    store.add_words(["c"], ["c"], ["c"])
    assert store.vocabulary() == ["c"]


def test_a_nested_transaction_undoes_only_itself(store):
    with store.transaction():
        store.add_words(["a"], ["a"], ["a"])
        with pytest.raises(KeyError), store.transaction():
            store.add_words(["b"], ["b"], ["b"])
            raise KeyError
        store.add_words(["c"], ["c"], ["c"])
    assert store.vocabulary() == ["a", "c"]


def test_words_that_another_process_added_meanwhile_keep_their_ids(store, path):
    assert store.add_words(["first"], ["first"], ["first"]).tolist() == [0]
    with open_store(path, create=False) as other:
        assert other.add_words(["theirs"], ["theirs"], ["theirs"]).tolist() == [1]
    assert store.add_words(["ours", "theirs", "first"], ["x"] * 3, ["x"] * 3).tolist() == [2, 1, 0]
    assert store.vocabulary() == ["first", "theirs", "ours"]
    assert store.lengths.tolist() == [5, 6, 4]


def test_a_snapshot_does_not_see_what_is_written_meanwhile(store, path):
    with store.snapshot():
        assert store.vocabulary() == []
        with open_store(path, create=False) as other:
            other.add_words(["new"], ["new"], ["new"])
        assert store.vocabulary() == []
    assert store.vocabulary() == ["new"]
