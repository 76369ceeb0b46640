"""The commands that are killed, each with the study that it begins with and the way to go on afterwards."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from partcode.cli import app
from partcode.cli.door import Door  # noqa: F401  (imported before the first fork)
from partcode.store import open_store
from partcode.store.file.connection import connected
from partcode.store.file.migrations import MIGRATIONS

SMALL = Path(__file__).parents[1] / "small_codebooks"
SENTENCES = (
    "They impose the audit on us every year. [laughs]", "No audit, no money.", "We trust them all the same.",
    "It rained, and the goats slept in the store.", "Qui décide du budget ?", "Le bailleur impose ses procédures.",
    "Nous n'avons pas confiance.", "They cut the grant, and we decided to go on.",
)  # fmt: skip


class Stage(NamedTuple):
    """`begin` makes a study in the current folder; `work` is what is killed; `goes_on` the commands after which it is
    as if nothing had happened."""

    begin: object
    work: object
    goes_on: object


def call(*arguments):
    """A command in this process; its exit code."""
    try:
        app(list(arguments), prog_name="partcode")
    except SystemExit as end:
        return end.code or 0
    return 0


def must(*arguments):
    assert call(*arguments, "-q") == 0, arguments


def texts():
    chance = random.Random(7)
    Path("texts").mkdir()
    for number in range(4):
        lines = (f"{who}: {' '.join(chance.choices(SENTENCES, k=4))}" for _ in range(20) for who in ("Ann", "Bo"))
        Path(f"texts/{number}.txt").write_text("\n".join(lines), encoding="utf-8")
    Path("texts/corpus.yaml").write_text("speakers:\n  Ann: interviewer\n  Bo: south_ngo\n")
    shutil.copytree(SMALL, "books")


def run(*more):
    return call("run", "texts", "-c", "books", "-j", "1", "-q", *more)


def coded():
    texts()
    assert run() == 0


def changed_codebook():
    coded()
    book = Path("books/trust.yaml")
    book.write_text(book.read_text(encoding="utf-8").replace("confidence]", "confidence, goats]"), encoding="utf-8")


def newer_run():
    changed_codebook()
    assert run("--no-tables") == 0


def format_one():
    """The study as the first format had it: tables of the first migration, rows of today."""
    called_now = {"turns": "turn_spans", "speakers": "voices"}
    coded()
    Path("partcode.db").rename("today.db")
    with connected(Path("partcode.db"), create=True, wait=1, migrations=MIGRATIONS[:1]) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("ATTACH 'today.db' AS today")
        tables = connection.execute("SELECT name FROM pragma_table_list WHERE strict AND schema = 'main'").fetchall()
        connection.execute("BEGIN")
        for (table,) in tables:
            names = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            now = called_now.get(table, table)
            connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM today.{now}")
        connection.execute("INSERT INTO paragraphs_fts (paragraphs_fts) VALUES ('rebuild')")
        connection.execute("COMMIT")
    Path("today.db").unlink()


def backed_up():
    coded()
    must("db", "backup")
    must("corpus", "remove", "1.txt", "--yes")


def decide():
    """Writes of people: one transaction for all, as when their verdicts are brought back."""
    with open_store(Path("partcode.db"), create=False) as store, store.transaction():
        hits = [
            row[0] for row in store._connection.execute("SELECT id FROM segments WHERE unit = 'sentence' LIMIT 300")
        ]
        code = store._connection.execute("SELECT min(id) FROM codes").fetchone()[0]
        for segment in hits:
            store.reviews.add_coding("Ana", segment, code)
    return 0


def and_run():
    return run()


STAGES = {
    "ingest": Stage(texts, lambda: call("ingest", "texts", "-j", "1", "-q"), and_run),
    "run": Stage(texts, and_run, and_run),
    "code": Stage(changed_codebook, lambda: call("code", "-c", "books", "-q"), and_run),
    "results": Stage(newer_run, and_run, and_run),
    "export": Stage(
        coded,
        lambda: call("export", "evidence", "-o", "evidence.xlsx", "-q"),
        lambda: call("export", "evidence", "-o", "evidence.xlsx", "-q"),
    ),
    "migration": Stage(format_one, lambda: call("corpus", "list", "-o", "list.csv", "-q"), and_run),
    "remove": Stage(coded, lambda: call("corpus", "remove", "1.txt", "--yes", "-q"), and_run),
    "decisions": Stage(coded, decide, lambda: decide() or run()),
    "backup": Stage(coded, lambda: call("db", "backup", "-q"), lambda: call("db", "backup", "-q") or run()),
    "restore": Stage(
        backed_up,
        lambda: call("db", "restore", "partcode.db.backup-0001-by-hand", "-q"),
        lambda: call("db", "restore", "partcode.db.backup-0001-by-hand", "-q") or run(),
    ),
    "vacuum": Stage(backed_up, lambda: call("db", "vacuum", "-q"), lambda: call("db", "vacuum", "-q") or run()),
}


def state():
    """What a study says: its files, and every table of its database that is about the corpus."""
    files = {name: (Path("results") / name).read_bytes() for name in sorted(os.listdir("results"))}
    if Path("evidence.xlsx").exists():
        files["evidence.xlsx"] = Path("evidence.xlsx").read_bytes()
    with open_store(Path("partcode.db"), create=False) as store:
        tables = {
            what: list(store.table(what).rows) for what in ("documents", "turns", "speakers", "segments", "codes")
        }
    return files, tables


def largest():
    """Bytes of the largest file of the study."""
    return max(path.stat().st_size for path in Path().rglob("*") if path.is_file())


def holds():
    """What must hold wherever the process was killed: the database is sound, its results folder whole or marked as not
    whole, every backup sound. An AssertionError says what doesn't."""
    from partcode.store.file import upkeep
    from partcode.store.file.backups import backups

    path = Path("partcode.db")
    if path.exists() and path.stat().st_size:
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            begun = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if begun:
            wrong = [one for one in upkeep.check(path, quick=False) if one.problem]
            assert not wrong, wrong
    for backup in backups(path):
        wrong = [one for one in upkeep.check(backup.path, quick=True) if one.problem]
        assert not wrong, (backup, wrong)
    assert all(one.stat().st_mode & 0o077 == 0 for one in Path().glob("partcode.db*"))
