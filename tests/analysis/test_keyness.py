import numpy as np
import pytest

from partcode.analysis.keyness import Compared, keywords, log_likelihood, log_ratio


def test_keyness_of_a_published_table():
    # Dunning (1993): 110 occurrences beside 2,442 other words, against 111 beside 29,114.
    here, there = (110, 110 + 2442), (111, 111 + 29114)
    assert log_likelihood(*here, *there) == pytest.approx(270.72, abs=0.005)
    assert log_ratio(*here, *there) == pytest.approx(3.50, abs=0.005)


def test_the_same_rate_on_both_sides_is_not_key():
    assert log_likelihood(10, 1000, 100, 10000) == pytest.approx(0)
    assert log_ratio(10, 1000, 100, 10000) == pytest.approx(0)


def test_a_word_that_is_missing_on_one_side_has_a_finite_ratio():
    assert log_ratio(8, 1000, 0, 1000) == pytest.approx(4)
    assert log_likelihood(8, 1000, 0, 1000) > 10


def compared(here, there, sizes, words=("audit", "trust", "well")):
    columns = [np.array(column) for column in (here, there, [min(count, 2) for count in here])]
    return Compared(words, *columns, sizes)


def test_words_that_are_more_frequent_here_stand_out_most_first():
    rows = keywords(compared([110, 3, 5], [111, 1, 900], (2552, 29225)))
    assert [row[0] for row in rows] == ["audit", "trust"]
    _, here, there, rate_here, rate_there, g2, ratio, documents, warning = rows[0]
    assert (here, there, documents, warning) == (110, 111, 2, "")
    assert (rate_here, rate_there) == (pytest.approx(43.103448), pytest.approx(3.798118))
    assert (g2, ratio) == (pytest.approx(270.72, abs=0.005), pytest.approx(3.50, abs=0.005))
    assert rows[1][-1] == "expected below 5"


def test_rare_words_and_groups_without_words_have_no_keywords():
    assert [row[0] for row in keywords(compared([110, 3, 5], [111, 1, 900], (2552, 29225)), least=4)] == ["audit"]
    assert keywords(compared([1, 1, 1], [0, 0, 0], (3, 0))) == []
    assert keywords(compared([0, 0, 0], [1, 1, 1], (0, 3))) == []
