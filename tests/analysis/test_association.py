import itertools

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from partcode.analysis.association import association, spanning_forest


def of(together, one, other, units):
    found = association(*(np.array([count]) for count in (together, one, other)), units)
    return [float(column[0]) for column in found]


# Church & Hanks (1990), table 2: together, one, other and the printed ratio in 15 million words of 1987.
WORDS = [(12, 111, 621, 11.3), (8, 1105, 44, 11.3), (30, 1105, 241, 10.7), (25, 621, 1407, 8.7), (19, 1105, 676, 8.6)]


def test_mutual_information_of_published_pairs():
    for together, one, other, printed in WORDS:
        assert of(together, one, other, 15_000_000)[2] == pytest.approx(printed, abs=0.06)


def test_a_worked_example():
    # 100 segments: 20 with the one, 30 with the other, 15 with both.
    expected, jaccard, pmi, phi = of(15, 20, 30, 100)
    assert expected == pytest.approx(6)
    assert jaccard == pytest.approx(15 / 35)
    assert pmi == pytest.approx(np.log2(2.5))
    assert phi == pytest.approx((15 * 65 - 5 * 15) / np.sqrt(20 * 80 * 30 * 70))


def test_undefined_measures():
    assert np.isnan(of(0, 0, 0, 10)[1:]).all()
    assert np.isnan(of(0, 3, 4, 10)[2]) and of(0, 3, 4, 10)[1] == 0
    assert np.isnan(of(4, 10, 4, 10)[3]) and of(4, 10, 4, 10)[2] == 0
    assert np.isnan(of(0, 0, 0, 0)).all()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=40))
def test_measures_are_symmetric_and_phi_is_the_correlation_of_presence(units):
    one, other = np.array(units).T
    assume(0 < one.sum() < len(one) and 0 < other.sum() < len(other))
    together = int((one & other).sum())
    found = of(together, one.sum(), other.sum(), len(one))
    assert found == pytest.approx(of(together, other.sum(), one.sum(), len(one)), nan_ok=True)
    _, jaccard, _, phi = found
    assert 0 <= jaccard <= 1
    assert -1 - 1e-12 <= phi <= 1 + 1e-12
    assert phi == pytest.approx(np.corrcoef(one, other)[0, 1])


def forest(weights, nodes):
    one, other = zip(*itertools.combinations(range(nodes), 2), strict=True)
    kept = spanning_forest(np.array(one), np.array(other), np.array(weights, dtype=float), nodes)
    return [pair for pair, taken in zip(zip(one, other, strict=True), kept, strict=True) if taken]


def test_the_heaviest_edges_without_a_circle():
    assert forest([0.9, 0.8, 0.7], 3) == [(0, 1), (0, 2)]
    assert forest([0.1, 0.8, 0.7], 3) == [(0, 2), (1, 2)]


def test_of_edges_that_weigh_the_same_the_first_is_taken():
    assert forest([1, 1, 1], 3) == [(0, 1), (0, 2)]
    # 30 nodes on two sides: what joins the sides weighs more
    weights = [0.5 if (one + other) % 2 else 0.25 for one, other in itertools.combinations(range(30), 2)]
    sides = [(0, other) for other in range(1, 30, 2)], [(1, other) for other in range(2, 30, 2)]
    assert forest(weights, 30) == [*sides[0], *sides[1]]


def test_what_nothing_joins_stays_apart():
    assert forest([0.5, 0, 0, 0, 0, 0.5], 4) == [(0, 1), (2, 3)]
    assert forest([0, 0, 0], 3) == []


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([0, 0.2, 0.5, 1]), min_size=15, max_size=15))
def test_no_forest_is_heavier(weights):
    edges = [(w, pair) for w, pair in zip(weights, itertools.combinations(range(6), 2), strict=True) if w]
    taken, group = 0, list(range(6))
    for weight, (a, b) in sorted(edges, reverse=True):
        if group[a] != group[b]:
            taken += weight
            group = [group[a] if g == group[b] else g for g in group]
    pairs = dict(zip(itertools.combinations(range(6), 2), weights, strict=True))
    found = forest(weights, 6)
    assert sum(pairs[pair] for pair in found) == pytest.approx(taken)
    assert len(found) == 6 - len(set(group))
