"""Lag-sequential analysis of materials: what a step is, what is a move, and what the table says."""

from dataclasses import replace

import numpy as np
import pytest

from partcode.analysis.selection import Selection, select
from partcode.analysis.sequence import COLUMNS, Steps, sequence
from partcode.analysis.turn_stream import turn_stream
from partcode.errors import UsageError
from tests.analysis.materials import Interview, of
from tests.analysis.test_lag_sequential import CODES

DEMAND, APPEAL, DILUTION = "arb.demand", "legit.appeal", "arb.dilution"


def talk(*documents):
    """Documents of turns such as `Fd`, `Na`, `I`: who speaks, and which of demand, appeal and dilution are made."""
    names = {"d": DEMAND, "a": APPEAL, "l": DILUTION}
    interviews = [
        Interview(f"{number}.txt", [(turn[0], [names[one] for one in turn[1:]], 5) for turn in one.split()])
        for number, one in enumerate(documents)
    ]
    return of(interviews, [DEMAND, APPEAL, DILUTION])


def counts(table):
    return {(row[0], row[1]): row[2] for row in table.rows if row[2]}


def asked(material, *arguments, **named):
    return sequence(material, *arguments, **{"permutations": 20, **named})


def test_a_move_is_a_code_and_who_makes_it():
    found = counts(asked(talk("Fd Na Fl", "Nd Na")))
    assert found == {
        (f"{DEMAND}@north_funder", f"{APPEAL}@south_ngo"): 1,
        (f"{APPEAL}@south_ngo", f"{DILUTION}@north_funder"): 1,
        (f"{DEMAND}@south_ngo", f"{APPEAL}@south_ngo"): 1,
    }


def test_what_is_negated_or_told_of_others_is_no_move_but_a_code():
    made = talk("Fd Na Fl")
    codings = replace(made.codings, negated=np.array([False, True, False]), reported=np.array([0, 0, 1]))
    told = replace(made, codings=codings)
    assert [event.name for event in turn_stream(told, "moves", "role").events] == [f"{DEMAND}@north_funder"]
    assert counts(asked(told, "codes")) == {(DEMAND, APPEAL): 1, (APPEAL, DILUTION): 1}


def test_turns_in_which_nothing_is_done_are_stepped_over_unless_they_are_to_count():
    made = talk("Fd I I Na Fl")
    assert counts(asked(made, "codes")) == {(DEMAND, APPEAL): 1, (APPEAL, DILUTION): 1}
    assert counts(asked(made, "codes", steps=Steps(every_turn=True))) == {(APPEAL, DILUTION): 1}
    assert counts(asked(made, "codes", steps=Steps(every_turn=True, lag=3))) == {(DEMAND, APPEAL): 1}
    assert counts(asked(made, "codes", steps=Steps(within=2)))[DEMAND, DILUTION] == 1


def test_who_is_on_no_side_goes_by_the_role():
    found = counts(asked(talk("I F N ? F"), "roles", "side"))
    assert set(found) == {("interviewer", "north"), ("north", "south"), ("south", "unknown"), ("unknown", "north")}
    assert ("F", "N") in counts(asked(talk("I F N"), "roles", "speaker"))


def test_a_chosen_role_has_its_neighbours_among_those_left():
    chosen = select(talk("F I N I F"), Selection(roles=("north_funder", "south_ngo")))
    assert set(counts(asked(chosen, "roles"))) == {("north_funder", "south_ngo"), ("south_ngo", "north_funder")}


def test_with_codes_chosen_roles_are_those_of_turns_that_have_one():
    chosen = select(talk("Fd I Na I Fl"), Selection(codes=("arb.",)))
    assert counts(asked(chosen, "roles")) == {("north_funder", "north_funder"): 1}


def test_an_answer_is_by_another_one_and_nothing_else_is_possible():
    made = talk("Fd Fl Na Nd Fl")
    found = asked(made, steps=Steps(answers=True))
    assert counts(found) == {
        (f"{DEMAND}@north_funder", f"{APPEAL}@south_ngo"): 1,
        (f"{DILUTION}@north_funder", f"{APPEAL}@south_ngo"): 1,
        (f"{APPEAL}@south_ngo", f"{DILUTION}@north_funder"): 1,
        (f"{DEMAND}@south_ngo", f"{DILUTION}@north_funder"): 1,
    }
    assert all(row[COLUMNS.index("q")] != row[COLUMNS.index("q")] for row in found.rows)
    assert any("some pairs are impossible" in note for note in found.notes)
    assert any("of each role in a document" in note for note in found.notes)


def test_who_speaks_after_whom_stays_when_answers_are_shuffled():
    found = asked(talk(*["Fd Na Fl Nd Fd Nd Fl Na Fd"] * 6), steps=Steps(answers=True))
    assert len(found.rows) == 8  # each of two moves of the one with each of two of the other, both ways
    assert sum(row[COLUMNS.index("shuffled")] for row in found.rows) == pytest.approx(48)


def test_repeats_are_left_out_where_there_can_be_none():
    found = asked(talk("Fd Fd Na Fd Fl"), "codes", steps=Steps(no_repeats=True))
    assert (DEMAND, DEMAND) not in counts(found)
    assert {row[0]: row[COLUMNS.index("given_count")] for row in found.rows} == {DEMAND: 2, APPEAL: 1}
    assert "repeats are left out: 1" in found.notes


def test_the_published_stream_comes_out_as_a_table_that_warns():
    made = of([Interview("a.txt", [("F", [code], 1) for code in CODES])], sorted(set(CODES)))
    found = sequence(made, "codes", permutations=200)
    row = dict(zip(COLUMNS, next(row for row in found.rows if row[:2] == ("5", "2")), strict=True))
    assert (row["count"], row["given_count"], row["target_count"]) == (5, 10, 13)
    assert (round(row["expected"], 2), round(row["residual"], 2), round(row["q"], 2)) == (1.76, 2.9, 0.75)
    assert row["p"] < 0.05
    assert row["warning"] == "expected below 5"
    assert found.notes[0] == "74 transitions in 75 turns: χ² 27.66, 16 df"
    assert found.notes[1].startswith("24 of 25 expected counts are below 5")
    assert any("descriptive" in note for note in found.notes)


def test_what_follows_by_rule_is_no_chance_and_what_follows_by_chance_is():
    ruled = sequence(talk(*["Fd Na Fl I Fl Fd Na I"] * 4), "codes", steps=Steps(every_turn=True), permutations=300)
    p = {row[:2]: row[COLUMNS.index("p")] for row in ruled.rows}
    assert p[DEMAND, APPEAL] == pytest.approx(2 / 301, abs=1e-6)  # no shuffle has so many
    assert p[DILUTION, DILUTION] > 0.2
    assert next(iter(ruled.rows))[:2] == (DEMAND, APPEAL)


def test_the_same_seed_gives_the_same_table():
    made = talk("Fd Na Fl Nd Na Fd", "Na Fd Fl")
    assert repr(asked(made, seed=3)) == repr(asked(made, seed=3))
    assert repr(asked(made, seed=3)) != repr(asked(made, seed=4))


@pytest.mark.parametrize("documents", [(), ("I I",), ("Fd", "Na")])
@pytest.mark.parametrize("steps", [Steps(), Steps(answers=True), Steps(no_repeats=True), Steps(within=3)])
def test_without_transitions_the_table_is_empty_and_says_why(documents, steps):
    found = asked(talk(*documents), steps=steps)
    assert found.rows == []
    assert "no such turn follows on another one" in found.notes


def test_without_permutations_p_is_undefined():
    found = asked(talk("Fd Na Fd Na Fl"), permutations=0)
    assert all(row[COLUMNS.index("p")] != row[COLUMNS.index("p")] for row in found.rows)
    assert "shuffled and p are undefined: there are no permutations" in found.notes


@pytest.mark.parametrize(
    ("steps", "what"),
    [
        (Steps(lag=0), "moves"),
        (Steps(lag=2, within=3), "moves"),
        (Steps(within=3, answers=True), "moves"),
        (Steps(lag=2, no_repeats=True), "moves"),
        (Steps(answers=True, no_repeats=True), "codes"),
        (Steps(answers=True), "roles"),
    ],
)
def test_steps_that_cannot_be_are_refused(steps, what):
    with pytest.raises(UsageError) as raised:
        sequence(talk("Fd Na"), what, steps=steps)
    assert raised.value.hint
