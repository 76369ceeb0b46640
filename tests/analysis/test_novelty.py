import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from partcode.analysis.novelty import Rule, new_codes, random_orders, ratios, reached, saturated

# Ten interviews that bring 8, 6, 4, 2, 1, 2, 1, 0, 0, 1 new codes: a base of 4 has 20 of them. No published example
# is at hand with its counts, so this one is worked by hand.
NEW = np.array([[8, 6, 4, 2, 1, 2, 1, 0, 0, 1]])


def test_new_information_of_overlapping_runs_is_worked_out_by_hand():
    found = ratios(NEW, Rule(base=4, run=2))[0]
    assert np.isnan(found[:5]).all()
    np.testing.assert_allclose(found[5:], [3 / 20, 3 / 20, 1 / 20, 0, 1 / 20])


def test_saturation_is_seen_at_the_end_of_the_first_run_at_the_threshold():
    found = ratios(NEW, Rule(base=4, run=2))
    assert reached(found, Rule(threshold=0.05)).tolist() == [8]
    assert reached(found, Rule(threshold=0)).tolist() == [9]
    assert reached(ratios(NEW, Rule(run=3)), Rule(run=3, threshold=0)).tolist() == [np.inf]


def test_a_longer_base_and_run_are_counted_as_such():
    found = ratios(NEW, Rule(base=6, run=3))[0]
    assert np.isnan(found[:8]).all()
    np.testing.assert_allclose(found[8:], [1 / 23, 1 / 23])


def test_too_few_interviews_leave_new_information_undefined():
    assert np.isnan(ratios(NEW[:, :5], Rule(base=4, run=2))).all()
    assert np.isnan(ratios(NEW[:, :3], Rule(base=4, run=2))).all()


def test_a_base_without_codes_leaves_new_information_undefined_and_nothing_saturated():
    found = ratios(np.array([[0, 0, 0, 0, 3, 0, 0]]), Rule())
    assert np.isnan(found).all() and not saturated(found, Rule()).any()


def test_a_code_is_new_where_it_is_met_first():
    found = np.array([[1, 0, 0], [1, 1, 0], [0, 1, 0]], bool)
    assert new_codes(found, np.array([[0, 1, 2], [2, 1, 0]])).tolist() == [[1, 1, 0], [1, 1, 0]]


matrices = st.tuples(st.integers(1, 9), st.integers(0, 12), st.integers(0, 2**32)).map(
    lambda size: np.random.default_rng(size[2]).random(size[:2]) < 0.3
)


@settings(max_examples=50, deadline=None)
@given(matrices)
def test_every_order_meets_the_same_codes_in_all(found):
    orders = random_orders(len(found), 20, seed=1)
    new = new_codes(found, orders)
    assert (new.sum(axis=1) == found.any(axis=0).sum()).all()
    brute = [[len(found[list(row[: n + 1])].any(axis=0).nonzero()[0]) for n in range(len(row))] for row in orders]
    assert np.cumsum(new, axis=1).tolist() == brute


def test_the_mean_over_orders_comes_near_its_exact_value():
    # A code that k of n interviews have is met within m of them with 1 - C(n-k, m) / C(n, m).
    found = np.array([[1, 1], [1, 0], [1, 0], [0, 0]], bool)
    codes = np.cumsum(new_codes(found, random_orders(4, 4000, seed=3)), axis=1).mean(axis=0)
    np.testing.assert_allclose(codes, [3 / 4 + 1 / 4, 1 + 1 / 2, 1 + 3 / 4, 2], atol=0.03)


def test_a_seed_gives_the_same_orders_again():
    assert (random_orders(8, 5, 1) == random_orders(8, 5, 1)).all()
    assert (random_orders(8, 5, 1) != random_orders(8, 5, 2)).any()
