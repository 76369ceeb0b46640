"""What changes a fingerprint and what doesn't."""

import pytest

from partcode.codebook.collection import collect
from partcode.coding.fingerprints import fingerprints

BOOK = """\
codebook: money
version: 1.0.0
title: {en: Money}
lists:
  funds: {en: [grant, budget]}
codes:
  - id: money.cut
    label: {en: Cutting}
    definition: Money is taken away.
    rules:
      - {id: cut, en: [cut ..3 <funds>]}
      - {id: stop, en: [stop paying]}
    examples: {matches: [{en: They cut the grant.}]}
  - id: money.any
    label: {en: Money at all}
    definition: Money is spoken of.
    rules:
      - {id: of-cuts, codes: [money.cut]}
      - {id: pay, en: [pay]}
    examples: {matches: [{en: They pay.}]}
sequences:
  - id: money.talk
    label: {en: Talk}
    definition: Two turns.
    steps: [money.cut, money.any]
    within: 4 turns
    examples:
      matches: [{turns: [{en: They cut the grant.}, {en: They pay.}]}]
"""


@pytest.fixture
def printed(tmp_path):
    def make(old="", new=""):
        assert old in BOOK
        path = tmp_path / "money.yaml"
        path.write_text(BOOK.replace(old, new, 1) if old else BOOK, encoding="utf-8")
        return fingerprints(collect((path,))[0])

    return make


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Money is taken away.", "Money goes."),
        ("{en: Cutting}", "{en: Cuts, fr: Coupes}"),
        ("version: 1.0.0", "version: 1.0.1"),
        ("codes:\n", "# a remark\ncodes:\n"),
        ("[grant, budget]", "[ grant ,  budget ]"),
    ],
)
def test_what_people_read_changes_nothing(printed, old, new):
    assert printed(old, new) == printed()


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("cut ..3", "cut ..4", {("money.cut", "cut"), ("money.any", "of-cuts")}),
        ("budget", "budgets", {("money.cut", "cut"), ("money.any", "of-cuts")}),
        ("{id: pay, en: [pay]}", "{id: pay, en: [pay], negation: drop}", {("money.any", "pay")}),
        ("{id: pay, en: [pay]}", "{id: pay, en: [pay], certainty: low}", {("money.any", "pay")}),
        ("{id: pay, en: [pay]}", "{id: pay, en: [pay], unless: {en: [attention]}}", {("money.any", "pay")}),
        ("{id: pay, en: [pay]}", "{id: pay, en: [pay], who: {said_by: state}}", {("money.any", "pay")}),
    ],
)
def test_what_finds_or_judges_changes_the_rule_its_code_and_who_names_it(printed, old, new, rules):
    before, after = printed(), printed(old, new)
    assert {rule for rule in before.rules if before.rules[rule] != after.rules[rule]} == rules
    changed = {code for code in before.codes if before.codes[code] != after.codes[code]}
    assert changed == {code for code, _ in rules}
    assert before.sequences != after.sequences


def test_a_sequence_changes_with_its_limits(printed):
    before, after = printed(), printed("4 turns", "5 turns")
    assert before.codes == after.codes
    assert before.sequences != after.sequences


def test_the_order_of_rules_counts_since_it_says_which_match_leads(printed):
    swapped = printed(
        "{id: cut, en: [cut ..3 <funds>]}\n      - {id: stop, en: [stop paying]}",
        "{id: stop, en: [stop paying]}\n      - {id: cut, en: [cut ..3 <funds>]}",
    )
    assert swapped.rules["money.cut", "cut"] == printed().rules["money.cut", "cut"]
    assert swapped.codes["money.cut"] != printed().codes["money.cut"]
