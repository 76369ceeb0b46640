"""Chains as tables: who began, who gave way, and what comes about in shuffled turns."""

from dataclasses import replace

import numpy as np
import pytest

from partcode.analysis.chain_moves import conversation
from partcode.analysis.chain_summary import COLUMNS, summary
from partcode.analysis.chains import CHAINS, STEPS, chains, steps
from partcode.errors import Location
from partcode.model.codebook import Move, Sequence, SequenceStep
from partcode.model.columns import NO_TURN
from partcode.model.material import PlacedChain
from tests.analysis.materials import chain
from tests.analysis.test_sequence import APPEAL, DEMAND, DILUTION, talk

ARBITRATION = Sequence(
    id="arb",
    where=Location("book.yaml"),
    steps=tuple(SequenceStep((Move(*one),)) for one in ((DEMAND, ("north_funder",)), (APPEAL,), (DILUTION,))),
    within=6,
    gap=3,
)


def said(document, start, end):
    return f"one two three four five six seven eight nine {document}:{start}-{end}"


def with_chain(made, *placed):
    return replace(made, chains=(PlacedChain(0, chain(made, *placed), 2),))


def test_a_chain_says_who_began_who_gave_way_and_what_was_said():
    made = with_chain(talk("Fd I Na Fl Na"), (0, DEMAND), (2, APPEAL), (3, DILUTION), (4, APPEAL))
    (row,) = (dict(zip(CHAINS, row, strict=True)) for row in chains(made, said).rows)
    assert (row["document"], row["chain"], row["sequence"]) == ("0.txt", 2, "arb")
    assert (row["began"], row["began_role"]) == ("F", "north_funder")
    assert (row["conceded"], row["conceded_role"]) == ("F", "north_funder")
    assert (row["first_turn"], row["last_turn"], row["gaps"]) == (1, 5, "1, 1, 1")
    assert row["steps"].startswith(f"{DEMAND} (F: one two three four five six seven eight …) → {APPEAL} (N: one ")
    assert row["warning"] == ""


def test_who_conceded_is_the_last_one_who_gave_way():
    made = with_chain(talk("Fd Na Fl"), (0, DEMAND), (1, APPEAL), (2, DILUTION))
    (row,) = (dict(zip(CHAINS, row, strict=True)) for row in chains(made, said, ["legit.", "arb.dilution"]).rows)
    assert row["conceded"] == "F"


def test_who_conceded_is_undefined_where_nobody_did():
    made = with_chain(talk("Fd Na"), (0, DEMAND), (1, APPEAL))
    (row,) = (dict(zip(CHAINS, row, strict=True)) for row in chains(made, said).rows)
    assert row["conceded"] != row["conceded"]
    assert row["warning"] == "conceded is undefined: no step is arb.dilution"
    (row,) = (dict(zip(CHAINS, row, strict=True)) for row in chains(made, said, ["arb.dilution", "legit."]).rows)
    assert (row["conceded"], row["conceded_role"], row["warning"]) == ("N", "south_ngo", "")


def test_a_step_has_all_that_is_said_in_its_segment():
    made = with_chain(talk("Fd Na"), (0, DEMAND), (1, APPEAL))
    rows = [dict(zip(STEPS, row, strict=True)) for row in steps(made, said).rows]
    assert [(row["step"], row["speaker"], row["code"]) for row in rows] == [(1, "F", DEMAND), (2, "N", APPEAL)]
    assert rows[1]["text"] == said(0, 51, 101)


def test_no_chain_is_said_so():
    assert chains(talk("Fd"), said).notes == steps(talk("Fd"), said).notes == ("no chain is found",)


def found(made, order=None):
    order = np.arange(len(made.segments)) if order is None else np.array(order)
    return conversation(made, [ARBITRATION]).count(order).tolist()


@pytest.mark.parametrize(
    ("turns", "chains_there"),
    [
        ("Fd Na Fl", [1, 1]),
        ("Fd Na", [1, 0]),
        ("Nd Na Fl", [0, 0]),  # another role
        ("Fd I I I Na", [0, 0]),  # too far
        ("Fda Fl", [0, 0]),  # the same speaker
        ("Fd ?a Fl", [0, 0]),  # nobody knows who
        ("Fd Na Fl Fd Na", [2, 1]),
    ],
)
def test_chains_are_found_again_as_a_run_finds_them(turns, chains_there):
    assert found(talk(turns)) == [chains_there]


def test_turns_change_places_with_what_is_said_in_them():
    assert found(talk("Na Fd Fl"), [1, 0, 2]) == [[1, 1]]
    assert found(talk("Fd Na Fl"), [2, 1, 0]) == [[0, 0]]


def test_no_chain_goes_over_the_end_of_a_document_or_a_heading():
    assert found(talk("Fd", "Na Fl")) == [[0, 0]]
    made = talk("Fd I Na Fl")
    turn, kind = made.segments.turn.copy(), made.segments.kind.copy()
    turn[1], kind[1] = NO_TURN, 1
    apart = replace(made, segments=replace(made.segments, turn=turn, kind=kind))
    assert conversation(apart, [ARBITRATION]).count(np.arange(3)).tolist() == [[0, 0]]


def test_what_a_person_has_coded_beside_a_rule_is_one_move():
    made = talk("Fd Na Fl")
    doubled = replace(made, codings=made.codings.where(np.array([0, 0, 1, 1, 2, 2])))
    assert conversation(doubled, [ARBITRATION]).moves.code.tolist() == [0, 1, 2]


def test_chains_that_are_there_by_rule_stand_against_shuffled_turns():
    made = talk(*["Fd Na Fl I I I I I"] * 4)
    one = PlacedChain(0, chain(made, (0, DEMAND), (1, APPEAL), (2, DILUTION)))
    table = summary(replace(made, chains=(one,)), [ARBITRATION], permutations=99)
    (row,) = (dict(zip(COLUMNS, row, strict=True)) for row in table.rows)
    assert (row["chains"], row["complete"], row["open"], row["mean_length"], row["mean_gap"]) == (1, 1, 0, 3, 1)
    assert (row["found"], row["found_complete"]) == (4, 4)
    assert row["shuffled"] < 4
    assert row["ratio_complete"] == pytest.approx(4 / row["shuffled_complete"], abs=1e-3)
    assert row["p_complete"] == pytest.approx(0.02)
    assert row["warning"] == "with shuffles are compared those found in these turns: 4; fewer than 5 chains expected"


@pytest.mark.parametrize(
    ("known", "codes", "why"),
    [
        ([], [DEMAND, APPEAL, DILUTION], "its codebook can't be had as it was"),
        ([ARBITRATION], [DEMAND, DILUTION], "the run isn't coded with legit.appeal"),
    ],
)
def test_a_sequence_that_cannot_be_looked_for_is_not_compared(known, codes, why):
    made = with_chain(talk("Fd Na"), (0, DEMAND), (1, APPEAL))
    fewer = replace(made, codes=tuple(code for code in made.codes if code.id in codes))
    (row,) = (dict(zip(COLUMNS, row, strict=True)) for row in summary(fewer, known, permutations=5).rows)
    assert (row["sequence"], row["chains"]) == ("arb", 1)
    assert row["found"] != row["found"]
    assert row["warning"] == f"not compared with shuffles: {why}"


def test_a_sequence_without_chains_in_any_order_is_left_out():
    table = summary(talk("Fd I"), [ARBITRATION], permutations=5)
    assert table.rows == []
    assert table.notes[-1] == "no chain is found, in this order of turns or in another one"
    assert summary(talk("Fd I"), [ARBITRATION], permutations=0).rows == []
