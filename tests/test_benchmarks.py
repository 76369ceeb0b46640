"""The benchmark's own code, on corpora too small to say anything about speed."""

import pytest

from benchmarks.whole import best_runs, prepare
from benchmarks.whole_rows import second_run_row


@pytest.mark.slow
def test_a_second_run_and_a_changed_code_are_measured(tmp_path):
    place = prepare(tmp_path / "small", 0.2)
    row = second_run_row(place)
    assert row.ratio < 1
    assert row.kept is None  # so little text is all start-up
    runs = best_runs(place, 1)
    assert runs.one_code.seconds > 0
