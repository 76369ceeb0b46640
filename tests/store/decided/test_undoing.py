"""Deleted documents come back as they were, whatever happened meanwhile."""

import pytest
from by_hand import INTERVIEW, INTERVIEW_INFO, REPORT, add, add_corpus, code_by_regex, power, prepare

from partcode.errors import StoreError
from partcode.model import Unit
from partcode.store.decided import restoring

KEPT = {
    "cases", "words", "codebooks", "codes", "rules", "sequences", "coders", "runs", "decisions", "journal", "derived",
}  # fmt: skip


def tables(store):
    """All rows of all tables but the journal, in order."""
    names = [name for (name,) in store._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    names = [name for name in names if name != "journal" and not name.startswith(("sqlite_", "paragraphs_fts"))]
    return {name: sorted(map(repr, store._connection.execute(f"SELECT * FROM {name}"))) for name in names}


def search(store, word):
    rows = store._connection.execute("SELECT text FROM paragraphs_fts(?) ORDER BY rowid", (word,))
    return [text for (text,) in rows]


@pytest.fixture
def corpus(store):
    """An interview and a report, each with a version before, coded by rules and by a person, with chains of turns."""
    add(store, prepare(store, "interviews/one.txt", INTERVIEW[:2], info=INTERVIEW_INFO))
    versions = add_corpus(store)
    store.ensure_unit(versions, Unit.TURN)
    code_by_regex(store, versions)
    code = store.add_codebook(power()).codes["trust"]
    store.reviews.add_coding("Ana", int(store.segments(versions[0], Unit.SENTENCE).ids[0]), code)
    add(store, prepare(store, "interviews/one.txt", [*INTERVIEW, ("INT", ["Thank you."], 0)], info=INTERVIEW_INFO))
    return store


def remove(store, path, *documents):
    backup = store.back_up_before("delete")
    return store.delete_documents(documents, human_codings=True, backup=backup.name)


def undo(store, path):
    return store.reviews.undo(path.parent, store.reviews.last_change())


def check(store):
    assert store._connection.execute("PRAGMA foreign_key_check").fetchall() == []
    store._connection.execute("INSERT INTO paragraphs_fts (paragraphs_fts, rank) VALUES ('integrity-check', 1)")


DELETED = {
    "the last": ["report.md"],
    "the first": ["interviews/one.txt"],
    "all": ["interviews/one.txt", "report.md"],
}


@pytest.mark.parametrize("documents", DELETED.values(), ids=DELETED)
def test_removing_and_undoing_leaves_every_table_as_it_was(corpus, path, documents):
    before, found = tables(corpus), search(corpus, "fund")
    assert before["moved_codings"]
    remove(corpus, path, *documents)
    assert tables(corpus) != before
    assert undo(corpus, path) == [f"brought back: {one}" for one in documents]
    assert tables(corpus) == before
    assert search(corpus, "fund") == found
    check(corpus)


def test_what_came_meanwhile_stays_and_both_are_whole(corpus, path):
    rows = list(corpus.table("segments").rows)
    text = corpus.text(corpus.known()["report.md"].version_id)
    remove(corpus, path, "report.md")
    new = add(corpus, prepare(corpus, "new.md", REPORT), prepare(corpus, "newer.md", REPORT))
    corpus.ensure_unit(new, Unit.PARAGRAPH)
    run = code_by_regex(corpus, new)
    fresh = list(corpus.table("segments").rows)
    undo(corpus, path)
    assert corpus.text(corpus.known()["report.md"].version_id) == text
    assert list(corpus.table("segments", run=run).rows) == fresh
    old = next(row[0] for row in corpus.table("runs").rows if row[0] != run)
    assert list(corpus.table("segments", run=old).rows) == rows
    assert len(search(corpus, "fund")) == 4
    known = corpus.known()["report.md"]
    assert corpus.segments(known.version_id, Unit.TURN).start.size
    check(corpus)


def test_a_path_that_was_read_again_stays_and_the_others_come_back(corpus, path):
    add(corpus, prepare(corpus, "notes.md", REPORT))
    remove(corpus, path, "report.md", "notes.md")
    add(corpus, prepare(corpus, "report.md", INTERVIEW))
    again = corpus.known()["report.md"]
    assert undo(corpus, path) == ["report.md was read again meanwhile, and stays as it is", "brought back: notes.md"]
    assert corpus.known()["report.md"] == again
    check(corpus)


def test_a_path_that_was_read_again_is_no_loss_of_what_people_coded(corpus, path):
    remove(corpus, path, "interviews/one.txt")
    add(corpus, prepare(corpus, "interviews/one.txt", REPORT))
    before = tables(corpus)
    with pytest.raises(StoreError, match=r"interviews/one\.txt was read again meanwhile, and what people had coded"):
        undo(corpus, path)
    assert tables(corpus) == before
    assert corpus.reviews.last_change() is not None


def test_every_table_is_brought_back_or_never_loses_rows_with_a_document(store):
    names = {name for (name,) in store._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    names = {name for name in names if not name.startswith(("sqlite_", "paragraphs_fts"))}
    assert names == restoring.PARTS.keys() | KEPT
