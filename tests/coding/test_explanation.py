"""Why a sentence was coded or wasn't."""

import pytest
from sentences import HEAD, codebook
from test_references import PLAIN, referring

from partcode.codebook.loader import loads
from partcode.coding.explanation import explain
from partcode.coding.trial import Trial, example_results, failing_examples
from partcode.errors import UsageError

LISTS = "lists:\n  money: {en: [fund, grant, call for tender], fr: [fonds]}\n"
BOOK = codebook(
    """
- {id: withhold, en: [withhold ..4 (grant|money), '/no \\w+, no money/'], fr: [couper ..4 fonds], certainty: high}
- {id: fund, en: [trust], unless: {en: [trust fund, mutual trust]}}
- {id: near, en: [audit], near: {any: {en: [partner]}, none: {en: [tax, customs]}}}
- {id: speaker, en: [village], who: {exerted_by: grassroots, said_by: [grassroots, state]}}
- {id: drops, en: [impose], negation: drop}
"""
)


def rule(name, text, language="en", role=""):
    explanation = explain([BOOK], "a.b", Trial(text, language, role))
    return next(one for one in explanation.rules if one.id == name)


def test_a_rule_that_fired_shows_words_and_pattern():
    trace = rule("withhold", "They withheld the second grant.")
    (match,) = trace.matches
    assert (trace.fired, trace.certainty, match.stop) == (True, "high", None)
    assert match.found.words == "withheld the second grant"
    assert match.found.pattern.source == "withhold ..4 (grant|money)"
    assert match.found.pattern.where.line == BOOK.codes[0].rules[0].patterns["en"][0].where.line


def test_a_regular_expression_is_named_as_well():
    (match,) = rule("withhold", "They said: no audit, no money.").matches
    assert match.found.words == "no audit, no money"
    assert match.found.pattern.regex == r"no \w+, no money"


def test_unless_names_its_pattern_and_words():
    (match,) = rule("fund", "The trust fund is empty.").matches
    assert match.stop.obstacle == "unless"
    assert [(by.words, by.pattern.source) for by in match.stop.by] == [("trust fund", "trust fund")]


def test_near_says_what_is_there_or_that_nothing_is():
    (missing,) = rule("near", "The audit came.").matches
    assert (missing.stop.obstacle, missing.stop.by) == ("near any", ())
    assert [pattern.source for pattern in missing.stop.wanted] == ["partner"]
    (present,) = rule("near", "The tax audit of our partner.").matches
    assert present.stop.obstacle == "near none"
    assert [by.words for by in present.stop.by] == ["tax"]
    assert rule("near", "The audit of our partner.").fired


@pytest.mark.parametrize(
    ("role", "obstacle", "reported"),
    [("grassroots", None, False), ("state", None, True), ("north_funder", "said_by", True), ("", "said_by", None)],
)
def test_speakers_stop_a_match_or_make_it_reported(role, obstacle, reported):
    trace = rule("speaker", "The village decided.", role=role)
    (match,) = trace.matches
    assert (match.stop and match.stop.obstacle, match.reported) == (obstacle, reported)
    assert (trace.exerted_by, trace.said_by) == (("grassroots",), ("grassroots", "state"))


def test_a_negation_is_named_where_it_flags_and_where_it_drops():
    (flagged,) = rule("withhold", "They never withheld a grant.").matches
    assert (flagged.stop, flagged.negated, [by.words for by in flagged.negated_by]) == (None, True, ["never"])
    (dropped,) = rule("drops", "They don’t impose it.").matches
    assert (dropped.stop.obstacle, [by.words for by in dropped.stop.by]) == ("negation", ["don’t"])
    (french,) = rule("withhold", "Ils ne coupent pas les fonds.", "fr").matches
    assert [by.words for by in french.negated_by] == ["pas"]


def test_what_is_missing_is_the_step_after_the_longest_part():
    trace = rule("withhold", "They withheld the second transfer.")
    (missing,) = trace.missing
    assert (trace.fired, trace.matches, trace.patterns) == (False, (), 2)
    assert (missing.found, missing.missing, missing.within) == ("withheld", "(grant|money)", 4)
    assert missing.pattern.source == "withhold ..4 (grant|money)"
    (before,) = rule("withhold", "The money came.").missing
    assert (before.found, before.missing, before.within) == ("money", "withhold", 4)
    assert rule("withhold", "Nothing at all.").missing == ()


def test_a_pattern_of_which_less_than_half_is_there_is_not_near():
    book = codebook("- {id: r, en: [insist on ..8 report, force us to, lose ..2 trust]}")
    missing = explain([book], "a.b", Trial("They told us to report.", "en")).rules[0].missing
    assert [one.pattern.source for one in missing] == ["force us to"]


def test_only_what_comes_nearest_in_all_rules_is_kept():
    rules = [f"- {{id: r{number}, en: [grant ..2 word{number}, the grant ..2 word{number}]}}" for number in range(6)]
    found = explain([codebook("\n".join(rules))], "a.b", Trial("They saw the grant.", "en")).rules
    assert [one.pattern.source for rule in found for one in rule.missing] == [
        f"the grant ..2 word{number}" for number in range(5)
    ]


def test_longer_parts_come_first_and_lists_are_named():
    book = codebook("- {id: r, en: [cut ..2 <money>, take back the <money>]}", LISTS)
    missing = explain([book], "a.b", Trial("We take back the offer, or cut.", "en")).rules[0].missing
    assert [one.found for one in missing] == ["take back the", "cut"]
    assert "fund" in missing[0].missing or missing[0].missing == "<money>"


def test_the_matches_of_another_code_say_through_which():
    book = referring(PLAIN, codes=("trust", "moral"))
    explanation = explain([book], "core", Trial("We do not trust them.", "en"))
    own, refers = explanation.rules
    (match,) = refers.matches
    assert (own.fired, refers.codes, match.through, match.negated) == (False, ("trust", "moral"), "trust", True)
    assert explanation.coded


def test_an_unknown_code_is_a_usage_error_with_a_guess():
    with pytest.raises(UsageError, match=r"no code a\.c.*did you mean a\.b"):
        explain([BOOK], "a.c", Trial("x", "en"))


EXAMPLES = loads(
    HEAD
    + """codes:
  - id: a
    label: {en: A, fr: A}
    rules: [{id: r, en: [withhold ..2 grant], fr: [couper ..2 fonds], unless: {en: [tax grant]}}]
    examples:
      matches:
        - {en: They withhold the grant.}
        - {en: They withhold the tax grant.}
        - {en: They withhold it.}
        - {en: They do not withhold the grant., negated: false}
      rejects:
        - {fr: Ils coupent les fonds.}
        - {fr: Ils coupent le courant.}
""",
    "examples.yaml",
)


def test_examples_say_which_failed_and_why():
    results = example_results(EXAMPLES)
    assert [result.passed for result in results] == [True, False, False, False, False, True]
    _, stopped, missing, negated, wrong, _ = results
    assert stopped.explanation.rules[0].matches[0].stop.obstacle == "unless"
    assert [(one.found, one.missing) for one in missing.explanation.rules[0].missing] == [("withhold", "grant")]
    assert (negated.message, negated.found.negated) == ("a matches this example with negated: true", True)
    assert wrong.message == "a should reject this example, but rule r matches “coupent les fonds”"
    assert results[0].explanation is None


def test_failing_examples_are_the_results_that_did_not_pass():
    failed = [result for result in example_results(EXAMPLES) if not result.passed]
    findings = list(failing_examples(EXAMPLES))
    assert [finding.message for finding in findings] == [result.message for result in failed]
    assert {finding.code for finding in findings} == {"PC490"}


def test_examples_of_what_needs_no_rules_are_tried_with_the_segmenter():
    book = loads(
        HEAD + "codes: [{id: s, label: {en: S, fr: S}, stands_for: {kind: reference},"
        " examples: {matches: [{en: 'Marlow, J. (2008). Trust in pairs. Brennick: Weir Press.'}, {en: It rained.}]}}]",
        "s.yaml",
    )
    assert [result.message for result in example_results(book)] == ["", "the segmenter finds no reference here"]


def test_what_is_no_sentence_is_not_explained_for_minutes():
    with pytest.raises(UsageError, match="30,000 characters is too long"):
        explain([BOOK], "a.b", Trial("trust " * 5000, "en"))
