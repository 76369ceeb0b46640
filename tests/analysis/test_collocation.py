import numpy as np

from partcode.analysis.collocation import merged, near, of_document


def column(*numbers):
    return np.array(numbers, dtype=np.int64)


def test_words_are_near_a_node_within_reach_and_sentence():
    nodes = np.array([0, 0, 0, 1, 0, 0, 0, 0], dtype=bool)
    sentence = column(0, 0, 0, 0, 0, 1, 1, 1)
    assert near(nodes, sentence, 2).tolist() == [False, True, True, False, True, False, False, False]


def test_a_node_beside_a_node_is_no_collocate():
    nodes = np.array([0, 1, 1, 0], dtype=bool)
    assert near(nodes, column(0, 0, 0, 0), 5).tolist() == [True, False, False, True]


def test_phrases_are_counted_with_their_documents_widest_gaps_and_first_place():
    one = of_document(7, column(5, 3, 5, 5), column(0, 1, 2, 0), column(0, 0, 0, 4), column(0, 0, 1, 2))
    other = of_document(9, column(3, 4), column(3, 0), column(0, 0), column(6, 8))
    tally = merged([one, other])
    assert [value.tolist() for value in tally] == [
        [3, 4, 5],  # key
        [2, 1, 3],  # times
        [2, 1, 1],  # documents
        [3, 0, 2],  # widest gaps
        [0, 0, 4],
        [7, 9, 7],  # first document
        [0, 8, 0],  # and sentence
    ]
    assert tally.times_of(column(2, 3, 5, 6)).tolist() == [0, 2, 3, 0]
    assert tally.where(tally.times > 2).key.tolist() == [5]


def test_no_documents_have_no_phrases():
    nothing = merged([])
    assert nothing.key.size == 0
    assert nothing.times_of(column(1, 2)).tolist() == [0, 0]
    assert merged([of_document(1, *(column() for _ in range(4)))]).key.size == 0
