"""Full disks, closed folders, pipes in the place of files: a clear error, and nothing lost."""

import os
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from partcode.ingest import discover
from partcode.store import open_store
from partcode.store.file.migrations import MIGRATIONS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions, pipes and limits of POSIX")

RUN = ("run", "texts", "-c", "books", "-q")


def told(done, *parts):
    """A user error with these parts, in a message with a hint."""
    assert (done.returncode, done.stdout) == (2, ""), done
    assert done.stderr.startswith("error: ") and "\n  " in done.stderr, done.stderr
    for part in parts:
        assert part in done.stderr


def files(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def sound(partcode):
    assert partcode("db", "check", "-q").returncode == 0


def test_a_file_that_may_not_be_read_is_told_and_the_others_are_coded(partcode, study):
    (study / "texts/a.txt").chmod(0)
    done = partcode(*RUN)
    assert (done.returncode, done.stderr) == (
        0,
        "not read: a.txt: permission denied (give yourself the right to read it)\n",
    )
    assert "b.txt" in (study / "results/segments.csv").read_text()


def test_a_folder_that_may_not_be_opened_is_told(partcode, study):
    (study / "texts/closed").mkdir()
    (study / "texts/closed").chmod(0)
    done = partcode("ingest", "texts")
    assert done.returncode == 0
    assert "not allowed to open" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", ["", "/secret.txt"])
def test_a_link_into_a_closed_folder_is_told(partcode, study, name):
    (study / "closed").mkdir()
    (study / "closed/secret.txt").write_text("Ann: No.")
    (study / "texts/c.txt").symlink_to(f"../closed{name}")
    (study / "closed").chmod(0)
    done = partcode("ingest", "texts")
    assert done.returncode == 0, done
    assert ("not read: c.txt: permission denied" if name else "not allowed to open") in done.stderr
    (study / "closed").chmod(0o700)


@pytest.mark.slow
@pytest.mark.parametrize("mode", [0, 0o444])
def test_a_database_that_may_not_be_opened_or_written_is_named(partcode, study, mode):
    assert partcode(*RUN).returncode == 0
    before = (study / "partcode.db").read_bytes()
    (study / "partcode.db").chmod(mode)
    told(partcode(*RUN), "partcode.db: can't be ")
    assert (study / "partcode.db").read_bytes() == before


def test_a_folder_that_can_t_be_written_takes_no_database(partcode, study):
    (study / "closed").mkdir(mode=0o555)
    told(partcode(*RUN, "--db", "closed/p.db"), "closed/p.db: can't be opened: Permission denied")
    assert list((study / "closed").iterdir()) == []


@pytest.mark.slow
def test_a_results_folder_that_can_t_be_written_stays_as_it_was(partcode, study):
    assert partcode(*RUN).returncode == 0
    before = files(study / "results")
    (study / "texts/a.txt").write_text("Ann: We trust no audit.\n")
    (study / "results").chmod(0o555)
    told(partcode(*RUN), "results: can't be written: Permission denied", "choose a folder of your own")
    assert files(study / "results") == before
    (study / "results").chmod(0o700)
    assert partcode(*RUN).returncode == 0
    sound(partcode)


def test_a_full_disk_keeps_what_was(partcode, study):
    assert partcode(*RUN).returncode == 0
    before = files(study / "results")
    (study / "texts/a.txt").write_text("Ann: They impose the audit, and we trust them.\n" * 4000)
    limit = 300_000

    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = partcode(*RUN, arrange=little_room)
    told(done, "partcode.db: can't be read or written", "is the disk full")
    assert files(study / "results") == before
    assert partcode(*RUN).returncode == 0
    sound(partcode)


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [350, 700, 1250, 1500, 2000, 2250, 2500, 3000, 5000])  # full here and there
def test_a_disk_that_is_really_full_keeps_what_was(partcode, study, kilobytes):
    small = study / "small"
    small.mkdir()
    size = f"size={kilobytes}k,mode=777"
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", small]).returncode:
        pytest.skip("needs the right to mount")
    try:
        where = ("--db", small / "p.db", "--out", small / "results")
        first = partcode(*RUN, *where)
        before = files(small / "results") if first.returncode == 0 else None
        (study / "texts/a.txt").write_text("Ann: They impose the audit, and we trust them.\n" * 3000)
        done = partcode(*RUN, *where)
        told(done, "the disk is full" if kilobytes <= 2000 else "results: can't be written: No space left on device")
        if before:
            assert files(small / "results") == before
        assert subprocess.run(["mount", "-o", "remount,size=100m", small]).returncode == 0
        assert partcode(*RUN, *where).returncode == 0
        assert partcode("db", "check", "-q", "--db", small / "p.db").returncode == 0
        assert not list(small.rglob(".partcode-*"))
    finally:
        subprocess.run(["umount", small], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("what", ["fifo", "socket", "loop", "folder"])
def test_what_is_no_file_is_never_waited_for(partcode, study, what):
    odd = study / "texts/c.txt"
    if what == "fifo":
        os.mkfifo(odd)
    elif what == "socket":
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(str(odd))
    elif what == "loop":
        odd.symlink_to("c.txt")
    else:
        odd.mkdir()
    done = partcode(*RUN)
    assert done.returncode == 0
    assert "a.txt" in (study / "results/segments.csv").read_text()
    named = partcode("ingest", "texts/c.txt", "--db", "other.db", "-q")
    assert named.returncode == 2, named
    database = partcode("corpus", "list", "--db", odd)
    told(database, "texts/c.txt: ")


@pytest.mark.slow
def test_the_log_of_another_database_gives_no_wrong_answer(partcode, study):
    assert partcode(*RUN).returncode == 0
    right = partcode("export", "segments").stdout
    assert partcode("ingest", "texts", "--db", "other.db", "-q").returncode == 0
    with closing(sqlite3.connect("other.db")) as other:
        other.execute("UPDATE documents SET title = 'other'")
        other.commit()
        log = Path("other.db-wal").read_bytes()
    assert log
    Path("partcode.db-wal").write_bytes(log)
    done = partcode("export", "segments")
    assert (done.returncode, done.stdout) in [(0, right), (2, "")], done
    assert done.returncode == 0 or "the database is damaged" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("left", [b"", b"nonsense" * 5000])
def test_an_index_of_a_log_that_is_nonsense_is_made_anew(partcode, study, left):
    assert partcode(*RUN).returncode == 0
    right = partcode("export", "segments").stdout
    Path("partcode.db-shm").write_bytes(left)
    done = partcode("export", "segments")
    assert (done.returncode, done.stdout) == (0, right)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["backup", "vacuum", "restore"])
def test_a_copy_for_which_there_is_no_room_is_told_and_leaves_nothing(partcode, study, command):
    assert partcode(*RUN).returncode == 0
    arguments = ["db", command]
    if command == "restore":
        assert partcode("db", "backup", "safe.db", "-q").returncode == 0
        arguments.append("safe.db")
    right = partcode("export", "segments").stdout
    before = sorted(path.name for path in study.iterdir())

    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    told(partcode(*arguments, arrange=little_room), "is the disk full")
    assert sorted(path.name for path in study.iterdir()) == before
    assert partcode("export", "segments").stdout == right
    sound(partcode)


@pytest.mark.parametrize("name", ["corpus.yaml", "speakers.csv"])
def test_metadata_that_are_a_pipe_are_refused(partcode, study, name):
    os.mkfifo(study / "texts" / name)
    told(partcode(*RUN), f"{name}: not a regular file")


def test_a_file_that_goes_between_finding_and_reading_is_told(study, monkeypatch):
    from partcode.model.options import Options, Silent
    from partcode.pipeline import corpus
    from partcode.pipeline.ingesting import ingest

    def find(*arguments):
        found = discover.find(*arguments)
        Path("texts/a.txt").unlink()
        return found

    monkeypatch.setattr(corpus, "find", find)
    report = ingest(Options(folders=(Path("texts"),), db=Path("p.db"), jobs=1), Silent())
    assert [(file.path, file.status, file.problem) for file in report.files] == [
        ("a.txt", "unreadable", "can't be read: No such file or directory"),
        ("b.txt", "new", ""),
    ]


def test_an_empty_file_that_comes_first_is_told(partcode, study):
    (study / "texts/a.txt").write_text("")
    done = partcode(*RUN)
    assert (done.returncode, done.stderr.partition(" (")[0]) == (0, "not read: a.txt: empty: it has no bytes")
    assert "b.txt" in (study / "results/segments.csv").read_text()


@pytest.fixture
def impatient(monkeypatch):
    """Commands wait a moment for other processes, not half a minute."""
    monkeypatch.setitem(open_store.__wrapped__.__kwdefaults__, "wait", 0.1)


@pytest.mark.slow
@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE"])
def test_a_database_that_another_process_has_locked_is_told(partcode, study, impatient, lock):
    from typer.testing import CliRunner

    from partcode.cli import app

    assert partcode(*RUN).returncode == 0
    before = files(study / "results")
    (study / "texts/a.txt").write_text("Ann: We trust no audit.\n")
    with closing(sqlite3.connect("partcode.db", isolation_level=None)) as other:
        for statement in lock.split("; "):
            other.execute(statement)
        result = CliRunner().invoke(app, ["run", "texts", "-c", "books", "-q"], prog_name="partcode")
        assert result.exit_code == 2
        assert result.stderr.splitlines() == [
            "error: partcode.db: another process is writing to it (waited 0.1 s)",
            "  run it again when the other is done",
        ]
    assert files(study / "results") == before
    assert partcode(*RUN).returncode == 0
    sound(partcode)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "message"),
    [
        (f"PRAGMA user_version = {len(MIGRATIONS) + 1}", "made by a newer partcode"),
        ("PRAGMA application_id = 7", "not one of partcode's"),
    ],
)
def test_a_database_that_is_not_for_this_partcode_is_left_alone(partcode, study, made, message):
    assert partcode(*RUN).returncode == 0
    with closing(sqlite3.connect("partcode.db")) as other:
        other.execute(made)
    before = (study / "partcode.db").read_bytes()
    for command in (RUN, ("corpus", "list"), ("db", "check"), ("db", "migrate"), ("db", "vacuum"), ("db", "backup")):
        told(partcode(*command), "partcode.db: ", message)
    assert (study / "partcode.db").read_bytes() == before
