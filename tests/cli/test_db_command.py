import sqlite3
from contextlib import closing

import pytest


@pytest.fixture
def removed(coded, call):
    assert call("corpus", "remove", "fr.txt", "--yes", "-q").exit_code == 0


def test_a_sound_database_is_said_to_be_check_by_check(coded, call):
    result = call("db", "check")
    assert result.exit_code == 0
    header, *rows = result.stdout.splitlines()
    assert header == "check\twhere\tfound"
    assert len(rows) > 10 and all(row.endswith("\t\tok") for row in rows)
    assert result.stderr == "partcode.db: sound\n"


def test_what_is_wrong_is_listed_and_is_an_answer_of_no(coded, call, here):
    with closing(sqlite3.connect("partcode.db")) as connection, connection:
        connection.execute("UPDATE versions SET text = replace(text, 'trust', 'hurts')")
    result = call("db", "check", "-q")
    assert result.exit_code == 1
    assert "texts\ten.txt, version 1\tthe text is not the one whose sha256 is kept" in result.stdout.splitlines()
    assert result.stderr.startswith("partcode.db: 2 problems")
    assert call("db", "check", "-q", "--quick").exit_code == 0


def test_a_database_that_others_can_read_is_warned_of(coded, call, here):
    (here / "partcode.db").chmod(0o644)
    result = call("db", "check", "-q")
    assert (result.exit_code, result.stderr.partition(";")[0]) == (0, "warning: others can read partcode.db")


def test_backups_are_numbered_listed_and_restored(removed, call, here):
    assert call("db", "backup").stderr == "copied: partcode.db.backup-0002-by-hand\n"
    listed = call("db", "list", "--format", "csv").stdout.splitlines()
    assert listed[0] == "backup,reason,format,bytes,made"
    assert [line.split(",")[1] for line in listed[1:]] == ["before-delete", "by-hand"]
    would = call("db", "restore", "partcode.db.backup-0001-before-delete", "--dry-run")
    assert would.stderr == "would restore partcode.db from partcode.db.backup-0001-before-delete\n"
    assert "fr.txt" not in call("corpus", "list").stdout
    result = call("db", "restore", "partcode.db.backup-0001-before-delete")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "copied first, as it was: partcode.db.backup-0003-before-restore\n"
        "restored: partcode.db from partcode.db.backup-0001-before-delete\n"
    )
    assert "fr.txt" in call("corpus", "list").stdout
    assert call("db", "restore", "latest", "-q").exit_code == 0
    assert "fr.txt" not in call("corpus", "list").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["restore", "latest"], "no backups of this database"),
        (["restore", "texts/en.txt"], "not a SQLite database"),
        (["restore", "nowhere.db"], "no database here"),
        (["restore", "partcode.db"], "the database itself, not a backup"),
        (["backup", "texts/en.txt"], "there is a file already"),
        (["backup", "no/folder.db"], "can't be written: No such file or directory"),
        (["check", "--db", "nowhere.db"], "no database here"),
    ],
)
def test_what_can_t_be_done_is_told_and_changes_nothing(coded, call, here, arguments, message):
    before = (here / "partcode.db").read_bytes(), (here / "texts/en.txt").read_bytes()
    result = call("db", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert ((here / "partcode.db").read_bytes(), (here / "texts/en.txt").read_bytes()) == before


def test_a_vacuum_says_what_it_saved(removed, call):
    result = call("db", "vacuum")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "partcode.db.backup-0002-before-vacuum" in result.stderr
    assert " MB before, " in result.stderr
    assert call("db", "check", "-q").exit_code == 0


def test_a_dry_vacuum_says_what_would_become_free(removed, call, here):
    before = (here / "partcode.db").read_bytes()
    result = call("db", "vacuum", "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("partcode.db: about ") and result.stderr.endswith(" MB would become free\n")
    assert (here / "partcode.db").read_bytes() == before
    assert not list(here.glob("*before-vacuum"))


def test_an_older_database_is_migrated_after_a_backup(coded, call, here, monkeypatch):
    from partcode.store.file import migrations, upkeep
    from partcode.store.file.connection import connected
    from partcode.store.file.migrations import Migration

    assert call("db", "migrate").stderr == f"partcode.db: has the newest format ({len(migrations.MIGRATIONS)})\n"
    newest = len(migrations.MIGRATIONS) + 1
    more = (*migrations.MIGRATIONS, Migration("a test needs one", ("ALTER TABLE cases ADD COLUMN note TEXT",)))
    monkeypatch.setattr(upkeep, "MIGRATIONS", more)
    monkeypatch.setitem(connected.__wrapped__.__kwdefaults__, "migrations", more)
    would = call("db", "migrate", "--dry-run").stderr
    assert would == f"partcode.db: would go from format {newest - 1} to {newest}\n  {newest}: a test needs one\n"
    assert call("db", "migrate").exit_code == 0
    assert [path.name for path in here.glob("*.backup-*")] == [f"partcode.db.backup-0001-before-migration-{newest}"]
    assert "newest format" in call("db", "migrate").stderr


def overwrite(path, old, new):
    content = path.read_bytes()
    assert old in content and len(old) == len(new)
    path.write_bytes(content.replace(old, new))


@pytest.fixture
def one_file(coded):
    """The database without a log beside it."""
    with closing(sqlite3.connect("partcode.db")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def test_text_that_is_no_utf_8_any_more_is_damage_and_is_not_quoted(one_file, call, here):
    overwrite(here / "partcode.db", b"Do they trust you?", b"Do they \xff\xfe\xfdst you?")
    result = call("corpus", "show", "en.txt", "--text")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: partcode.db: the database is damaged\n")
    result = call("db", "check", "-q")
    assert result.exit_code == 1
    assert "texts\t\tcan't be read" in result.stdout and "you?" not in result.stdout + result.stderr


def test_a_schema_that_is_no_utf_8_any_more_is_damage(one_file, call, here):
    overwrite(here / "partcode.db", b"CREATE TABLE words", b"CREATE \xffABLE words")
    overwrite(here / "partcode.db", b"tablecasescases", b"table\xff\xfeses\xff\xfeses")
    for command in (("db", "check"), ("corpus", "list")):
        result = call(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("error: partcode.db: the database is damaged\n")


def test_checking_an_empty_database_says_that_it_is_empty(call, here):
    (here / "empty.db").touch(0o600)
    result = call("db", "check", "--db", "empty.db")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "empty.db: an empty database" in result.stderr
