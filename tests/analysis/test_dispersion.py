import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partcode.analysis.dispersion import dispersion


def of(counts, sizes):
    found = dispersion(np.array([counts]), np.array(sizes))
    return float(found.dp[0]), float(found.dp_norm[0])


def test_dispersion_of_published_examples():
    assert of([2, 1, 0], [100, 100, 100]) == pytest.approx((1 / 3, 0.5))
    # Gries (2008)
    assert of([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]) == pytest.approx((0.18, 0.2195), abs=0.00005)


def test_what_is_spread_as_the_words_are_has_no_deviation():
    assert of([1, 2, 3], [10, 20, 30]) == pytest.approx((0, 0))


def test_what_is_all_in_the_smallest_part_deviates_most():
    assert of([7, 0, 0], [10, 20, 30]) == pytest.approx((1 - 1 / 6, 1))


def test_a_part_without_words_counts_only_if_something_is_in_it():
    assert of([2, 1, 0, 0], [100, 100, 100, 0]) == pytest.approx((1 / 3, 0.5))
    assert of([2, 0, 2], [50, 50, 0])[0] == pytest.approx(0.5)


def test_undefined_dispersion():
    assert np.isnan(of([0, 0], [10, 20])).all()
    assert np.isnan(of([1, 2], [0, 0])).all()
    assert of([3], [10])[0] == 0 and np.isnan(of([3], [10])[1])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 100)), min_size=2, max_size=8))
def test_dispersion_is_a_share_and_does_not_know_the_order_of_the_parts(parts):
    counts, sizes = zip(*parts, strict=True)
    if not sum(counts):
        return
    dp, dp_norm = of(counts, sizes)
    assert 0 <= dp <= dp_norm <= 1 + 1e-12
    assert of(counts[::-1], sizes[::-1]) == pytest.approx((dp, dp_norm))
