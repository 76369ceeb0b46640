"""partcode.lock: what is written is read back, whatever it is."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partcode.errors import LockError
from partcode.export.lockfile import write_lock
from partcode.export.reading_locks import read_lock
from partcode.model.snapshot import (
    Chain,
    ChainStep,
    Circumstances,
    CodebookMark,
    Coding,
    FoundDocument,
    Match,
    Snapshot,
)

VERDICTS = (st.booleans(), st.sampled_from((-1, 0, 1)))
STATUSES = st.sampled_from(("proposed", "accepted", "rejected"))
CODES = st.sampled_from(("norm.trust", "core.power-2", "a_b"))
PLACES = st.integers(0, 10**6)


@st.composite
def codings(draw):
    start, code, status = draw(PLACES), draw(CODES), draw(STATUSES)
    end = start + draw(st.integers(1, 900))
    if coder := draw(st.sampled_from(("", "", "ada", "rené @ 1+2/3"))):
        return Coding(start, end, code, coder, (), *draw(st.tuples(*VERDICTS)), status)
    matches = draw(st.lists(st.builds(Match, st.sampled_from(("word", "r-1", "x.y")), PLACES, PLACES, *VERDICTS),
                            min_size=1, max_size=4))  # fmt: skip
    matches = tuple(one._replace(end=one.start + one.end) for one in matches)
    return Coding(start, end, code, "", matches, *matches[0][3:], status)


@st.composite
def chains(draw):
    places = draw(st.lists(st.tuples(CODES, PLACES, st.integers(-5, 90), st.integers(0, 50)), min_size=1, max_size=3))
    steps = tuple(ChainStep(code, at, at + shift, at + shift + size) for code, at, shift, size in places)
    needed = draw(st.integers(len(steps), 5))
    return Chain(draw(st.sampled_from(("talk", "x/y.z"))), "book", len(steps), needed, steps)


DOCUMENTS = st.lists(
    st.tuples(
        st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=9),
        st.lists(codings(), max_size=6, unique_by=lambda one: one[:4]),
        st.lists(chains(), max_size=3),
    ),
    max_size=4,
    unique_by=lambda one: one[0],
)


def made():
    marks = CodebookMark({"id": "book", "version": "1", "sha256": "ab", "uses": [{"id": "x"}]}, {"norm.trust": "c0de"},
                         {"norm.trust/word": "f00d"}, {"norm.trust/word": ("a1", "b2")}, {"talk": "5e9"})  # fmt: skip
    return Circumstances("0123", "0.1.0", {"unit": "sentence"}, {"regex": "1"}, (marks,), has_rules=True)


def in_order(document):
    return sorted(document.codings, key=lambda one: one[:4]), sorted(document.chains)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(DOCUMENTS)
def test_what_is_locked_is_read_back(tmp_path_factory, documents):
    found = [
        FoundDocument(path, "t" * 64, "r" * 64, "s", tuple(some), tuple(others)) for path, some, others in documents
    ]
    path = tmp_path_factory.mktemp("lock") / "partcode.lock"
    locked = write_lock(Snapshot("run", made(), lambda: iter(found)), path)
    again = read_lock(path)
    assert again.made == made()
    read = list(again.documents())
    assert [one.path for one in read] == [one.path for one in found]
    assert list(map(in_order, read)) == list(map(in_order, found))
    people = sum(bool(one.coder) for document in found for one in document.codings)
    assert (locked.by_people, locked.documents) == (people, len(found))


@pytest.fixture
def lock(tmp_path):
    match = Match("word", 12, 17, True, -1)
    found = FoundDocument(
        "a.txt", "t", "r", "s", (Coding(6, 24, "norm.trust", "", (match,), True, -1, "proposed"),), ()
    )
    write_lock(Snapshot("run", made(), lambda: iter([found])), path := tmp_path / "partcode.lock")
    return path


def test_a_coding_is_a_short_line(lock):
    assert '{"coding":"norm.trust","rules":"word","at":"6+18@6+5nq"}\n' in lock.read_text(encoding="utf-8")


def test_any_byte_that_is_another_is_noticed(lock):
    data = lock.read_bytes()
    for place in range(len(data)):
        lock.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises(LockError):
            read_lock(lock)


def test_any_line_that_is_missing_is_noticed(lock):
    lines = lock.read_bytes().splitlines(keepends=True)
    for number in range(len(lines)):
        lock.write_bytes(b"".join(lines[:number] + lines[number + 1 :]))
        with pytest.raises(LockError):
            read_lock(lock)


def test_an_empty_lock_is_none(tmp_path):
    path = Path(tmp_path / "partcode.lock")
    path.touch()
    with pytest.raises(LockError):
        read_lock(path)
