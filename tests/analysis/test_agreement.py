"""Agreement against published numbers."""

import pytest

from partcode.analysis.agreement import cohen_kappa, krippendorff_alpha


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
