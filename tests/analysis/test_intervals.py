import pytest

from partcode.analysis.intervals import bootstrap, wilson


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_as_newcombe_prints_it(successes, trials, low, high):
    assert wilson(successes, trials) == pytest.approx((low, high), abs=0.00005)


def test_no_trials_give_no_interval():
    assert wilson(0, 0) is None


def mean(values):
    return sum(values) / len(values)


def test_a_bootstrapped_mean_covers_it_and_narrows_with_the_sample():
    few, many = bootstrap([0.0, 1.0] * 5, mean), bootstrap([0.0, 1.0] * 500, mean)
    assert few.low < 0.5 < few.high and many.low < 0.5 < many.high
    assert many.high - many.low < few.high - few.low


def test_the_same_data_give_the_same_interval():
    assert bootstrap([1, 2, 5, 9], mean) == bootstrap([1, 2, 5, 9], mean)


def test_two_documents_are_too_few_to_draw_from():
    assert bootstrap([0.0, 1.0], mean) is None
