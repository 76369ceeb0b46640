import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partcode.model.columns import NO_TURN, Sentences, Stream
from partcode.store.corpus.packing import pack_sentences, pack_stream, unpack_sentences, unpack_stream

LENGTHS = np.ones(70_000, dtype=np.int32)
LENGTHS[:5] = [1, 2, 3, 11, 40]

word = st.tuples(
    st.one_of(st.integers(0, 4), st.integers(65_530, 65_540), st.integers(5, len(LENGTHS) - 1)),
    st.one_of(st.integers(0, 5), st.integers(120, 135), st.integers(0, 100_000), st.integers(-3, -1)),
    st.booleans(),
)
small = st.integers(0, 300)
sentence = st.tuples(
    st.one_of(small, st.integers(0, 100_000)),
    st.one_of(small, st.integers(30_000, 100_000)),
    st.integers(0, 2),
    st.one_of(st.just(NO_TURN), st.integers(0, 70_000)),
    st.integers(0, 4),
    st.sampled_from([0, 1, 255]),
    st.one_of(small, st.integers(0, 40_000)),
)


def stream_of(words):
    ids = np.array([id for id, _, _ in words], dtype=np.uint32)
    gaps = np.array([gap for _, gap, _ in words], dtype=np.int64)
    before = np.concatenate(([0], LENGTHS[ids][:-1])) if words else np.zeros(0, dtype=np.int64)
    start = np.cumsum(gaps + before).astype(np.int32)
    return Stream(ids, start, np.array([clause for _, _, clause in words], dtype=bool))


def sentences_of(rows):
    """Rows of gap, length, step to the paragraph, turn, kind, language, words."""
    gap, length, step, turn, kind, language, words = np.array(rows, dtype=np.int32).reshape(-1, 7).T
    end = np.cumsum(gap + length, dtype=np.int32)
    paragraph = np.cumsum(step, dtype=np.int32)
    return Sentences(end - length, end, paragraph, turn, kind.astype(np.uint8), language.astype(np.uint8), words)


def check_same(back, was):
    for field in dataclasses.fields(was):
        one, other = getattr(back, field.name), getattr(was, field.name)
        assert np.array_equal(one, other), field.name
        assert one.dtype == other.dtype, field.name


@given(st.lists(word, max_size=60))
def test_a_stream_comes_back_as_it_went_in(words):
    stream = stream_of(words)
    check_same(unpack_stream(pack_stream(stream, LENGTHS), LENGTHS), stream)


@given(st.lists(sentence, max_size=30))
def test_sentences_come_back_as_they_went_in(rows):
    columns = sentences_of(rows)
    check_same(unpack_sentences(pack_sentences(columns)), columns)


def test_usual_words_cost_three_bytes_and_only_rare_and_far_ones_more():
    packed = pack_stream(stream_of([(1, 0, False), (65_534, 1, True), (65_535, 126, False), (0, 127, True)]), LENGTHS)
    assert [len(part) for part in packed] == [8, 4, 4, 4]
    assert packed.gaps == bytes([0, 0x80 | 1, 126, 0x80 | 127])
    assert packed.word_ids == b"\x01\x00\xfe\xff\xff\xff\x00\x00"


@pytest.mark.parametrize(("length", "turn", "size"), [(90, 0, 7), (900, 0, 8), (90_000, 0, 10), (90, NO_TURN, 8)])
def test_a_column_of_sentences_is_as_wide_as_its_document_needs(length, turn, size):
    packed = pack_sentences(sentences_of([(1, 90, 0, 0, 0, 0, 9), (1, length, 1, turn, 0, 1, 9)]))
    assert len(packed) == 7 + 2 * size


def test_words_added_later_do_not_move_what_was_packed():
    stream = stream_of([(0, 0, False), (4, 2, False), (1, 1, True)])
    packed = pack_stream(stream, LENGTHS)
    longer = np.concatenate((LENGTHS, np.array([7, 9], dtype=np.int32)))
    assert unpack_stream(packed, longer).start.tolist() == stream.start.tolist()
