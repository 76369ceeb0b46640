from collections import Counter

import numpy as np
import pytest

from partcode.analysis.clusters import (
    cut,
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


def test_clusters_far_apart_are_found_in_every_draw():
    rng = np.random.default_rng(2)
    points = np.concatenate([rng.normal(place, 0.01, (8, 2)) for place in (0, 5, 10)])
    found = stability(points, cut(ward(points), 3), seed=1)
    assert found.tolist() == pytest.approx([1, 1, 1], abs=0.01)


def test_clusters_of_noise_are_not_found_again():
    points = np.random.default_rng(5).uniform(size=(40, 6))
    assert stability(points, cut(ward(points), 5), seed=1).mean() < 0.6


def test_a_seed_gives_the_same_stability_again():
    points = np.random.default_rng(5).uniform(size=(12, 2))
    cluster = cut(ward(points), 3)
    assert stability(points, cluster, seed=7).tolist() == stability(points, cluster, seed=7).tolist()
    assert stability(points, cluster, seed=7).tolist() != stability(points, cluster, seed=8).tolist()


def test_a_draw_with_fewer_points_than_clusters_says_nothing():
    points = np.arange(3.0)[:, None]
    assert np.isnan(stability(points, np.array([0, 1, 2]), seed=1, replicates=0)).all()
    assert stability(points, np.array([0, 1, 2]), seed=1).tolist() == [1, 1, 1]
