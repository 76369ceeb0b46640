"""The vectorised words equal the words found one by one."""

from unittest import mock

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from partcode.words import stream
from partcode.words.forms import words_of
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
    text = "oui, mais (enfin) dit-il encore — long-term - fin. Après"
    indexer = Indexer()
    words = indexer.index(text, code_points(text))
    clause = [indexer.vocabulary[number] for number in words.ids[words.clause]]
    assert clause == ["mais", "enfin", "dit", "long-term", "fin"]


def test_a_long_text_after_a_short_one_has_the_same_words():
    indexer = Indexer()
    text = "l'audit de la subvention, qu'on exige. "
    first = [number for number, *_ in map(tuple, zip(*indexer.index(text, code_points(text)), strict=True))]
    words = indexer.index(text * 300, code_points(text * 300))
    assert words.ids.tolist() == first * 300
    assert [indexer.vocabulary[number] for number in first[:3]] == ["l'", "audit", "de"]


@given(st.text(ALPHABET + " e", max_size=80), st.integers(1, 30))
@example("un mot , deux mots_ et e\u0301 trois", 1)
def test_a_text_taken_apart_has_the_words_of_the_whole(text, stretch):
    whole, parts = Indexer(), Indexer()
    expected = whole.index(text, code_points(text))
    with mock.patch.object(stream, "STRETCH", stretch):
        found = parts.index(text, code_points(text))
    for column, wanted in zip(found, expected, strict=True):
        assert column.tolist() == wanted.tolist() and column.dtype == wanted.dtype
    assert parts.vocabulary == whole.vocabulary


def test_words_have_the_types_that_their_consumers_index_with():
    for text in ("", "—", "mot", "l'État"):
        words = Indexer().index(text, code_points(text))
        assert [column.dtype for column in words] == [np.int64, np.int64, np.int64, np.bool_]
