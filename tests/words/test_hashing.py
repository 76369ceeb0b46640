"""Hashes of runs, and the table that finds them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from partcode.words.characters import codes_of
from partcode.words.hashing import HashIndex, RunHasher
from partcode.words.stream import code_points


def hashes_of(hasher, *words):
    text = " ".join(words)
    starts = np.cumsum([0] + [len(word) + 1 for word in words[:-1]])
    return hasher.hash(codes_of(code_points(text)), starts, starts + [len(word) for word in words]).tolist()


def test_equal_runs_have_equal_hashes_wherever_they_stand():
    hasher = RunHasher()
    alone = hashes_of(hasher, "fonds")
    assert hashes_of(hasher, *["les"] * 5000, "fonds", "Fonds")[-2:] == alone * 2  # the hasher grew meanwhile
    assert hashes_of(hasher, "fonds") == alone


def test_the_order_of_letters_makes_another_hash():
    words = ["abba", "baab", "aabb", "bbaa", "ab", "ba", "a", "aa", "aaa"]
    assert len(set(hashes_of(RunHasher(), *words))) == len(words)


@given(st.lists(st.integers(1, 2**64 - 1), unique=True, max_size=300), st.integers(1, 4))
def test_the_index_finds_each_key_and_no_other(keys, bits):
    # Few bits make many keys share a slot.
    index = HashIndex(bits)
    values = np.array(keys, dtype=np.uint64)
    numbers = np.array([-2 - i if i % 3 else i for i in range(len(keys))], dtype=np.int64)
    half = len(keys) // 2
    for part in (slice(half), slice(half, None)):
        index.add(values[part], numbers[part])
    assert index.find(values).tolist() == numbers.tolist()
    absent = np.array([key for key in range(1, 50) if key not in keys], dtype=np.uint64)
    assert (index.find(absent) == -1).all()
