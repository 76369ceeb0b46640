"""Turns in other orders: what stays in its place, and what chance makes of a count."""

from collections import Counter
from itertools import pairwise, permutations

import numpy as np
import pytest

from partcode.analysis.permutation import orders, orders_without_repeats, shuffled
from partcode.model.options import Silent
from tests.analysis.test_lag_sequential import stream


def test_turns_stay_in_their_group():
    group = np.array([0, 1, 0, 1, 2, 2, 2, 0])
    for order in orders(group, 50, np.random.default_rng(1)):
        assert sorted(order.tolist()) == list(range(8))
        assert (group[order] == group).all()


def test_all_orders_of_a_group_come_alike():
    found = Counter(
        tuple(order[:3].tolist()) for order in orders(np.array([0, 0, 0, 1]), 6000, np.random.default_rng(1))
    )
    assert set(found) == set(permutations(range(3)))
    assert all(850 < times < 1150 for times in found.values())


def test_without_repeats_all_orders_that_have_none_come_alike():
    one = stream("12123", "3")
    allowed = {order for order in permutations(range(5)) if all("12123"[a] != "12123"[b] for a, b in pairwise(order))}
    found = Counter(
        tuple(order[:5].tolist())
        for order in orders_without_repeats(one.document, one.incidence(), 6000, np.random.default_rng(1))
    )
    assert set(found) == allowed
    mean = 6000 / len(allowed)
    assert sum((times - mean) ** 2 / mean for times in found.values()) < 2 * len(allowed)


def test_repeats_that_are_there_may_stay():
    one = stream("1112")
    for order in orders_without_repeats(one.document, one.incidence(), 50, np.random.default_rng(1)):
        said = "".join("1112"[turn] for turn in order)
        assert sum(a == b for a, b in pairwise(said)) <= 2


@pytest.mark.parametrize(("observed", "p"), [(0, 0.5), (1, 1), (3, 0.5)])
def test_p_is_twice_the_smaller_tail_and_never_zero(observed, p):
    # Of three shuffles 1, 1 and 2: what was observed counts as one more.
    found = shuffled(np.array([observed]), lambda order: order, map(np.array, ([1], [1], [2])), Silent())
    assert found.mean.tolist() == [pytest.approx(4 / 3)]
    assert found.p.tolist() == [p]


def test_without_shuffles_there_is_no_p():
    found = shuffled(np.array([1]), lambda order: order, [], Silent())
    assert np.isnan([*found.mean, *found.p]).all()
