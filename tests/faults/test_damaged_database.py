"""A database of which a byte or a page has changed: a right answer, or one that says what to do; never a bug."""

import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from flips import flips
from typer.testing import CliRunner

from partcode.cli import app
from partcode.store.file.backups import LOGS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

CHECK = ("db", "check", "-q")
COMMANDS = (
    ("run", "texts", "-c", "books", "-j", "1", "-q"),
    ("export", "segments"),
    ("decisions", "list"),
    ("corpus", "list"),
)
MORE = (
    ("code", "-c", "third.yaml", "-q"),
    ("export", "matrix"),
    ("export", "turns"),
    ("corpus", "show", "a.txt", "--text"),
    ("corpus", "speakers"),
    ("runs", "list"),
)
LONGEST = 60  # seconds of one command
MISLED = 0.05  # of all damages, seen by no check: a name or a label that is kept once is other words now
TOLD = "error: partcode.db: "


def call(*arguments):
    return CliRunner().invoke(app, arguments, prog_name="partcode")


@pytest.fixture
def good(study):
    """The bytes of a database in which people have decided, with a backup beside it and no log."""
    power = Path("books/power.yaml").read_text()
    Path("third.yaml").write_text(
        power.replace("codebook: power", "codebook: third").replace("[decide, decision]", "[decide, audit]")
    )
    assert call(*COMMANDS[0]).exit_code == 0
    head, row, *_ = call("export", "segments", "-f", "csv").stdout.splitlines()
    cells = dict(zip(head.split(","), row.split(","), strict=False))
    place = f"{cells['start']}-{cells['end']}"
    assert call("decisions", "accept", cells["document"], place, cells["code"], "--coder", "Ana").exit_code == 0
    assert call("db", "backup", "-q").exit_code == 0
    with closing(sqlite3.connect("partcode.db")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return Path("partcode.db").read_bytes()


def answer(database, command):
    """Exit code, stdout with what is in the results, and stderr of a command over these bytes."""
    for end in ("", *LOGS):
        Path(f"partcode.db{end}").unlink(missing_ok=True)
    shutil.rmtree("results", ignore_errors=True)
    Path("partcode.db").write_bytes(database)
    signal.alarm(LONGEST)  # nobody handles it: the tests would end
    result = call(*command)
    signal.alarm(0)
    results = {str(path): path.read_bytes() for path in sorted(Path(".").glob("results/**/*.csv"))}
    return result.exit_code, (result.stdout, results), result.stderr


def check_damage(good, commands, count, seed):
    right = {command: answer(good, command) for command in (*commands, CHECK)}
    assert not [told for code, _, told in right.values() if code]
    misled, damages = 0, 0
    for bad in islice(flips(good, seed), count):
        found = {command: answer(bad, command) for command in (*commands, CHECK)}
        wrong = [command for command in commands if found[command][:2] != right[command][:2]]
        for command in [*wrong, CHECK]:
            code, _, told = found[command]
            assert code in ((0, 1, 2) if command == CHECK else (0, 2)), (command, told)
            assert "Traceback" not in told, (command, told)
            if code == 2 and not told.startswith("error: no "):
                assert told.startswith(TOLD), (command, told)
                assert "partcode db restore latest" in told, (command, told)
        damages += found[CHECK][0] != 0
        misled += found[CHECK][0] == 0 and any(not found[command][2].startswith(TOLD) for command in wrong)
    assert damages > count / 3
    assert misled <= max(1, MISLED * count)


@pytest.mark.slow
def test_a_damaged_database_is_told_by_every_command(good):
    check_damage(good, COMMANDS, 24, 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
def test_a_hundred_damaged_databases_are_told_by_every_command(good, seed):
    check_damage(good, COMMANDS + MORE, 100, seed)
