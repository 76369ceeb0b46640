"""Chains: ordered moves of people who answer each other; what is merely there together is none."""

from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partcode.codebook.loader import loads
from partcode.coding import chain_search
from partcode.coding.chains import Moves, find_chains, planned_sequences
from partcode.coding.evidence import UNKNOWN_ROLE
from partcode.coding.plan import make_plan
from partcode.coding.sequence_trial import failing_sequence_examples, sequence_examples
from partcode.errors import Location
from partcode.model import ROLES
from partcode.model.codebook import Move, Sequence, SequenceStep
from partcode.model.columns import NO_TURN, NOBODY

CODES = {"ask": 0, "appeal": 1, "soften": 2, "agree": 3, "other": 4}
PEOPLE = {"F": "north_funder", "G": "north_funder", "S": "south_ngo", "V": "grassroots", "X": ""}
F, S = ("north_funder",), ("south_ngo", "grassroots")
BARGAIN = Sequence(
    "bargain",
    Location("talk.yaml", 1, 1),
    steps=(
        SequenceStep((Move("ask", F),)),
        SequenceStep((Move("appeal", S),)),
        SequenceStep((Move("soften", F),)),
        SequenceStep((Move("agree"), Move("soften", S))),
    ),
    within=8,
    gap=3,
)


def moves(talk):
    """`F:ask S:appeal,other -` is three turns: who speaks, and what is coded; `!` before a code negates it, `~`
    makes it reported, `?` makes the speaker nobody's, `|` ends a section and has no turn."""
    rows, section, turn = [], 0, 0
    for word in talk.split():
        if word == "|":
            section += 1
            continue
        speaker, _, codes = word.partition(":")
        role = PEOPLE.get(speaker.strip("?"), "")
        for place, code in enumerate(filter(None, codes.split(","))):
            number = NOBODY if "?" in speaker else ord(speaker)
            kind = CODES[code.strip("!~")]
            row = (kind, "!" in code, "~" in code, section, turn, turn, place, number)
            rows.append((*row, ROLES.index(role) if role else UNKNOWN_ROLE))
        turn += 1
    columns = np.array(rows, dtype=np.int64).reshape(-1, 9).T
    return Moves(
        columns[0], columns[1].astype(bool), columns[2].astype(np.int8), *(column.copy() for column in columns[3:])
    )


def chains(talk, sequence=BARGAIN):
    """(turns of the steps from 0, gaps, whether complete) of each chain."""
    said = moves(talk)
    return [
        (
            [int(said.turn[step.move]) for step in chain.steps],
            [step.gap for step in chain.steps],
            chain.complete,
        )
        for chain in find_chains(sequence, CODES, said)
    ]


def test_a_chain_has_its_steps_gaps_and_completeness():
    assert chains("F:ask S:appeal F:soften S:agree") == [([0, 1, 2, 3], [0, 1, 1, 1], True)]
    assert chains("F:ask - S:appeal - - F:soften S:agree") == [([0, 2, 5, 6], [0, 2, 3, 1], True)]


NOTHING = {
    "nobody speaks": "",
    "another order": "S:agree F:soften S:appeal F:ask",
    "all at once": "F:ask,appeal,soften,agree",
    "the same speaker": "F:ask F:soften F:agree",
    "a beginning alone": "F:ask - - -",
    "no beginning": "S:appeal F:soften S:agree",
    "another role asks": "S:ask S:appeal F:soften",
    "a role nobody knows": "X:ask S:appeal",
    "a turn that nobody knows": "F?:ask S:appeal F?:soften",
    "too far apart": "F:ask - - - S:appeal",
    "a new section": "F:ask | S:appeal F:soften S:agree",
    "it is denied": "F:!ask S:appeal F:soften",
    "it is told of others": "F:~ask S:appeal F:soften",
}


@pytest.mark.parametrize("why", NOTHING)
def test_what_is_no_chain(why):
    assert chains(NOTHING[why]) == []


PARTIAL = {
    "it breaks off": ("F:ask S:appeal", [0, 1]),
    "the answer comes too late": ("F:ask S:appeal - - - F:soften S:agree", [0, 1]),
    "a step is missing": ("F:ask S:appeal S:agree", [0, 1]),
    "the window is over": ("F:ask - - S:appeal - - F:soften - - S:agree", [0, 3, 6]),
    "a section ends": ("F:ask S:appeal | F:soften S:agree", [0, 1]),
}


@pytest.mark.parametrize("why", PARTIAL)
def test_what_is_a_chain_only_in_part(why):
    talk, turns = PARTIAL[why]
    assert [(found, complete) for found, _, complete in chains(talk)] == [(turns, False)]


def test_a_later_turn_is_taken_where_the_first_leads_nowhere():
    assert [one[0] for one in chains("F:ask S:appeal - S:appeal - - F:soften S:agree")] == [[0, 3, 6, 7]]


def test_of_equal_ways_the_earliest_is_taken():
    assert [one[0] for one in chains("F:ask S:appeal S:appeal F:soften F:soften S:agree S:agree")] == [[0, 1, 3, 5]]


def test_of_overlapping_chains_the_one_with_more_steps_counts_then_the_earlier():
    assert [one[0] for one in chains("F:ask - - F:ask S:appeal - F:soften - S:agree")] == [[3, 4, 6, 8]]
    assert [one[0] for one in chains("F:ask F:ask S:appeal F:soften S:agree")] == [[0, 2, 3, 4]]


def test_after_a_chain_another_may_begin():
    one = "F:ask S:appeal F:soften S:agree"
    assert [found for found, _, _ in chains(f"{one} {one}")] == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert [found for found, _, _ in chains(f"{one} | {one}")] == [[0, 1, 2, 3], [4, 5, 6, 7]]


ANSWER = replace(BARGAIN, steps=(SequenceStep((Move("ask"),)), SequenceStep((Move("agree"),))))


@pytest.mark.parametrize("both", ["agree,ask", "ask,agree"])
def test_what_ends_a_chain_and_begins_another_does_both_in_any_order_of_words(both):
    assert [found for found, _, _ in chains(f"F:ask S:{both} F:agree", ANSWER)] == [[0, 1], [1, 2]]


def test_one_move_is_a_step_of_one_chain():
    again = replace(BARGAIN, steps=(SequenceStep((Move("ask"),)), SequenceStep((Move("ask"),))))
    assert [found for found, _, _ in chains("F:ask S:ask F:ask", again)] == [[0, 1]]


def test_any_of_the_roles_and_of_the_codes_makes_the_step():
    assert chains("F:ask V:appeal F:soften S:soften")[0][2]
    assert chains("F:ask V:appeal F:soften X:agree")[0][2]


def test_two_people_of_one_role_are_two_speakers():
    asks = replace(BARGAIN, steps=(SequenceStep((Move("ask", F),)), SequenceStep((Move("soften", F),))))
    assert chains("F:ask F:soften", asks) == []
    assert chains("F:ask G:soften", asks) == [([0, 1], [0, 1], True)]


def test_speakers_need_not_alternate_where_the_sequence_says_so():
    loose = replace(BARGAIN, steps=(SequenceStep((Move("ask"),)), SequenceStep((Move("agree"),))), alternating=False)
    assert chains("F:ask F:agree", loose) == [([0, 1], [0, 1], True)]
    assert chains("F?:ask F?:agree", loose) == [([0, 1], [0, 1], True)]
    assert chains("F:ask,agree", loose) == []


def test_an_optional_step_is_counted_when_it_is_there_and_not_missed_when_not():
    steps = (*BARGAIN.steps[:2], BARGAIN.steps[2]._replace(optional=True), BARGAIN.steps[3])
    lenient = replace(BARGAIN, steps=steps)
    assert chains("F:ask S:appeal F:agree", lenient) == [([0, 1, 2], [0, 1, 1], True)]
    assert chains("F:ask S:appeal F:soften S:agree", lenient) == [([0, 1, 2, 3], [0, 1, 1, 1], True)]
    assert chains("F:ask S:appeal F:soften", lenient) == [([0, 1, 2], [0, 1, 1], False)]


def test_negated_and_reported_moves_count_where_the_sequence_says_so():
    assert chains("F:!ask S:appeal", replace(BARGAIN, negated=True))
    assert chains("F:~ask S:appeal", replace(BARGAIN, reported=True))


def test_at_least_so_many_steps_make_a_partial_chain():
    assert chains("F:ask S:appeal", replace(BARGAIN, at_least=3)) == []
    assert chains("F:ask S:appeal F:soften", replace(BARGAIN, at_least=3))[0][0] == [0, 1, 2]


words = st.sampled_from("F:ask S:appeal F:soften S:agree S:soften V:appeal F:agree F:other X:agree - |".split())


@given(st.lists(words, max_size=14))
def test_every_chain_keeps_the_rules_and_none_overlaps_another(talk):
    said = moves(" ".join(talk))
    found = find_chains(BARGAIN, CODES, said)
    for chain in found:
        rows = [step.move for step in chain.steps]
        turns = said.turn[rows]
        assert [step.step for step in chain.steps] == list(range(len(rows)))
        assert turns[-1] - turns[0] < BARGAIN.within
        assert all(0 < gap <= BARGAIN.gap for gap in np.diff(turns))
        assert len(set(said.section[rows])) == 1
        assert all(a != b for a, b in pairwise(said.speaker[rows]))
        assert not (said.negated[rows] | (said.reported[rows] == 1)).any()
    ends = [(said.turn[chain.steps[0].move], said.turn[chain.steps[-1].move]) for chain in found]
    assert all(last < first for (_, last), (first, _) in pairwise(ends))
    assert any(chain.complete for chain in found) == possible(said)


@given(st.lists(words, max_size=14), st.sampled_from((1, 1 << 22)))
def test_the_best_of_all_ways_is_found(talk, at_once):
    said = moves(" ".join(talk))
    lenient = replace(BARGAIN, steps=(*BARGAIN.steps[:2], BARGAIN.steps[2]._replace(optional=True), BARGAIN.steps[3]))
    everything = [way for row in range(said.code.size) for way in ways(lenient, said, [(row, 0)])]
    long_enough = [way for way in everything if len(way) >= lenient.at_least]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chain_search, "_AT_ONCE", at_once)
        found = [[(step.move, step.step) for step in chain.steps] for chain in find_chains(lenient, CODES, said)]
    assert all(way in long_enough for way in found)
    assert bool(found) == bool(long_enough)
    if found:
        best = min(long_enough, key=lambda way: (-sum(step != 2 for _, step in way), -len(way), way))
        assert best in found


def ways(sequence, said, so_far):
    """All ways that begin so, as (row, step) one after another; none if the last step isn't made."""
    (first, _), (row, step) = so_far[0], so_far[-1]
    role = (*ROLES, "")[said.role[row]]
    makes = any(
        CODES[move.code] == said.code[row] and (not move.roles or role in move.roles)
        for move in sequence.steps[step].moves
    )
    if not makes or said.turn[row] - said.turn[first] >= sequence.within or said.section[row] != said.section[first]:
        return
    yield so_far
    for then in range(row + 1, said.code.size):
        near = 0 < said.turn[then] - said.turn[row] <= sequence.gap
        if near and said.speaker[then] != said.speaker[row]:
            for number in (step + 1, *([step + 2] if step == 1 else [])):
                if number < len(sequence.steps):
                    yield from ways(sequence, said, [*so_far, (then, number)])


def possible(said):
    """Whether any four moves whatever are a complete chain: every way tried."""
    return any(complete(said, list(rows)) for rows in combinations(range(said.code.size), 4))


def complete(said, rows):
    roles = [(*ROLES, "")[role] for role in said.role[rows]]
    codes = [list(CODES)[code] for code in said.code[rows]]
    turns = said.turn[rows]
    return (
        all(
            any(code == move.code and (not move.roles or role in move.roles) for move in step.moves)
            for code, role, step in zip(codes, roles, BARGAIN.steps, strict=True)
        )
        and all(0 < gap <= BARGAIN.gap for gap in np.diff(turns))
        and turns[-1] - turns[0] < BARGAIN.within
        and len(set(said.section[rows])) == 1
        and all(a != b for a, b in pairwise(said.speaker[rows]))
    )


BOOK = """\
codebook: talk
version: 1.0.0
codes:
  - {id: ask, rules: [{id: r, en: require, fr: exiger}]}
  - {id: appeal, rules: [{id: r, en: village, fr: village}]}
  - {id: agree, rules: [{id: r, en: agree, fr: entendre}]}
sequences:
  - id: bargain
    steps: [ask@north_funder, appeal@south_ngo, agree]
    within: 6 turns
    examples:
      matches:
        - turns: [{en: We require it., role: north_funder}, {fr: Le village refuse., role: south_ngo}]
          complete: false
        - turns: [{en: We require it., role: north_funder}, {en: I see., role: south_ngo}]
      rejects:
        - turns: [{en: We never require it., role: north_funder}, {en: The village is far., role: south_ngo}]
        - turns: [{en: We require it., role: north_funder}, {en: The village is far., role: south_ngo}]
          complete: true
        - turns: [{en: We require it., role: north_funder}, {en: The village is far., role: south_ngo}]
"""


def test_examples_that_fail_are_findings_with_what_was_found():
    book = loads(BOOK, "talk.yaml")
    found = list(failing_sequence_examples(book))
    assert [(one.code, one.where.line) for one in found] == [("PC491", 15), ("PC491", 20)]
    assert found[0].message == "bargain finds no chain in this example"
    assert found[1].message == "bargain should reject this example; it finds ask (turn 1) → appeal (turn 2)"
    assert found[1].hint == "« We require it. – The village is far. »"
    assert len(list(sequence_examples(book))) == 5


def test_the_codes_of_a_plan_are_those_of_the_codebook_that_is_used():
    base = loads("codebook: base\nversion: 1.0.0\ncodes: [{id: ask, rules: [{id: r, en: require}]}]\n", "base.yaml")
    other = replace(base, sha256="another version")
    book = replace(loads(BOOK, "talk.yaml"), uses=(other,))
    book = replace(book, codes=book.codes[1:])
    plan = make_plan([base, book])
    (planned,) = planned_sequences(plan)
    assert planned.codebook == 1
    assert {plan.codes[number].code.id: plan.codes[number].codebook for number in planned.codes.values()} == {
        "ask": 2,
        "appeal": 1,
        "agree": 1,
    }


def test_what_is_said_outside_of_the_turns_answers_nobody():
    said = moves("F:ask | S:appeal | S:appeal | S:appeal")
    said.turn[1:] = NO_TURN
    assert find_chains(BARGAIN, CODES, said) == []
