import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from partcode.model.columns import Stream
from partcode.store.packing import pack, unpack

LENGTHS = np.array([1, 2, 3, 11, 40], dtype=np.int32)

word = st.tuples(
    st.integers(0, len(LENGTHS) - 1),
    st.one_of(st.integers(0, 5), st.integers(120, 135), st.integers(0, 100_000), st.integers(-3, -1)),
    st.booleans(),
)


def stream_of(words):
    ids = np.array([id for id, _, _ in words], dtype=np.uint32)
    gaps = np.array([gap for _, gap, _ in words], dtype=np.int64)
    before = np.concatenate(([0], LENGTHS[ids][:-1])) if words else np.zeros(0, dtype=np.int64)
    start = np.cumsum(gaps + before).astype(np.int32)
    return Stream(ids, start, np.array([clause for _, _, clause in words], dtype=bool))


@given(st.lists(word, max_size=60))
def test_a_stream_comes_back_as_it_went_in(words):
    stream = stream_of(words)
    back = unpack(pack(stream, LENGTHS), LENGTHS)
    for name in ("ids", "start", "clause"):
        assert np.array_equal(getattr(back, name), getattr(stream, name))
        assert getattr(back, name).dtype == getattr(stream, name).dtype


def test_usual_words_cost_five_bytes_and_only_far_ones_more():
    packed = pack(stream_of([(1, 0, False), (2, 1, True), (0, 126, False), (0, 127, True)]), LENGTHS)
    assert (len(packed.word_ids), len(packed.gaps), len(packed.long_gaps)) == (16, 4, 4)
    assert packed.gaps == bytes([0, 0x80 | 1, 126, 0x80 | 127])


def test_words_added_later_do_not_move_what_was_packed():
    stream = stream_of([(0, 0, False), (4, 2, False), (1, 1, True)])
    packed = pack(stream, LENGTHS)
    longer = np.concatenate((LENGTHS, np.array([7, 9], dtype=np.int32)))
    assert unpack(packed, longer).start.tolist() == stream.start.tolist()
