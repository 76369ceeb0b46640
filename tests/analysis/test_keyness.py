import pytest

from partcode.analysis.keyness import log_likelihood, log_ratio


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
