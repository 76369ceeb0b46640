"""What is done bit by bit is what is done at once: after any edits, a kept database gives the tables of a fresh one."""

import tempfile
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from studies import Kept, options, write
from study_codebooks import BOOKS
from study_edits import (
    SAID,
    asked,
    book,
    deletions,
    described,
    edits,
    encoded,
    first,
    histories,
    put,
    speaks,
    swap,
    undescribed,
    verdicts,
)

from partcode.model import Speaker
from partcode.model.options import Silent
from partcode.pipeline import coding
from partcode.pipeline.coding import code
from partcode.pipeline.results import write_results
from partcode.store import open_store

SETTINGS = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


def live_through(start, history):
    with tempfile.TemporaryDirectory() as folder:
        kept = Kept(Path(folder))
        for edit in (start, *history):
            if isinstance(edit, tuple):
                kept.decide(*edit)
            elif isinstance(edit, str):
                kept.delete(edit)
            else:
                kept.step(edit)


@settings(max_examples=10, derandomize=True, **SETTINGS)
@given(first, histories)
def test_a_database_that_lived_through_edits_gives_the_tables_of_a_fresh_one(start, history):
    live_through(start, history)


@settings(max_examples=5, derandomize=True, **SETTINGS)
@given(first, verdicts, st.lists(edits | deletions | verdicts, min_size=2, max_size=4))
def test_what_people_decide_on_the_way_follows_its_words_as_if_nothing_had_been_coded_before(start, verdict, history):
    live_through(start, [verdict, *history])


@pytest.fixture
def kept(tmp_path):
    """A study of two documents that has been coded."""
    found = Kept(tmp_path)
    found.step(put("a.txt", (("P1", SAID[0]), ("P2", SAID[2], SAID[3]), ("P1", SAID[1]), ("P2", SAID[6]))))
    found.step(put("b.txt", (("", *SAID),)))
    return found


@pytest.mark.parametrize(
    "edit",
    [
        described("a.txt", "{speakers: {P1: {role: north_funder}}}"),
        described("b.txt", "{voice: {role: north_funder}, case: south}"),
        described("b.txt", "{language: fr}"),
    ],
    ids=["role", "voice", "language"],
)
def test_new_metadata_of_unchanged_files_count(kept, edit):
    kept.step(edit)
    kept.step(undescribed("a.txt"))
    kept.step(edit)


def test_a_document_that_was_deleted_and_comes_back_is_coded_and_its_decisions_hold(kept):
    kept.decide(0, "rejected")
    turns = kept.study.files["a.txt"]
    kept.delete("a.txt")
    kept.step(put("a.txt", turns))
    assert ",rejected," in (kept.root / "kept/results/segments.csv").read_text(encoding="utf-8")


def test_swapped_files_and_other_encodings_of_them_keep_their_decisions(kept):
    kept.decide(0, "accepted")
    for edit in (swap("a.txt", "b.txt"), encoded("a.txt", "utf-16"), swap("a.txt", "b.txt")):
        kept.step(edit)
    assert ",accepted," in (kept.root / "kept/results/segments.csv").read_text(encoding="utf-8")


def test_a_label_that_the_metadata_name_later_makes_turns(kept):
    kept.step(put("c.txt", (("Moussa", SAID[0], SAID[2]),)))
    before = kept.fresh()["speakers"]
    kept.step(speaks("Moussa", "north_funder"))
    assert kept.fresh()["speakers"] != before


@pytest.fixture
def again(kept, monkeypatch):
    """Code a study after an edit: the report, and the codes that were matched."""
    planned = []
    make_plan = coding.make_plan

    def spying(*args):
        plan = make_plan(*args)
        planned.append({one.code.id for one in plan.codes})
        return plan

    def code_again(edit):
        kept.study = edit(kept.study)
        write(kept.study, kept.root / "kept")
        with monkeypatch.context() as spied:
            spied.setattr(coding, "make_plan", spying)
            planned.clear()
            return code(options(kept.study, kept.root / "kept"), Silent()), list(planned)

    return code_again


def test_a_changed_label_matches_nothing_and_reads_no_words(again, monkeypatch):
    monkeypatch.setattr("partcode.store.Store.streams", None)
    report, planned = again(book("label", "Taking away"))
    assert (report.reused, report.partly, report.matched_codes, planned) == (0, 2, 0, [])
    assert report.codings > 0


def test_only_the_codes_that_changed_are_matched_again(again):
    report, planned = again(book("trust", "trust, agree"))
    assert (report.partly, report.matched_codes) == (2, 1)
    assert planned == [{"talk.trust"}]


def test_what_a_changed_code_borrows_is_matched_and_what_borrows_it_has_changed(again):
    report, planned = again(book("cut", "(cut|report)"))
    assert (report.matched_codes, planned) == (2, [{"money.cut", "money.funds"}])


def test_a_codebook_that_uses_another_follows_it(kept):
    for name, value in (("uses", BOOKS["uses"][1]), ("cut", "(cut|report)"), ("label", "Taking away"), ("within", "6")):
        kept.step(book(name, value))
    kept.step(asked(applied=("talk",)))
    kept.step(book("funds", "fund"))
    kept.step(asked(applied=("money", "talk")))


def test_a_changed_sequence_is_looked_for_in_what_is_matched_for_it_alone(again):
    report, planned = again(book("within", "6"))
    assert (report.matched_codes, planned) == (0, [{"money.cut", "money.funds"}])
    assert report.chains > 0


def test_going_back_to_a_codebook_is_no_work_at_all(again):
    again(book("cut", "(cut|report)"))
    report, planned = again(book("cut", "cut"))
    assert (report.reused, report.partly, planned) == (2, 0, [])


def test_results_are_written_anew_only_when_they_would_differ(kept):
    chosen = options(kept.study, kept.root / "kept")
    results = partial(write_results, chosen, Silent())
    first = results()
    times = {file: file.stat().st_mtime_ns for file in first.files}
    assert results() == first._replace(up_to_date=True)
    assert {file: file.stat().st_mtime_ns for file in first.files} == times
    assert not results(certainty="high").up_to_date
    assert not results().up_to_date
    first.files[0].write_text("spoilt")
    assert not results().up_to_date
    first.files[-1].unlink()
    assert not results().up_to_date
    with open_store(chosen.db, create=False) as store:
        store.set_speakers([("a.txt", Speaker("P1", name="Awa", role="state"))])
    assert not results().up_to_date
    assert "Awa" in first.files[0].read_text()


@pytest.mark.slow
@settings(max_examples=100, **SETTINGS)
@given(first, st.lists(edits | deletions, min_size=3, max_size=6))
def test_a_database_that_lived_through_many_more_edits_gives_the_tables_of_a_fresh_one(start, history):
    live_through(start, history)


@pytest.mark.slow
@settings(max_examples=50, **SETTINGS)
@given(first, verdicts, st.lists(edits | deletions | verdicts, min_size=3, max_size=6))
def test_what_people_decide_follows_its_words_through_many_more_edits(start, verdict, history):
    live_through(start, [verdict, *history])
