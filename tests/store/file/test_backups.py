import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from by_hand import add_corpus, code_by_regex

from partcode.errors import StoreError
from partcode.store import RunRow, open_store
from partcode.store.file import upkeep
from partcode.store.file.backups import back_up_before, backups
from partcode.store.file.connection import connected, opened
from partcode.store.file.migrations import MIGRATIONS


def mode(path):
    return path.stat().st_mode & 0o777


def fill(path):
    with open_store(path, create=True) as store:
        code_by_regex(store, add_corpus(store))


def vocabulary(path):
    with open_store(path, create=False) as store:
        return store.vocabulary()


def contents(path):
    """Every row of every table but those of the full-text index."""
    with opened(path) as connection:
        names = connection.execute("SELECT name FROM pragma_table_list WHERE strict ORDER BY name").fetchall()
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for (name,) in names}


def reasons(path):
    return [(one.number, one.reason) for one in backups(path)]


def test_a_backup_holds_everything_and_is_one_file(store, path, tmp_path):
    code_by_regex(store, add_corpus(store))
    backup = store.back_up_before("delete")
    assert backup == path.with_name("partcode.db.backup-0001-before-delete")
    assert contents(backup) == contents(path)
    with backup.open("rb") as file:
        assert file.read(20)[18:] == b"\x01\x01"  # no log beside it
    assert sorted(os.listdir(tmp_path)) == ["partcode.db", "partcode.db-shm", "partcode.db-wal", backup.name]


def test_database_log_and_backup_are_for_the_owner(path, umask):
    with open_store(path, create=True) as store:
        store.add_words(["x"], ["x"], ["x"])
        files = [path, path.with_name("partcode.db-wal"), path.with_name("partcode.db-shm")]
        assert {mode(file) for file in (*files, store.back_up_before("delete"))} == {0o600}
    path.chmod(0o640)
    with open_store(path, create=False) as store:
        assert mode(store.back_up_before("delete")) == 0o600
    assert mode(path) == 0o640


def test_deletions_keep_their_own_five_backups(store, path):
    for _ in range(6):
        store.back_up_before("delete")
        store.back_up_before("vacuum")
    upkeep.back_up(path, None)
    kept = reasons(path)
    assert [number for number, reason in kept if reason == "before-delete"] == [3, 5, 7, 9, 11]
    assert [number for number, reason in kept if reason == "before-vacuum"] == [4, 6, 8, 10, 12]
    assert kept[-1] == (13, "by-hand")


def test_a_backup_inside_a_transaction_is_a_mistake_of_the_program(store, path):
    with pytest.raises(RuntimeError, match="inside a transaction"), store.transaction():
        store.back_up_before("delete")
    assert backups(path) == []


def test_two_processes_never_take_one_number(store, path, monkeypatch):
    first = store.back_up_before("delete")
    before = first.read_bytes()
    store.add_words(["later"], ["later"], ["later"])
    blind = iter([[]])  # as if the other's came just now
    monkeypatch.setattr("partcode.store.file.backups.backups", lambda _: next(blind, backups(path)))
    assert store.back_up_before("delete").name.endswith("0002-before-delete")
    assert first.read_bytes() == before


def test_a_backup_by_hand_overwrites_nothing(path, tmp_path):
    fill(path)
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(StoreError, match="there is a file already"):
        upkeep.back_up(path, tmp_path / "mine")
    assert (tmp_path / "mine").read_text() == "mine"
    assert contents(upkeep.back_up(path, tmp_path / "copy")) == contents(path)


def test_a_new_database_has_nothing_to_be_backed_up_before_its_migrations(path):
    fill(path)
    assert backups(path) == []


def test_a_restored_database_is_what_it_was_and_the_other_one_is_kept(path):
    fill(path)
    before = contents(path)
    with open_store(path, create=False) as store:
        backup = store.back_up_before("delete")
        store.delete_documents(["report.md"])
    after = contents(path)
    assert before != after
    kept = upkeep.restore(path, upkeep.source_of(path, str(backup)).path)
    assert contents(path) == before
    assert contents(kept) == after
    upkeep.restore(path, upkeep.source_of(path, "latest").path)
    assert contents(path) == after


def test_nothing_is_restored_while_another_process_has_the_database_open(path):
    fill(path)
    backup = upkeep.back_up(path, None)
    with open_store(path, create=False) as other:
        other.add_words(["new"], ["new"], ["new"])
        with pytest.raises(StoreError, match="another process"):
            upkeep.restore(path, backup, wait=0.05)
        assert other.vocabulary()[-1] == "new"
    assert vocabulary(path)[-1] == "new"


@pytest.mark.parametrize(("start", "end"), [(100, 8192), (20_000, 60_000)], ids=["first page", "middle"])
def test_a_damaged_database_is_found_out_restored_and_kept(path, start, end):
    fill(path)
    good, backup = contents(path), upkeep.back_up(path, None)
    damaged = bytearray(path.read_bytes())
    damaged[start:end] = b"Z" * (end - start)
    path.write_bytes(damaged)
    try:
        assert any(one.problem for one in upkeep.check(path, quick=False))
    except StoreError as error:
        assert "damaged" in error.message
    with pytest.raises(StoreError):
        upkeep.source_of(path.with_name("other.db"), str(path))
    kept = upkeep.restore(path, upkeep.source_of(path, str(backup)).path)
    assert contents(path) == good
    assert mode(path) == 0o600
    assert kept.read_bytes()[start:end] == damaged[start:end]


def destroyed(path, how):
    """The bytes that are in the place of the database then; None when it is gone."""
    if how == "missing":
        path.unlink()
        return None
    content = path.read_bytes()
    theirs = content[:68] + b"THEM" + content[72:]
    path.write_bytes({"empty": b"", "wiped": bytes(4096) + content[4096:], "text": b"notes", "theirs": theirs}[how])
    return path.read_bytes()


@pytest.mark.parametrize("how", ["empty", "missing", "wiped", "text", "theirs"])
def test_a_destroyed_database_comes_back_and_what_is_in_its_place_is_kept(path, how):
    fill(path)
    good = contents(path)
    upkeep.back_up(path, None)
    found = destroyed(path, how)
    with pytest.raises(StoreError) as raised, open_store(path, create=False):
        pass
    assert "partcode db restore latest" in raised.value.hint
    kept = upkeep.restore(path, upkeep.source_of(path, "latest").path)
    assert contents(path) == good
    assert mode(path) == 0o600
    assert (kept.read_bytes() if kept else b"") == (found or b"")
    assert not kept or kept.name == "partcode.db.backup-0002-damaged"
    assert upkeep.source_of(path, "latest").path.name == "partcode.db.backup-0001-by-hand"


def test_over_an_emptied_database_no_new_one_is_begun(path):
    fill(path)
    upkeep.back_up(path, None)
    path.write_bytes(b"")
    with pytest.raises(StoreError, match="an empty database"), open_store(path, create=True):
        pass
    assert path.read_bytes() == b""


def test_the_log_of_a_damaged_database_is_kept_with_it(path):
    fill(path)
    upkeep.back_up(path, None)
    path.write_bytes(bytes(8192))
    log = path.with_name("partcode.db-wal")
    log.write_bytes(b"what was not in the file yet")
    kept = upkeep.restore(path, upkeep.source_of(path, "latest").path)
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"what was not in the file yet"
    assert reasons(path) == [(1, "by-hand"), (2, "damaged")]
    assert vocabulary(path)


def test_the_latest_backup_is_the_newest_that_is_sound(path):
    fill(path)
    first, second = upkeep.back_up(path, None), upkeep.back_up(path, None)
    second.write_bytes(b"nonsense")
    assert upkeep.source_of(path, "latest") == (first, [(second, "not a SQLite database")])
    first.write_bytes(b"nonsense")
    with pytest.raises(StoreError, match="no backups of this database are sound"):
        upkeep.source_of(path, "latest")


def test_a_folder_with_the_name_of_a_backup_is_none(path):
    fill(path)
    path.with_name("partcode.db.backup-0007-by-hand").mkdir()
    assert backups(path) == []
    assert upkeep.back_up(path, None).name == "partcode.db.backup-0001-by-hand"


@pytest.mark.parametrize("how", ["sound", "missing", "wiped"])
def test_of_two_that_restore_at_once_one_may_be_told_to_wait(path, how):
    fill(path)
    good = contents(path)
    backup = upkeep.back_up(path, None)
    if how != "sound":
        destroyed(path, how)
    program = "import sys; from pathlib import Path; from partcode.store.file.upkeep import restore; "
    program += "print(flush=True); input(); restore(Path(sys.argv[1]), Path(sys.argv[2]))"
    command = [sys.executable, "-c", program, str(path), str(backup)]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    both = [subprocess.Popen(command, text=True, **pipes) for _ in range(2)]
    assert [one.stdout.readline() for one in both] == ["\n", "\n"]
    for one in both:
        one.stdin.write("\n")
        one.stdin.flush()
    for one in both:
        told = one.communicate(timeout=60)[1]
        assert one.returncode == 0 or ("StoreError" in told and "another process" in told), told
    assert how != "sound" or contents(path) == good
    upkeep.restore(path, backup)
    assert contents(path) == good
    assert not any(one.problem for one in upkeep.check(path, quick=False))


def test_a_first_database_is_migrated_with_its_decisions(path):
    with connected(path, create=True, wait=1, migrations=MIGRATIONS[:1]) as old:
        old.execute("INSERT INTO coders VALUES (1, 'Ana', 'person')")
        old.execute("INSERT INTO decisions VALUES (1, 'abc', 3, 9, 'trust', 'rejected', 1, '2024-05-01', 'no')")
    assert upkeep.pending(path).format == 1
    assert [number for number, _ in upkeep.pending(path).migrations] == list(range(2, len(MIGRATIONS) + 1))
    upkeep.migrate(path)
    with opened(path) as connection:
        kept = connection.execute("SELECT text_sha256, start, end, code, decision, at, why FROM decisions").fetchall()
    assert kept == [("abc", 3, 9, "trust", "rejected", "2024-05-01", "no")]
    assert not any(one.problem for one in upkeep.check(path, quick=False))
    assert backups(path)[0].format == 1


def test_after_a_clock_was_set_back_the_last_run_is_still_the_latest(store):
    ahead = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    store.add_run(RunRow.derive("0.1.0", {}, [], {}, [], started_at=ahead), [])
    later = RunRow.derive("0.2.0", {}, [], {}, [])
    store.add_run(later, [])
    assert store.run().id == later.id
    assert store.run().started_at > ahead


def test_another_program_s_database_is_not_overwritten(path, tmp_path):
    fill(path)
    theirs = tmp_path / "theirs.db"
    with closing(sqlite3.connect(theirs)) as other:
        other.execute("CREATE TABLE theirs (x)")
    before = theirs.read_bytes()
    with pytest.raises(StoreError, match="not one of partcode's"):
        upkeep.restore(theirs, path)
    with pytest.raises(StoreError, match="not one of partcode's"):
        upkeep.source_of(path, str(theirs))
    with pytest.raises(StoreError, match="the database itself"):
        upkeep.source_of(path, str(path))
    assert theirs.read_bytes() == before


def test_a_newer_partcode_s_database_may_be_given_up_for_a_backup(path):
    fill(path)
    backup = upkeep.back_up(path, None)
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 99")
    kept = upkeep.restore(path, backup)
    assert backups(path)[-1].format == 99
    assert (backups(path)[-1].path, backups(path)[0].format) == (kept, len(MIGRATIONS))
    assert vocabulary(path)


def test_vacuuming_takes_deleted_words_out_of_the_file_and_keeps_every_row(path):
    fill(path)
    with open_store(path, create=False) as store:
        store.delete_documents(["report.md"])
    rows = contents(path)
    done = upkeep.vacuum(path)
    assert done.after <= done.before
    assert contents(path) == rows == contents(done.backup)
    assert b"The fund trusts its partners" not in path.read_bytes()
    assert not any(one.problem for one in upkeep.check(path, quick=False))


def test_without_room_nothing_is_vacuumed(path, monkeypatch):
    fill(path)
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    with pytest.raises(StoreError, match="of room"):
        upkeep.vacuum(path)
    assert backups(path) == []


WRONG = {
    "foreign keys": "PRAGMA foreign_keys = OFF; DELETE FROM versions WHERE id = 1",
    "segments in their text": "UPDATE segments SET end = 100000 WHERE id = 3",
    "turns in their text": "UPDATE turn_spans SET label_end = -5 WHERE ordinal = 0",
    "matches in their text": "UPDATE codings SET match_end = 100000 WHERE id = 1",
    "codings": "UPDATE codings SET matches = 7 WHERE id = 1",
    "documents": "UPDATE documents SET version = 3 - version",
    "words": "DELETE FROM words WHERE id = 2",
    "columns of segments": "UPDATE segments SET kind = 'heading' WHERE id = 2",
    "full-text index": "INSERT INTO paragraphs_fts (paragraphs_fts, rowid, text) VALUES ('delete', 1, 'other words')",
    "texts": "UPDATE versions SET text = replace(text, 'cut', 'put')",
    "packed words": "UPDATE streams SET gaps = substr(gaps, 2)",
    "runs": "UPDATE runs SET options = '{}'",
    "attributes": "UPDATE voices SET attributes = '{' WHERE id = 1",
    "tables": "DROP INDEX codings_by_segment",
}


@pytest.mark.parametrize("check", WRONG)
def test_what_is_wrong_is_found_by_the_check_that_is_for_it(path, check):
    fill(path)
    assert {one.problem for one in upkeep.check(path, quick=False)} == {""}
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(WRONG[check])
    assert check in {one.check for one in upkeep.check(path, quick=False) if one.problem}
    quick = {one.check for one in upkeep.check(path, quick=True)}
    assert (check in quick) == (check not in ("full-text index", "texts"))


@pytest.mark.parametrize(
    ("put", "where"),
    [
        ("INSERT INTO derived VALUES ('count:1', '[1, 2')", "derived count:1"),
        ("INSERT INTO journal VALUES (7, 'decide', '', '{', '', 0)", "journal 7"),
    ],
)
def test_what_is_kept_as_json_is_json(path, put, where):
    fill(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(put)
    found = [one for one in upkeep.check(path, quick=True) if one.problem]
    assert [(one.check, one.where) for one in found] == [("attributes", where)]


def test_a_backup_waits_for_nobody_who_writes(path):
    fill(path)
    with open_store(path, create=False) as other, other.transaction():
        other.add_words(["unfinished"], ["x"], ["x"])
        with opened(path) as connection:
            backup = back_up_before(connection, path, "delete")
    assert "unfinished" not in vocabulary(backup)
    assert "unfinished" in vocabulary(path)
