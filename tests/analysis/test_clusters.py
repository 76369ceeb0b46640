from collections import Counter

import numpy as np
import pytest

from partcode.analysis.clusters import (
    REPLICATES,
    cut,
    draws,
    hellinger,
    joints,
    leaves,
    silhouette,
    silhouettes,
    stability,
    ward,
)

# Four corners of three points each: the example of scipy's documentation of Ward's linkage.
CORNERS = np.array(
    [[0, 0], [0, 1], [1, 0], [0, 4], [0, 3], [1, 4], [4, 0], [3, 0], [4, 1], [4, 4], [3, 4], [4, 3]], float
)


def test_wards_heights_are_those_of_scipys_documentation():
    heights = [1, 1, 1, 1, 1.29099445, 1.29099445, 1.29099445, 1.29099445, 5.77350269, 5.77350269, 8.16496581]
    np.testing.assert_allclose(ward(CORNERS)[:, 2], heights, atol=5e-9)


def test_ward_merges_what_adds_least_to_the_squares_within():
    # Two points: the sum of squares rises by d²/2, and the height is the root of twice that. A third: by hand.
    tree = ward(np.array([[0.0], [1.0], [5.0]]))
    assert tree[:, 2].tolist() == pytest.approx([1, np.sqrt(2 * (2 * 1 / 3) * 4.5**2)])


@pytest.mark.parametrize("clusters", range(1, 13))
def test_a_tree_is_cut_into_as_many_clusters_as_asked_for_also_where_heights_tie(clusters):
    assert sorted(set(cut(ward(CORNERS), clusters).tolist())) == list(range(clusters))


def test_clusters_are_those_of_the_corners_numbered_from_left_to_right():
    tree = ward(CORNERS)
    found = cut(tree, 4)
    assert [len(set(found[corner : corner + 3].tolist())) for corner in (0, 3, 6, 9)] == [1, 1, 1, 1]
    in_order = found[leaves(tree)].tolist()
    assert in_order == sorted(in_order) and Counter(in_order) == dict.fromkeys(range(4), 3)


@pytest.mark.parametrize("seed", range(5))
def test_clusters_are_numbered_in_the_order_of_the_leaves(seed):
    tree = ward(np.random.default_rng(seed).normal(size=(12, 3)))
    for clusters in range(2, 12):
        assert list(dict.fromkeys(cut(tree, clusters)[leaves(tree)].tolist())) == list(range(clusters))


def test_the_tree_can_be_drawn_from_order_and_joints():
    points = np.random.default_rng(4).normal(size=(15, 3))
    tree = ward(points)
    order, heights = leaves(tree), joints(tree)
    assert np.isnan(heights[0])
    assert sorted(heights[1:].tolist()) == pytest.approx(tree[:, 2].tolist())
    from scipy.cluster.hierarchy import cophenet
    from scipy.spatial.distance import squareform

    between = squareform(cophenet(tree))
    for left in range(14):
        for right in range(left + 1, 15):
            assert between[order[left], order[right]] == pytest.approx(heights[left + 1 : right + 1].max())


def test_silhouettes_are_worked_out_by_hand():
    distances = np.abs(np.subtract.outer([0.0, 2, 10, 13, 40], [0.0, 2, 10, 13, 40]))
    found = silhouette(distances, np.array([0, 0, 1, 1, 2]))
    assert found.tolist() == pytest.approx([1 - 2 / 11.5, 1 - 2 / 9.5, 1 - 3 / 9, 1 - 3 / 12, 0])


def test_points_in_one_place_have_silhouette_0():
    assert silhouette(np.zeros((4, 4)), np.array([0, 0, 1, 1])).tolist() == [0, 0, 0, 0]


def test_the_largest_mean_silhouette_finds_the_corners():
    found = silhouettes(CORNERS, ward(CORNERS))
    assert list(found) == list(range(2, 11)) and max(found, key=found.__getitem__) == 4


def test_hellinger_distances_don_t_see_the_size_of_a_profile():
    points = hellinger(np.array([[1.0, 3], [10, 30], [4, 0]]))
    np.testing.assert_allclose(points, [[0.5, 0.75**0.5], [0.5, 0.75**0.5], [1, 0]])
    np.testing.assert_allclose((points**2).sum(axis=1), 1)


def codings(rates, seed):
    """Codings of some cases, one a turn: case, code, turn, and their table."""
    counts = np.random.default_rng(seed).poisson(rates)
    case, code = (np.repeat(axis.ravel(), counts.ravel()) for axis in np.indices(counts.shape))
    return case, code, np.arange(len(case)), counts


def stable(rates, clusters, seed=1):
    case, code, turn, counts = codings(rates, 5)
    return stability(cut(ward(hellinger(counts)), clusters), draws(case, code, turn, counts.shape, seed)).tolist()


def test_clusters_far_apart_are_found_in_every_draw():
    kinds = np.array([[90, 5, 5, 0.0], [0, 90, 5, 5], [5, 0, 5, 90]])
    assert stable(np.repeat(kinds, 6, axis=0), 3) == [1, 1, 1]


def test_clusters_of_noise_are_not_found_again():
    assert max(stable(np.full((24, 20), 3.0), 4)) < 0.6


def test_a_seed_gives_the_same_stability_again():
    rates = np.full((12, 8), 2.0)
    assert stable(rates, 3, seed=7) == stable(rates, 3, seed=7) != stable(rates, 3, seed=8)


def test_draws_keep_the_turns_of_a_case_together_and_their_number():
    case, code, turn = np.array([0, 0, 0, 1, 1]), np.array([0, 1, 2, 0, 0]), np.array([4, 4, 9, 4, 5])
    tables = list(draws(case, code, turn, (3, 3), 1))
    assert len(tables) == REPLICATES
    for table in tables:
        assert table[0, 0] == table[0, 1] and table[0, 0] + table[0, 2] == 2  # codes 0 and 1 are one turn, 2 another
        assert table[1].tolist() == [2, 0, 0] and table[2].tolist() == [0, 0, 0]
    assert {table[0, 0] for table in tables} == {0, 1, 2}


def test_a_case_without_codings_in_a_draw_is_left_out_of_the_comparison():
    cluster = np.array([0, 0, 1, 1])
    drawn = np.array([[5, 0], [0, 0], [0, 5], [1, 5.0]])
    assert stability(cluster, [drawn]).tolist() == [1, 1]


def test_a_draw_without_more_cases_than_clusters_says_nothing():
    assert np.isnan(stability(np.array([0, 1, 1]), [np.array([[1.0], [0], [1]])])).all()
