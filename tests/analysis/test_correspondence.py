"""The smoking habits of Greenacre (1984), as Nenadić & Greenacre (2007) print them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partcode.analysis.correspondence import correspondence

SMOKE = np.array([[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]], float)


def close(values, published, half):
    np.testing.assert_allclose(values, published, atol=half)


def test_the_eigenvalues_of_smoke_are_those_published():
    found = correspondence(SMOKE)
    close(found.eigenvalues, [0.074759, 0.010017, 0.000414], 5e-7)
    assert found.inertia == pytest.approx(0.08519, abs=5e-6)
    close(100 * found.eigenvalues / found.inertia, [87.76, 11.76, 0.49], 5e-3)


def test_masses_and_inertias_of_smoke_are_those_published():
    rows, columns = correspondence(SMOKE)[1:]
    close(rows.mass, [0.056995, 0.093264, 0.264249, 0.455959, 0.129534], 5e-7)
    close(rows.inertia, [0.002673, 0.011881, 0.038314, 0.026269, 0.006053], 5e-7)
    close(columns.mass, [0.316062, 0.233161, 0.321244, 0.129534], 5e-7)
    close(columns.inertia, [0.049186, 0.007059, 0.012610, 0.016335], 5e-7)


def test_coordinates_cos2_and_contributions_of_the_rows_of_smoke_are_those_published_in_thousandths():
    rows = correspondence(SMOKE).rows
    close(1000 * rows.coordinates[:, 0], [66, -259, 381, -233, 201], 0.5)  # the published axes, turned by our rule
    close(1000 * rows.coordinates[:, 1], [194, 243, 11, -58, -79], 0.5)
    close(1000 * rows.cos2[:, :2], [[92, 800], [526, 465], [999, 1], [942, 58], [865, 133]], 0.5)
    close(1000 * rows.contributions[:, :2], [[3, 214], [84, 551], [512, 3], [331, 152], [70, 81]], 0.5)


def test_coordinates_cos2_and_contributions_of_the_columns_of_smoke_are_those_published_in_thousandths():
    columns = correspondence(SMOKE).columns
    close(1000 * columns.coordinates[:, 0], [393, -99, -196, -294], 0.5)
    close(1000 * columns.coordinates[:, 1], [30, -141, -7, 198], 0.5)
    close(1000 * columns.cos2[:, :2], [[994, 6], [327, 657], [982, 1], [684, 310]], 0.5)
    close(1000 * columns.contributions[:, :2], [[654, 29], [31, 463], [166, 2], [150, 506]], 0.5)


@st.composite
def tables(draw):
    rows, columns = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    cells = st.lists(st.integers(0, 40), min_size=rows * columns, max_size=rows * columns)
    counts = np.array(draw(cells), float).reshape(rows, columns)
    counts[0] += 1  # no empty column,
    counts[:, 0] += 1  # no empty row
    return counts


@settings(max_examples=60, deadline=None)
@given(tables())
def test_inertia_is_chi_square_by_n_and_each_side_shares_it_out(counts):
    found = correspondence(counts)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    chi_square = ((counts - expected) ** 2 / expected).sum()
    assert found.inertia == pytest.approx(chi_square / counts.sum(), abs=1e-9)
    for cloud in found.rows, found.columns:
        assert cloud.mass.sum() == pytest.approx(1)
        assert cloud.inertia.sum() == pytest.approx(found.inertia, abs=1e-9)
        close(cloud.contributions.sum(axis=0), 1, 1e-9)
        close(cloud.mass @ cloud.coordinates, 0, 1e-7)
        close(cloud.mass @ cloud.coordinates**2, found.eigenvalues, 1e-9)
        shown = cloud.cos2[~np.isnan(cloud.cos2).any(axis=1)].sum(axis=1)
        close(shown, 1, 1e-6)


@settings(max_examples=60, deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_moves_no_distance_between_them(counts, random):
    order = random.sample(range(len(counts)), len(counts))
    here, there = correspondence(counts).rows.coordinates[order], correspondence(counts[order]).rows.coordinates
    close(here @ here.T, there @ there.T, 1e-7)


def test_the_order_of_rows_and_columns_moves_no_point():
    rows, columns = [3, 0, 4, 1, 2], [2, 0, 3, 1]
    whole, moved = correspondence(SMOKE), correspondence(SMOKE[rows][:, columns])
    close(moved.rows.coordinates, whole.rows.coordinates[rows], 1e-12)
    close(moved.columns.coordinates, whole.columns.coordinates[columns], 1e-12)


def test_the_row_that_contributes_most_to_an_axis_lies_on_its_positive_side():
    rows = correspondence(SMOKE).rows
    assert (rows.coordinates[rows.contributions.argmax(axis=0), range(3)] > 0).all()


def test_of_rows_that_contribute_the_same_the_first_one_lies_on_the_positive_side():
    assert correspondence(np.array([[9, 1], [1, 9.0]])).rows.coordinates[:, 0].tolist() == pytest.approx([0.8, -0.8])


def test_two_columns_have_one_axis_and_an_independent_table_has_none():
    assert correspondence(np.array([[5, 1], [1, 5], [3, 3.0]])).rows.coordinates.shape == (3, 1)
    independent = correspondence(np.outer([1, 2, 3.0], [4, 5, 6]))
    assert independent.rows.coordinates.shape == (3, 0) and independent.inertia == 0


def test_a_point_in_the_origin_has_no_quality():
    middle = correspondence(np.array([[5, 1], [1, 5], [3, 3.0]])).rows.cos2[2]
    assert np.isnan(middle).all()


@pytest.mark.parametrize("counts", [[[1.0, 0], [1, 0]], [[1.0, 1], [0, 0]], np.zeros((0, 3))])
def test_an_empty_row_or_column_is_refused(counts):
    with pytest.raises(ValueError, match="no profile"):
        correspondence(np.array(counts))
