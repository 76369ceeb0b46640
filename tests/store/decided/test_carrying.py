"""A decision about a turn holds for the coding of a sentence on the same words, and the other way round."""

import pytest
from by_hand import in_both

from partcode.cli.report import tell_coded
from partcode.cli.terminal import Terminal
from partcode.model import Span, Unit
from partcode.model.options import Options, Silent
from partcode.pipeline.coding import code, codebooks_of
from partcode.pipeline.ingesting import ingest
from partcode.store import open_store

TALK = """Anna: Who decides here?
Peter: We met in May. They trust us. It rained.
Anna: And then?
Peter: They trust us. We trust them.
"""
TRUST = "norm.trust"


@pytest.fixture
def study(tmp_path, small_codebooks):
    """A talk coded by one unit after the other; of a run turn and status of each coding with trust."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "talk.txt").write_text(TALK)

    class Study:
        db = tmp_path / "p.db"
        codebooks = codebooks_of(Options())

        def options(self, unit):
            return Options(folders=(tmp_path / "texts",), db=self.db, unit=Unit(unit), jobs=1)

        def correct(self, before, after):
            path = tmp_path / "texts" / "talk.txt"
            path.write_text(path.read_text().replace(before, after))

        def run(self, unit):
            chosen = self.options(unit)
            ingest(chosen, Silent())
            self.report = code(chosen, Silent(), self.codebooks)
            return [(row["turn"], row["status"]) for row in self.codings()]

        def codings(self):
            with open_store(self.db, create=False) as store:
                table = store.table("segments")
                rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
                _, listed, viewed = in_both(store)
                assert viewed == listed
                return [row for row in rows if row["code"] == TRUST]

        def decide(self, number, decision):
            row = self.codings()[number]
            with open_store(self.db, create=False) as store:
                digest = store.known()["talk.txt"].text_sha256
                span = Span(row["start"], row["end"])
                store.reviews.decide(digest, span, TRUST, decision, "Ana", unit=Unit(row["unit"]))

    return Study()


def test_a_decision_on_a_turn_holds_for_its_only_sentence_with_that_code(study):
    assert study.run("turn") == [(2, "proposed"), (4, "proposed")]
    study.decide(0, "rejected")
    assert study.run("sentence") == [(2, "rejected"), (4, "proposed"), (4, "proposed")]
    assert study.report.other_units == (("turn", 1, 1),)


def test_a_decision_on_a_turn_with_two_such_sentences_waits_for_turns(study):
    study.run("turn")
    study.decide(1, "rejected")
    assert study.run("sentence") == [(2, "proposed"), (4, "proposed"), (4, "proposed")]
    assert study.report.other_units == (("turn", 1, 0),)
    assert study.run("turn") == [(2, "proposed"), (4, "rejected")]
    assert study.report.other_units == ()


def test_a_decision_on_a_sentence_holds_for_the_turn_that_rests_on_it_alone(study):
    study.run("sentence")
    study.decide(0, "accepted")
    study.decide(1, "accepted")
    assert study.run("turn") == [(2, "accepted"), (4, "proposed")]
    assert study.report.other_units == (("sentence", 2, 1),)
    assert study.run("paragraph") == [(2, "accepted"), (4, "proposed")]


def test_of_decisions_on_the_same_words_the_last_counts_in_every_unit(study):
    study.run("turn")
    study.decide(0, "rejected")
    study.run("sentence")
    study.decide(0, "accepted")
    assert study.run("sentence")[0] == (2, "accepted")
    assert study.report.other_units == ()
    assert study.run("turn")[0] == (2, "accepted")
    assert study.report.other_units == (("sentence", 1, 1),)


def test_it_follows_its_turn_into_a_corrected_text(study):
    study.run("turn")
    study.decide(0, "rejected")
    study.run("sentence")
    study.correct("We met in May.", "In May we met.")
    assert study.run("sentence")[0] == (2, "rejected")
    assert study.report.other_units == (("turn", 1, 1),)


def test_what_a_decision_says_of_another_unit_is_told(study, capsys):
    study.run("turn")
    study.decide(0, "rejected")
    study.decide(1, "rejected")
    study.run("sentence")
    tell_coded(study.report, study.codebooks, Terminal())
    assert capsys.readouterr().err.splitlines()[-2:] == [
        "  2 decisions about turns: 1 holds for the same words",
        "  1 kept for a run with --unit turn (see: partcode decisions list)",
    ]
