import pytest

from partcode.analysis.validation import Counts, Judged, count, scores


def judged(document, gold="", found="", disputed="", language="en"):
    sets = [frozenset(codes.split()) for codes in (gold, disputed, found)]
    return Judged(document, language, "", *sets)


SEGMENTS = [
    judged("a", gold="x", found="x"),
    judged("a", gold="x y", found="x"),
    judged("b", found="y"),
    judged("c", gold="x", found="", language="fr"),
    judged("c", found="x", disputed="x", language="fr"),
]


def test_hits_wrong_and_missed_are_counted_by_segment_and_code():
    assert count(SEGMENTS, ["x"]) == Counts(hits=2, wrong=0, missed=1, disputed=1)
    assert count(SEGMENTS, ["x", "y"]) == Counts(hits=2, wrong=1, missed=2, disputed=1)


def test_the_figures_follow_from_the_counts():
    found = Counts(hits=2, wrong=1, missed=2)
    assert (found.precision, found.recall) == (pytest.approx(2 / 3), 0.5)
    assert found.f1 == pytest.approx(4 / 7)
    assert Counts(0, 0, 0).f1 is None and Counts(0, 0, 1).precision is None and Counts(0, 1, 0).recall is None


def test_scores_come_for_all_codes_then_each_and_by_facet():
    found = {
        (one.codes, one.facet, one.value): one for one in scores(SEGMENTS, "xy", [("language", lambda s: s.language)])
    }
    assert len(found) == 9
    assert found["micro", "", ""].counts == count(SEGMENTS, "xy")
    assert found["x", "language", "fr"].counts == Counts(0, 0, 1, 1)
    assert found["micro", "language", "en"].segments == 3
    assert found["micro", "", ""].f1.low <= found["micro", "", ""].counts.f1 <= found["micro", "", ""].f1.high
