from dataclasses import replace

from partcode.codebook.collection import shipped_paths
from partcode.codebook.comparison import Change, compare
from partcode.codebook.loader import load, loads

SOURCE = """codebook: money
version: 1.0.0
title: {en: Money, fr: Argent}
lists:
  stop: {en: [stop, <hold>], fr: [couper]}
  hold: {en: [withhold, hold back]}
  money: {en: [grant, fund], fr: [fonds]}
codes:
  - id: money.cut
    label: {en: Cut, fr: Coupe}
    definition: Money is cut.
    who: {exerted_by: [state, north_funder]}
    rules:
      - id: cut
        en: [<stop> ..4 <money>, "no audit, no money"]
        fr: [<stop> ..4 <money>]
        unless: {en: [stop it]}
        near: {any: {en: [partner], fr: [partenaire]}, within: sentence}
      - id: frozen
        en: freeze
    examples:
      matches: [{en: They stopped the grant., role: state, reported: false}]
  - id: money.given
    label: {en: Given}
    rules: [{id: give, en: give ..4 grant}]
sequences:
  - id: money.turn
    steps: [money.cut@state, money.given]
    within: 6 turns
    examples:
      rejects: [{turns: [{en: They stopped it., role: state}, {en: Why?, role: south_ngo}]}]
"""


def changes(*edits):
    source = SOURCE
    for old, new in edits:
        assert old in source
        source = source.replace(old, new, 1)
    return list(compare(loads(SOURCE, "a.yaml"), loads(source, "b.yaml")))


def test_a_codebook_is_equal_to_itself():
    for book in map(load, shipped_paths()[:1]):
        assert compare(book, replace(book)) == ()
    assert changes() == []


def test_the_order_of_codes_rules_and_patterns_does_not_count():
    edits = [
        ('[<stop> ..4 <money>, "no audit, no money"]', '["no audit, no money", <stop> ..4 <money>]'),
        ("[state, north_funder]", "[north_funder, state]"),
    ]
    assert changes(*edits) == []


def test_a_pattern_that_was_edited_stands_beside_what_it_became():
    assert changes(('en: [<stop> ..4 <money>, "', 'en: [<stop> ..6 <money>, "')) == [
        Change("rule", "money.cut/cut", "changed", "en", "<stop> ..4 <money>", "<stop> ..6 <money>")
    ]


def test_patterns_that_came_or_went_stand_alone():
    found = changes((', "no audit, no money"]', ', "zéro", another one]'))
    assert [one[3:] for one in found] == [
        ("en", "", '"zéro"'),
        ("en", "", "another one"),
        ("en", '"no audit, no money"', ""),
    ]


def test_every_field_of_a_rule_is_compared():
    found = changes(
        ("unless: {en: [stop it]}", "unless: {en: [stop it]}\n        negation: drop\n        certainty: high"),
        ("within: sentence", "within: 6 words"),
        ("en: freeze", "en: freeze\n        codes: [money.given]\n        who: {said_by: [state]}"),
        ("any: {en: [partner]", "any: {en: [ally]"),
    )
    assert {(one.id, one.field, one.before, one.after) for one in found} == {
        ("money.cut/cut", "negation", "flag", "drop"),
        ("money.cut/cut", "certainty", "medium", "high"),
        ("money.cut/cut", "near within", "sentence", "6 words"),
        ("money.cut/cut", "near any en", "partner", "ally"),
        ("money.cut/frozen", "codes", "", "money.given"),
        ("money.cut/frozen", "who", "", "said_by: state"),
    }


def test_codes_rules_and_sequences_come_and_go():
    found = changes(
        ("  - id: money.given\n    label: {en: Given}", "  - id: money.promised\n    label: {en: Promised}"),
        ("money.cut@state, money.given", "money.cut@state, money.promised"),
        ("- id: frozen", "- id: blocked"),
        ("- id: money.turn", "- id: money.other"),
    )
    assert [one[:3] for one in found] == [
        ("rule", "money.cut/frozen", "removed"),
        ("rule", "money.cut/blocked", "added"),
        ("code", "money.given", "removed"),
        ("rule", "money.given/give", "removed"),
        ("code", "money.promised", "added"),
        ("rule", "money.promised/give", "added"),
        ("sequence", "money.turn", "removed"),
        ("sequence", "money.other", "added"),
    ]
    assert found[3].before == "en: give ..4 grant"
    assert found[-1].after == "steps: money.cut@state → money.promised"


def test_a_rule_made_of_codes_or_tokens_shows_them_when_it_comes_or_goes():
    found = changes(("en: freeze", "codes: [money.given]"), ("- id: frozen", "- id: taken"))
    assert [(one.id, one.change, one.before, one.after) for one in found] == [
        ("money.cut/frozen", "removed", "en: freeze", ""),
        ("money.cut/taken", "added", "", "codes: money.given"),
    ]
    (tokens,) = changes(("- id: frozen", "- {id: noun, tokens: {en: [[{LOWER: grant}]]}}\n      - id: frozen"))
    assert tokens.after == 'tokens en: [{"LOWER": "grant"}]'


def test_a_gap_is_compared_where_it_is_written():
    assert [one[3:] for one in changes(("within: 6 turns", "within: 6 turns\n    gap: 2 turns"))] == [("gap", "", "2")]


def test_texts_examples_and_numbers_are_compared():
    found = changes(
        ("version: 1.0.0", "version: 1.1.0"),
        ("definition: Money is cut.", "definition: Money is held back."),
        ("grant., role: state, reported: false", "grants., role: state, reported: false"),
        ("within: 6 turns", "within: 8 turns"),
        ("Why?", "How?"),
    )
    assert [one[3:] for one in found] == [
        ("version", "1.0.0", "1.1.0"),
        ("definition", "Money is cut.", "Money is held back."),
        (
            "matches en",
            "They stopped the grant. (state, reported: false)",
            "They stopped the grants. (state, reported: false)",
        ),
        ("within", "6", "8"),
        ("rejects", "state: They stopped it. / south_ngo: Why?", "state: They stopped it. / south_ngo: How?"),
    ]


def test_a_list_that_changes_is_told_with_the_rules_that_it_reaches():
    assert changes(("[withhold, hold back]", "[withdraw, hold back]"), ("[grant, fund]", "[grant, fund, tranche]")) == [
        Change("list", "hold", "changed", "en", "withhold", "withdraw"),
        Change("list", "money", "changed", "en", "", "tranche"),
        Change("rule", "money.cut/cut", "reached", "en: <stop> ..4 <money>", "withhold", "tranche, withdraw"),
    ]


def test_words_that_become_exact_words_reach_the_rule():
    assert changes(("[grant, fund]", "[grant, '\"fund\"']")) == [
        Change("list", "money", "changed", "en", "fund", '"fund"'),
        Change("rule", "money.cut/cut", "reached", "en: <stop> ..4 <money>", "fund", '"fund"'),
    ]


def test_a_list_that_is_new_reaches_nothing_yet():
    assert changes(("  money: {en", "  aid: {en: [aid, relief]}\n  money: {en")) == [
        Change("list", "aid", "added", "", "", "en: aid, relief")
    ]


BASE = load(next(path for path in shipped_paths() if path.stem == "power"))
EXTENDING = f"codebook: mine\nversion: 1.0.0\nextend: power@{BASE.version}\n"


def test_lists_that_are_inherited_are_not_removed():
    off = BASE.codes[0]
    found = compare(BASE, loads(f"{EXTENDING}without: [{off.id}]\n", "mine.yaml"))
    assert {(one.what, one.change) for one in found} == {
        ("codebook", "changed"),
        ("code", "removed"),
        ("rule", "removed"),
    }
    back = compare(loads(EXTENDING, "mine.yaml"), BASE)
    assert [one.what for one in back] == ["codebook"]


def test_a_list_of_its_own_is_added_to_those_that_are_inherited():
    found = compare(BASE, loads(EXTENDING + "lists: {aid: {en: [relief]}}\n", "mine.yaml"))
    assert [one[:3] for one in found if one.what != "codebook"] == [("list", "aid", "added")]
