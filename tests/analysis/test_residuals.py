import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partcode.analysis.residuals import adjusted_residuals, expected

# Griffin & Gottman (1990:137): codes of a couple's talk, given by row and target by column.
COUPLE = np.array(
    [
        [0, 0, 0, 0, 2, 2],
        [0, 10, 5, 5, 60, 20],
        [0, 9, 2, 1, 3, 0],
        [0, 3, 0, 1, 5, 0],
        [3, 54, 6, 2, 24, 8],
        [1, 24, 2, 1, 3, 12],
    ]
)
# General Social Survey 1991, women and men by party (Agresti 1996:32, with the residuals after Haberman).
PARTIES = np.array([[279, 73, 225], [165, 47, 191]])


def of_table(table):
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    return expected(rows, columns, table.sum()), adjusted_residuals(table, rows, columns, table.sum())


def test_residuals_of_published_tables():
    counts, residuals = of_table(COUPLE)
    assert COUPLE.sum() == 268
    assert counts[1, 4] == pytest.approx(36.19, abs=0.005)
    assert residuals[1, 4] == pytest.approx(6.26, abs=0.005)
    assert residuals[4, 1] == pytest.approx(4.68, abs=0.005)
    assert of_table(PARTIES)[1] == pytest.approx(np.array([[2.29, 0.46, -2.62], [-2.29, -0.46, 2.62]]), abs=0.005)


def test_a_cell_without_a_choice_has_no_residual():
    counts, residuals = of_table(np.array([[3, 0], [5, 0]]))
    assert counts.tolist() == [[3, 0], [5, 0]]
    assert np.isnan(residuals).all()
    assert np.isnan(of_table(np.zeros((1, 2), dtype=int))[0]).all()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(1, 50), min_size=3, max_size=3), min_size=2, max_size=5))
def test_expected_counts_have_the_margins_of_the_table_and_residuals_are_those_of_two_by_two(cells):
    table = np.array(cells)
    counts, residuals = of_table(table)
    assert counts.sum(axis=0) == pytest.approx(table.sum(axis=0))
    assert counts.sum(axis=1) == pytest.approx(table.sum(axis=1))
    with_it, column = table[0, 0], table[:, 0].sum()
    rest = np.array([[with_it, table[0].sum() - with_it], [column - with_it, 0]])
    rest[1, 1] = table.sum() - rest.sum()
    assert of_table(rest)[1][0, 0] == pytest.approx(residuals[0, 0])


@pytest.mark.slow
def test_residuals_are_those_of_statsmodels():
    from statsmodels.stats.contingency_tables import Table

    random = np.random.default_rng(1)
    for _ in range(20):
        table = random.integers(1, 40, (random.integers(2, 6), random.integers(2, 6)))
        assert of_table(table)[1] == pytest.approx(Table(table, shift_zeros=False).standardized_resids)
