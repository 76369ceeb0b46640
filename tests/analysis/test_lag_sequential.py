"""Statistics of transitions, against published tables."""

import numpy as np
import pytest

from partcode.analysis.lag_sequential import over_strata, stratum
from partcode.analysis.proportional_fitting import fitted, leverage
from partcode.analysis.transitions import answers, at_lag, tables, transitions, within
from partcode.analysis.turn_stream import NO_ACTOR, Event, TurnStream

# Griffin & Gottman (1990), p. 137: husband and wife, positive, neutral and negative.
COUPLE = np.array([
    [0, 0, 0, 0, 2, 2], [0, 10, 5, 5, 60, 20], [0, 9, 2, 1, 3, 0],
    [0, 3, 0, 1, 5, 0], [3, 54, 6, 2, 24, 8], [1, 24, 2, 1, 3, 12],
])  # fmt: skip
HO, WO = 1, 4
# Bakeman & Quera (2011), p. 159: a stream of 75 codes.
CODES = "214334342144541345322141252123314414133315211314123345523352544231552213333"


def stream(*documents, actors=None):
    """Documents of turns, each a text of digits: one event a turn."""
    events = "".join(documents)
    return TurnStream(
        document=np.repeat(np.arange(len(documents)), list(map(len, documents))),
        actor=np.array([int(one) for one in actors] if actors else [0] * len(events)),
        turn=np.arange(len(events)),
        event=np.array([int(one) - 1 for one in events]),
        events=tuple(Event(one, NO_ACTOR) for one in sorted(set(events))),
    )


def counted(one, pairs):
    return transitions(one.incidence(), pairs)


def statistics(counts, possible=None):
    """The statistics of one table."""
    rows, columns = map(np.arange, counts.shape)
    return over_strata(counts, [(rows, columns, stratum(counts, possible))], possible)


def test_the_couple_of_griffin_and_gottman():
    found = statistics(COUPLE)
    assert COUPLE.sum() == 268
    assert found.expected[HO, WO] == pytest.approx(36.19, abs=0.005)
    assert found.residual[HO, WO] == pytest.approx(6.26, abs=0.005)
    assert found.q[HO, WO] == pytest.approx(0.683, abs=0.0005)
    assert found.residual[WO, HO] == pytest.approx(4.68, abs=0.005)
    assert found.q[WO, HO] == pytest.approx(0.547, abs=0.0005)


def test_the_stream_of_bakeman_and_quera():
    one = stream(CODES)
    counts = counted(one, at_lag(one.document, 1))
    found = statistics(counts)
    assert counts.sum() == 74
    assert (found.chi2, found.df) == (pytest.approx(27.66, abs=0.005), 16)
    assert counts[4, 1] == 5
    assert found.expected[4, 1] == pytest.approx(1.76, abs=0.005)
    assert found.residual[4, 1] == pytest.approx(2.90, abs=0.005)
    assert found.q[4, 1] == pytest.approx(0.75, abs=0.005)
    assert found.residual[1, 3] == pytest.approx(-2.10, abs=0.005)


def test_the_end_of_a_document_is_no_transition():
    one = stream("12", "21")
    assert counted(one, at_lag(one.document, 1)).tolist() == [[0, 1], [1, 0]]
    assert counted(one, at_lag(one.document, 2)).sum() == 0


def test_a_window_is_all_lags_up_to_it():
    one = stream("12312", "321")
    lags = sum(counted(one, at_lag(one.document, lag)) for lag in (1, 2, 3))
    assert (counted(one, within(one.document, 3)) == lags).all()
    assert len(within(one.document, 10**9).given) == 10 + 3


def test_an_answer_is_the_next_turn_of_another_actor():
    one = stream("1231", "21", actors="001001")
    pairs = answers(one.document, one.actor)
    assert list(zip(pairs.given.tolist(), pairs.target.tolist(), strict=True)) == [(0, 2), (1, 2), (2, 3), (4, 5)]
    assert len(answers(np.array([], dtype=int), np.array([], dtype=int)).given) == 0


def test_each_event_of_a_turn_counts_with_each_of_the_other():
    one = TurnStream(
        np.zeros(2, dtype=int), np.zeros(2, dtype=int), np.array([0, 0, 1, 1]), np.array([0, 1, 1, 2]),
        tuple(Event(name, NO_ACTOR) for name in "abc"),
    )  # fmt: skip
    assert counted(one, at_lag(one.document, 1)).tolist() == [[0, 1, 1], [0, 1, 1], [0, 0, 0]]


def test_impossible_cells_have_no_expected_count_and_the_margins_are_kept():
    possible = ~np.eye(6, dtype=bool)
    counts = COUPLE * possible
    expected = fitted(counts.astype(float), possible)
    assert (expected.diagonal() == 0).all()
    assert expected.sum(axis=0) == pytest.approx(counts.sum(axis=0))
    assert expected.sum(axis=1) == pytest.approx(counts.sum(axis=1))
    # Products of a row's and a column's factor: odds of cells off the diagonal are 1.
    assert expected[1, 4] * expected[2, 5] == pytest.approx(expected[1, 5] * expected[2, 4])
    found = statistics(counts, possible)
    assert np.isnan(found.residual.diagonal()).all()
    assert found.df == 30 - 12 + 1


def test_where_no_cell_is_impossible_the_leverage_gives_the_adjusted_residual():
    plain = statistics(COUPLE)
    expected = fitted(COUPLE.astype(float), np.ones((6, 6), dtype=bool))
    assert expected == pytest.approx(plain.expected)
    residual = (COUPLE - expected) / np.sqrt(expected * (1 - leverage(expected)))
    there = ~np.isnan(plain.residual)
    assert residual[there] == pytest.approx(plain.residual[there])


@pytest.mark.slow  # statsmodels takes seconds to import
def test_quasi_independence_is_the_log_linear_model():
    from statsmodels.api import GLM, families

    possible = ~np.eye(5, dtype=bool)
    one = stream(CODES)
    counts = counted(one, at_lag(one.document, 1)) * possible
    found = statistics(counts, possible)
    given, target = (axis[possible] for axis in np.indices(counts.shape))
    design = np.hstack([np.eye(5)[given], np.eye(5)[target][:, 1:]])
    fit = GLM(counts[possible], design, family=families.Poisson()).fit(tol=1e-12, tol_criterion="params")
    assert found.expected[possible] == pytest.approx(fit.fittedvalues, abs=1e-6)
    assert found.residual[possible] == pytest.approx(fit.get_influence().resid_studentized, abs=1e-5)
    assert (found.chi2, found.df) == (pytest.approx(fit.pearson_chi2, abs=1e-5), fit.df_resid)


def test_what_the_totals_fix_is_undefined():
    found = statistics(np.array([[3, 4], [0, 0]]))
    assert np.isnan(found.residual).all()
    assert np.isnan(found.q[0, 0])
    assert np.isnan(found.chi2)
    assert found.df == 0
    assert statistics(np.zeros((0, 0), dtype=int)).df == 0


def of_documents(*documents):
    """The statistics of several streams of digits at lag 1, and where each event stands."""
    one = stream(*documents)
    pairs = at_lag(one.document, 1)
    parts = [(rows, columns, stratum(counts)) for rows, columns, counts in tables(one.incidence(), pairs, one.document)]
    return over_strata(counted(one, pairs), parts)


def test_documents_are_counted_each_by_its_own_totals():
    # 1→2 twice and 2→1 once, twice over: of each document 2·2/3 are expected, and of both twice that.
    both = of_documents("1212", "1212")
    assert both.expected[0, 1] == pytest.approx(8 / 3)
    assert both.residual[0, 1] == pytest.approx((4 - 8 / 3) / np.sqrt(2 * 4 / 3 * (1 / 3) * (1 / 3)))


def test_a_document_in_which_an_event_never_comes_says_nothing_of_it():
    alone, beside = of_documents(CODES), of_documents(CODES, "66666766", "77")
    for figures in ("expected", "residual", "q"):
        np.testing.assert_allclose(getattr(beside, figures)[:5, :5], getattr(alone, figures))


def test_the_odds_ratio_of_several_documents_is_the_common_one_of_mantel_and_haenszel():
    # Cells a, b, c, d of both: 3, 1, 2, 4 and 1, 2, 1, 6.
    first, second = np.array([[3, 1], [2, 4]]), np.array([[1, 2], [1, 6]])
    everywhere = np.arange(2)
    parts = [(everywhere, everywhere, stratum(one)) for one in (first, second)]
    ratio = (3 * 4 / 10 + 1 * 6 / 10) / (1 * 2 / 10 + 2 * 1 / 10)
    assert over_strata(first + second, parts).q[0, 0] == pytest.approx((ratio - 1) / (ratio + 1))
