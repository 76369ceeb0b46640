import math

import numpy as np
import pytest

from partcode.analysis.crosstab import COUNTS, crosstab
from partcode.analysis.frequencies import freq
from partcode.analysis.selection import Selection, select
from partcode.analysis.wide import wide
from partcode.errors import UsageError
from tests.analysis.materials import Interview, material, of

HEADING, NAVIGATION = 1, 3  # kinds


def records(table):
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def cells(table):
    return {(row["code"], row[table.columns[2]]): row for row in records(table)}


def studied():
    """Of 12 segments of the funder 6 are with `cut`, of 28 of the NGO 4; `both` is in every segment."""
    funder = [("F", ["cut", "both"], 10)] * 6 + [("F", ["both"], 10)] * 6
    ngo = [("N", ["cut", "both"], 20)] * 4 + [("N", ["both"], 20)] * 24
    return of([Interview("a", funder + ngo)], ["cut", "both"])


def test_a_cell_compares_segments_with_and_without_the_code():
    cell = cells(crosstab(studied()))["cut", "north_funder"]
    assert [cell[name] for name in (*COUNTS, "words")] == [6, 6, 1, 120]
    assert (cell["rate"], cell["expected"]) == (50, 3)
    # Haberman: (6 - 3) / √(3 · (1 - 10/40) · (1 - 12/40))
    assert cell["residual"] == pytest.approx(3 / math.sqrt(3 * 0.75 * 0.7), abs=1e-6)
    assert cell["warning"] == "expected below 5"
    assert cells(crosstab(studied()))["cut", "south_ngo"]["residual"] == pytest.approx(-cell["residual"])


def test_headings_could_be_coded_and_navigation_could_not():
    made = studied()
    made.segments.kind[36:38] = HEADING
    made.segments.kind[38:] = NAVIGATION
    made.codings.segment[-2:] = made.codings.last[-2:] = 37
    # of 38 segments 10 are with the code, 12 are the funder's
    assert cells(crosstab(made))["cut", "north_funder"]["expected"] == pytest.approx(10 * 12 / 38, abs=1e-6)


def test_other_codes_do_not_move_a_residual():
    alone = crosstab(select(studied(), Selection(codes=("cut",))))
    assert cells(alone)["cut", "north_funder"] == cells(crosstab(studied()))["cut", "north_funder"]


@pytest.mark.slow
def test_residuals_are_those_of_statsmodels():
    from statsmodels.stats.contingency_tables import Table

    random = np.random.default_rng(5)
    shares = {"F": 0.1, "N": 0.3, "I": 0.6, "?": 0.2}
    turns = [(who, ["cut"] if random.random() < shares[who] else [], 5) for who in "FNI?" * 40]
    made = of([Interview("a", turns)], ["cut"])
    found = cells(crosstab(made))
    roles = ["north_funder", "south_ngo", "interviewer", "unknown"]
    with_it = [found["cut", role]["segments"] for role in roles]
    table = np.array([with_it, [40 - count for count in with_it]])
    assert [found["cut", role]["residual"] for role in roles] == pytest.approx(
        Table(table, shift_zeros=False).standardized_resids[0], abs=1e-6
    )


def test_undefined_residuals_say_why():
    everywhere = cells(crosstab(studied()))["both", "south_ngo"]
    assert math.isnan(everywhere["residual"]) and everywhere["expected"] == 28
    assert everywhere["warning"] == "segments without the code: none, so no residual"
    alone = cells(crosstab(studied(), "language"))["cut", "en"]
    assert math.isnan(alone["residual"]) and alone["warning"] == "no segments of another language, so no residual"


def test_speakers_are_counted_with_and_without_the_code():
    interviews = [Interview(f"{i}", [("F", ["cut"] * (i < 6), 5), ("N", ["cut"] * (i < 2), 5)]) for i in range(8)]
    cell = cells(crosstab(of(interviews, ["cut"]), count="speakers"))["cut", "north_funder"]
    assert (cell["speakers"], cell["rate"], cell["expected"], cell["residual"]) == (6, 150, 4, 2)
    of_nobody = of([Interview("a", [("?", ["cut"], 5), ("F", [], 5), ("N", [], 5)])], ["cut"])
    nobody = cells(crosstab(of_nobody, count="speakers"))
    assert nobody["cut", "north_funder"]["warning"] == "speakers with the code: none, so no residual"
    unknown = nobody["cut", "unknown"]
    assert math.isnan(unknown["rate"]) and unknown["warning"] == "no speakers here, so neither rate nor residual"


def test_a_value_without_body_text_has_no_rate():
    made = studied()
    made.segments.kind[12:] = 1
    cell = cells(crosstab(made))["cut", "south_ngo"]
    assert math.isnan(cell["rate"]) and cell["warning"] == "no body text, so no rate"


@pytest.mark.parametrize("by", ["role", "side", "case", "language", "third", "country"])
def test_cells_add_up_to_the_whole(by):
    whole = select(material(), Selection())
    counted = {row["code"]: row for row in records(freq(whole))}
    rows = records(crosstab(whole, by))
    for code, row in counted.items():
        mine = [cell for cell in rows if cell["code"] == code]
        assert sum(cell["codings"] for cell in mine) == row["codings"]
        assert sum(cell["segments"] for cell in mine) == row["segments"]
        assert sum(cell["words"] for cell in mine) == row["words"]
        assert sum(cell["expected"] for cell in mine) == pytest.approx(row["segments"], abs=1e-5)


def test_notes_say_that_residuals_are_descriptive_and_how_many_cells_are_small():
    notes = crosstab(studied()).notes
    assert "residuals are descriptive, no test: turns cluster in speakers" in notes
    assert "1 of 4 expected counts are below 5" in notes


def test_what_cannot_be_counted_or_grouped_by_is_a_usage_error():
    with pytest.raises(UsageError, match="words"):
        crosstab(studied(), count="words")
    with pytest.raises(UsageError, match="roel"):
        crosstab(studied(), "roel")


def test_a_wide_table_has_a_column_for_each_value():
    table = wide(crosstab(studied()), ("code",), "role", "codings")
    assert table.columns == ("code", "north_funder", "south_ngo")
    assert list(table.rows) == [("both", 12, 28), ("cut", 6, 4)]
