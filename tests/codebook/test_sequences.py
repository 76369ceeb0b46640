"""Sequences as they are written: what is read, and what is wrong where."""

import pytest

from partcode.codebook.loader import loads
from partcode.errors import CodebookError, Location
from partcode.model.codebook import Move, SampleTurn, Sequence, SequenceExample, SequenceStep

HEAD = """\
codebook: talk
version: 1.0.0
codes:
  - {id: ask, rules: [{id: r, en: require}]}
  - {id: appeal, rules: [{id: r, en: village}]}
  - {id: soften, rules: [{id: r, en: postpone}]}
  - {id: agree, rules: [{id: r, en: agree}]}
sequences:
  - id: bargain
"""
LINES = len(HEAD.splitlines())

WHOLE = """\
    label: {en: Bargain, fr: Marchandage}
    definition: d
    include: i
    exclude: e
    source: s
    steps:
      - ask@north_funder,io
      - appeal|soften@south_ngo
      - '[soften@north_funder]'
      - agree@south_ngo|agree
    within: 12 turns
    gap: 3 turns
    alternating: false
    at_least: 3
    negated: true
    reported: true
    examples:
      matches:
        - turns: [{en: We require it., role: north_funder}, {fr: Le village dit non.}]
          complete: false
      rejects:
        - turns: [{en: Yes.}, {en: No.}]
"""


def findings(body):
    with pytest.raises(CodebookError) as raised:
        loads(HEAD + body, "talk.yaml")
    return [(one.code, (one.where.line or 0) - LINES, one.where.column) for one in raised.value.findings]


def hint(body):
    with pytest.raises(CodebookError) as raised:
        loads(HEAD + body, "talk.yaml")
    (only,) = raised.value.findings
    return only.hint


def test_everything_that_is_said_of_a_sequence_is_read():
    (found,) = loads(HEAD + WHOLE, "talk.yaml").sequences
    assert found == Sequence(
        id="bargain",
        where=Location("talk.yaml", LINES, 5),
        steps=(
            SequenceStep((Move("ask", ("north_funder", "io")),)),
            SequenceStep((Move("appeal", ("south_ngo",)), Move("soften", ("south_ngo",)))),
            SequenceStep((Move("soften", ("north_funder",)),), optional=True),
            SequenceStep((Move("agree", ("south_ngo",)), Move("agree"))),
        ),
        within=12,
        gap=3,
        alternating=False,
        at_least=3,
        negated=True,
        reported=True,
        label={"en": "Bargain", "fr": "Marchandage"},
        definition="d",
        include="i",
        exclude="e",
        source="s",
        examples=(
            SequenceExample(
                (SampleTurn("We require it.", "en", "north_funder"), SampleTurn("Le village dit non.", "fr")),
                matches=True,
                where=Location("talk.yaml", LINES + 19, 11),
                complete=False,
            ),
            SequenceExample(
                (SampleTurn("Yes.", "en"), SampleTurn("No.", "en")), False, Location("talk.yaml", LINES + 22, 11)
            ),
        ),
    )
    assert found.codes == {"ask", "appeal", "soften", "agree"}


def test_what_is_left_out_is_the_strict_way():
    (found,) = loads(HEAD + "    steps: [ask, appeal]\n    within: 6 turns\n", "talk.yaml").sequences
    assert (found.within, found.gap, found.at_least) == (6, 5, 2)
    assert (found.alternating, found.negated, found.reported) == (True, False, False)


def sequence(steps="[ask, appeal]", within="6 turns", **more):
    return "".join(f"    {key}: {value}\n" for key, value in {"steps": steps, "within": within, **more}.items())


MISTAKES = {
    "no steps": ("    within: 6 turns\n", [("PC202", 0, 5)]),
    "no window": ("    steps: [ask, appeal]\n", [("PC202", 0, 5)]),
    "an unknown key": (sequence(witin="2 turns"), [("PC201", 3, 5)]),
    "an unknown code": (sequence("[ask, apeal]"), [("PC212", 1, 18)]),
    "no code at all": (sequence("[ask, '@state']"), [("PC212", 1, 18)]),
    "an unknown role": (sequence("[ask@funder, appeal]"), [("PC209", 1, 13)]),
    "one unknown role of two": (sequence("['ask@state,funder', appeal]"), [("PC209", 1, 13)]),
    "a comma without quotes": (sequence("[ask@north_funder,io, appeal]"), [("PC212", 1, 30)]),
    "brackets without quotes": (sequence("[ask, [soften], appeal]"), [("PC203", 1, 18)]),
    "one step": (sequence("[ask]"), [("PC218", 1, 12)]),
    "too many steps": (sequence(f"[{', '.join(['ask'] * 21)}]"), [("PC218", 1, 12)]),
    "steps that are no list": (sequence("ask"), [("PC203", 1, 12)]),
    "an optional beginning": (sequence("['[ask]', appeal]"), [("PC250", 1, 13)]),
    "an optional end": (sequence("[ask, '[appeal]']"), [("PC250", 1, 18)]),
    "no number of turns": (sequence(within="soon"), [("PC208", 2, 13)]),
    "no number of turns between": (sequence(gap="2"), [("PC208", 3, 10)]),
    "alternating perhaps": (sequence(alternating="maybe"), [("PC208", 3, 18)]),
    "more steps than there are": (sequence(at_least="3"), [("PC251", 3, 15)]),
    "a chain of one step": (sequence(at_least="1"), [("PC251", 3, 15)]),
    "steps in words": (sequence(at_least="two"), [("PC251", 3, 15)]),
    "a window too small": (sequence("[ask, appeal, agree]", "2 turns"), [("PC252", 2, 13)]),
    "a gap like the window": (sequence(within="6 turns", gap="6 turns"), [("PC252", 3, 10)]),
    "an example without turns": (sequence(examples="{matches: [{complete: true}]}"), [("PC202", 3, 26)]),
    "an example of one turn": (sequence(examples="{matches: [{turns: [{en: Hm.}]}]}"), [("PC253", 3, 34)]),
    "a turn in two languages": (
        sequence(examples="{matches: [{turns: [{en: a, fr: b}, {role: state}]}]}"),
        [("PC202", 3, 35), ("PC202", 3, 51)],
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_has_its_code_and_place(mistake):
    body, expected = MISTAKES[mistake]
    assert findings(body) == expected


def test_hints_say_how_it_is_written():
    assert "'code@role,role'" in hint(sequence("[ask@north_funder,io, appeal]"))
    assert "'[code@role]'" in hint(sequence("[ask, [soften], appeal]"))
    assert hint(sequence("[ask, appeal, agree]", "2 turns")) == "within: 6 turns"
    assert "from 2 to 2" in hint(sequence(at_least="3"))
