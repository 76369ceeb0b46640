"""Agreement against published numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partcode.analysis.agreement import Coincidences, alpha_interval, cohen_kappa, krippendorff_alpha


def test_kappa_of_cohens_own_table():
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]  # Cohen (1960:45)
    pairs = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    one, other = zip(*pairs, strict=True)
    assert cohen_kappa(one, other) == pytest.approx(0.492, abs=0.0005)


def values(row):
    return [None if value == "." else value for value in row]


def test_alpha_of_krippendorffs_four_observers_with_missing_values():
    rows = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]  # Krippendorff (2011), C
    assert krippendorff_alpha([values(row) for row in rows]) == pytest.approx(0.743, abs=0.0005)


def test_alpha_of_two_observers_and_binary_data():
    # Krippendorff (2011), A: 5 units both 0, 1 both 1, 4 apart, so coincidences of 10, 2 and 4.
    rows = ["0000010000", "0000011111"]
    assert krippendorff_alpha(rows) == pytest.approx(0.095, abs=0.0005)


def test_where_only_one_value_was_used_agreement_is_undefined():
    assert cohen_kappa("000", "000") is None
    assert krippendorff_alpha(["000", "000"]) is None
    assert cohen_kappa("", "") is None


def test_coders_must_have_judged_the_same_units():
    with pytest.raises(ValueError, match="same units"):
        cohen_kappa("00", "000")


def units(*rows):
    return list(zip(*rows, strict=True))


def test_alpha_of_one_code_is_the_sum_of_what_documents_add():
    one, other = [value == "1" for value in "0000010000"], [value == "1" for value in "0000011111"]
    parts = [Coincidences.of(units(one[:3], other[:3])), Coincidences.of(units(one[3:], other[3:]))]
    whole = Coincidences.sum(parts)
    assert whole.alpha == pytest.approx(0.095, abs=0.0005)  # Krippendorff (2011), A
    assert whole.prevalence == 6 / 20


@given(st.lists(st.lists(st.sampled_from([True, False, None]), min_size=3, max_size=3), min_size=1, max_size=12))
def test_alpha_of_one_code_is_that_of_any_values(judged):
    found = Coincidences.of(judged).alpha
    assert found == pytest.approx(krippendorff_alpha(list(zip(*judged, strict=True))))


def test_alpha_is_undefined_without_two_values_and_its_interval_without_three_documents():
    assert Coincidences.of([(True, True), (True, None)]).alpha is None
    assert Coincidences.of([(True, None)]).prevalence is None
    apart = Coincidences.of([(True, False), (True, True), (False, False)])
    assert alpha_interval([apart, apart]) is None


def test_the_interval_of_alpha_is_the_same_every_time_and_holds_alpha():
    documents = [Coincidences.of([(True, True), (False, False), (True, i % 3 > 0)]) for i in range(9)]
    low, high = alpha_interval(documents)
    assert low < Coincidences.sum(documents).alpha < high
    assert alpha_interval(documents) == (low, high)
