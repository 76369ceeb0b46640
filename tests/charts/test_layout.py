"""Where nodes and labels stand."""

import numpy as np

from partcode.charts.labels import beside, ties
from partcode.charts.layout import placed, stretched


def test_nodes_stand_as_far_apart_as_their_ties_are_long():
    points = placed(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)])
    assert np.allclose(np.linalg.norm(np.diff(points, axis=0), axis=1), 1, atol=0.01)
    assert np.array_equal(points, placed(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)]))


def test_parts_without_a_tie_stand_apart():
    points = placed(6, [(0, 1, 1.0), (1, 2, 1.0), (3, 4, 1.0)])
    apart = np.linalg.norm(points[:, None] - points[None], axis=2)
    assert apart[:3, 3:].min() > 0.5
    assert apart[5, :5].min() > 0.5


def test_a_single_node_and_points_on_one_place_are_drawn():
    assert placed(1, []).tolist() == [[0.0, 0.0]]
    assert np.isfinite(stretched(np.zeros((3, 2)), 100, 50)).all()


def test_no_label_covers_another_nor_a_point():
    random = np.random.default_rng(1)
    points, radii = random.normal(300, 40, (60, 2)), random.uniform(2, 10, 60)
    names = [f"a label of some length {i}" for i in range(60)]
    places = beside(points, names, list(radii))
    half = np.array([[len(name) * 5.5 / 2, 6.5] for name in names])
    off = np.abs(places[:, None] - places[None])
    covers = (off < half[:, None] + half[None]).all(2)
    np.fill_diagonal(covers, False)
    assert not covers.any()
    assert not (np.abs(places[:, None] - points[None]) < half[:, None] + radii[None, :, None]).all(2).any()


def test_the_line_to_a_label_ends_at_its_edge():
    end = ties(np.array([[0.0, 100.0]]), np.array([[0.0, 0.0]]), ["name"])
    assert np.allclose(end, [[0, 7]])
