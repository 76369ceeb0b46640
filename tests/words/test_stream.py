"""The vectorised words equal the words found one by one."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from partcode.words.forms import words_of
from partcode.words.hashing import HashIndex
from partcode.words.stream import Indexer, code_points

ALPHABET = "aeéEÉtlLndsquœŒ'’-‑.·\u00ad ,;:—–()«»!?\n\t0 9\u0301\u00a0😀𠀀𝒜ß_İ"


def spans_by_indexer(indexer, text):
    words = indexer.index(text, code_points(text))
    return [
        (start, end, indexer.vocabulary[number])
        for number, start, end in zip(words.ids.tolist(), words.start.tolist(), words.end.tolist(), strict=True)
    ]


@given(st.text(ALPHABET, max_size=80))
@example("qu'aujourd'hui-t-il.e.s")
@example("'-.'")
@example("a")
@example("dit-")
def test_the_stream_equals_the_words_one_by_one(text):
    expected = [(word.start, word.end) for word in words_of(text)]
    assert [(start, end) for start, end, _ in spans_by_indexer(Indexer(), text)] == expected


@given(st.lists(st.text(ALPHABET, max_size=40), max_size=6))
def test_a_vocabulary_grows_without_changing_what_it_knew(texts):
    indexer = Indexer()
    first = [spans_by_indexer(indexer, text) for text in texts]
    assert [spans_by_indexer(indexer, text) for text in texts] == first
    assert len(set(indexer.vocabulary)) == len(indexer.vocabulary)
    for text, words in zip(texts, first, strict=True):
        for start, end, word in words:
            assert len(word) == end - start <= len(text)


def test_ids_are_in_order_of_first_appearance():
    indexer = Indexer()
    spans_by_indexer(indexer, "the funder and the partner")
    assert indexer.vocabulary == ["the", "funder", "and", "partner"]


def test_clause_marks_stand_before_words():
    text = "oui, mais (enfin) dit-il — long-term - fin. Après"
    indexer = Indexer()
    words = indexer.index(text, code_points(text))
    clause = [indexer.vocabulary[number] for number in words.ids[words.clause]]
    assert clause == ["mais", "enfin", "dit", "long-term", "fin"]


@given(st.lists(st.integers(1, 2**64 - 1), unique=True, max_size=300), st.integers(1, 4))
def test_the_hash_index_numbers_keys_in_order(keys, bits):
    # Few bits make many keys share a slot.
    index = HashIndex(bits)
    values = np.array(keys, dtype=np.uint64)
    half = len(keys) // 2
    index.add(values[:half])
    index.add(values[half:])
    assert index.find(values).tolist() == list(range(len(keys)))
    absent = np.array([key for key in range(1, 50) if key not in keys], dtype=np.uint64)
    assert (index.find(absent) == -1).all()
