"""A database of format 2 becomes one that other programs can read, and nothing in it is lost or changed."""

import sqlite3
from contextlib import closing

import pytest
from by_hand import add, add_corpus, code_by_regex, in_both, prepare

from partcode.model import Span, Unit
from partcode.store import TABLES, open_store
from partcode.store.coded.applications import add_chains
from partcode.store.decided import journal
from partcode.store.file import upkeep
from partcode.store.file.connection import connected
from partcode.store.file.migrations import MIGRATIONS
from partcode.store.rows import ChainRow

RENAMED = {"turns": "turn_spans", "speakers": "voices"}


def tables(connection, schema="main"):
    """The tables that are no index's, each with its columns."""
    rows = connection.execute(
        f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'paragraphs%'"
    ).fetchall()
    return {name: [row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({name})")] for (name,) in rows}


def contents(connection, named=lambda table: table):
    found = {}
    for table, columns in tables(connection).items():
        rows = connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
        found[named(table)] = sorted(map(repr, rows))
    return found


@pytest.fixture
def old(tmp_path):
    """A database of format 2 with content, and another with the same content as it is made now."""
    now, then = tmp_path / "now.db", tmp_path / "then.db"
    with open_store(now, create=True) as store:
        add(store, prepare(store, "report.md", [(None, ["An older report, on trust."], 0)]))
        code_by_regex(store, add_corpus(store), rules=[("power.cut", "verb", "cut"), ("trust", "word", "tr|st")])
        with store.transaction():
            add_chains(store._connection, [ChainRow(1, 1, 1, 2, ((0, 0, 2, 1, 9, 12),))])
        table = store.table("segments")
        row = dict(zip(table.columns, next(iter(table.rows)), strict=True))
        digest = store.known()[row["document"]].text_sha256
        store.reviews.decide(digest, Span(row["start"], row["end"]), row["code"], "rejected", "Ana", why="irony")
        store.reviews.add_coding("Ana", int(store.segments(2, Unit.SENTENCE).ids[0]), 3)
        store.count(store.run().id)  # something that was derived
        with store.transaction():
            journal.write(store._connection, "decide", "decisions reject", {})
            store._connection.execute("INSERT INTO moved_codings VALUES (1, 1)")
    with connected(then, create=True, wait=1, migrations=MIGRATIONS[:2]) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("ATTACH ? AS now", (str(now),))
        for table, columns in tables(connection).items():
            listed = ", ".join(columns)
            connection.execute(
                f"INSERT INTO {table} ({listed}) SELECT {listed} FROM now.{RENAMED.get(table, table)} ORDER BY rowid"
                if table in ("runs", "units")
                else f"INSERT INTO {table} ({listed}) SELECT {listed} FROM now.{RENAMED.get(table, table)}"
            )
        connection.execute("INSERT INTO paragraphs_fts (paragraphs_fts) VALUES ('rebuild')")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return now, then


def test_nothing_is_lost_or_changed(old):
    now, then = old
    assert upkeep.pending(then).format == 2
    with closing(sqlite3.connect(then)) as connection:
        before = contents(connection, lambda table: RENAMED.get(table, table))
    assert {table for table, rows in before.items() if not rows} == set()
    upkeep.migrate(then)
    with closing(sqlite3.connect(then)) as connection:
        assert contents(connection) == before
    assert [one for one in upkeep.check(then, quick=False) if one.problem] == []
    with open_store(now, create=False) as expected, open_store(then, create=False) as found:
        for what in TABLES:
            assert list(found.table(what).rows) == list(expected.table(what).rows), what
        assert list(found.table("decisions").rows) == list(expected.table("decisions").rows)
        _, listed, viewed = in_both(found)
        assert viewed == listed and "rejected" in {cell for row in viewed for cell in row}
        assert found._connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_the_database_is_copied_first_and_the_copy_comes_back(old):
    _, then = old
    with closing(sqlite3.connect(then)) as connection:
        before = contents(connection)
    upkeep.migrate(then)
    (backup,) = then.parent.glob("then.db.backup-*")
    assert [one for one in upkeep.check(backup, quick=False) if one.problem] == []
    assert backup.name.endswith("-before-migration-3")
    upkeep.restore(then, backup)
    with closing(sqlite3.connect(then)) as connection:
        assert contents(connection) == before
        connection.execute("UPDATE turns SET label_end = -5 WHERE ordinal = 0")
        connection.execute("UPDATE speakers SET attributes = '{' WHERE id = 1")
        connection.commit()
    assert {one.check for one in upkeep.check(then, quick=True) if one.problem} == {"turns in their text", "attributes"}


def test_what_is_deleted_afterwards_takes_with_it_what_hangs_on_it(old):
    _, then = old
    with open_store(then, create=False) as store:
        store.delete_documents(["interviews/one.txt"], human_codings=True)
        left = store._connection.execute("SELECT DISTINCT document FROM coded_segments").fetchall()
        assert left == [("report.md",)]
        assert store._connection.execute("SELECT rowid FROM paragraphs_fts('grant')").fetchall() == []
        assert store._connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert [one for one in upkeep.check(then, quick=False) if one.problem] == []


def test_a_migration_that_fails_leaves_the_old_format(old):
    _, then = old
    with closing(sqlite3.connect(then)) as connection:
        before = contents(connection)
        connection.execute("CREATE TABLE new_codings (in_the_way)")
    with pytest.raises(sqlite3.OperationalError, match="new_codings"):
        upkeep.migrate(then)
    with closing(sqlite3.connect(then)) as connection:
        connection.execute("DROP TABLE new_codings")
        assert contents(connection) == before
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
