"""Contexts and speakers: unless, near, who."""

import pytest
from sentences import codebook, verdicts, words

from partcode.coding.trial import Trial, code_sentences


def test_unless_cancels_only_the_match_that_it_touches():
    book = codebook("- {id: r, en: [trust], unless: {en: [trust fund]}}")
    assert words(book, "The trust fund is empty.") == ""
    text = "The trust fund is empty, and we trust them."
    (found,) = code_sentences([book], [Trial(text, "en")])[0]
    assert found.span == (text.rindex("trust"), text.rindex("trust") + 5)


@pytest.mark.parametrize(
    ("within", "text", "coded"),
    [
        ("sentence", "The grant came late to our partner.", True),
        ("sentence", "The grant came late.", False),
        ("2 words", "The grant for a partner.", True),
        ("2 words", "The grant that came late to our partner.", False),
        ("2 words", "Our partner said the grant.", True),
    ],
)
def test_near_any_asks_for_company(within, text, coded):
    book = codebook(f"- {{id: r, en: [grant], near: {{any: {{en: [partner]}}, within: {within}}}}}")
    assert bool(verdicts(book, text)) is coded


def test_near_none_refuses_company():
    book = codebook("- {id: r, en: [grant], near: {none: {en: [partner]}, within: sentence}}")
    assert words(book, "The grant came.") == "grant"
    assert words(book, "The grant came to our partner.") == ""


EXERTED = codebook("- {id: r, en: [impose]}", who="    who: {exerted_by: north_funder}\n")
SAID = codebook("- {id: r, en: [impose]}", who="    who: {said_by: [south_ngo, grassroots]}\n")


@pytest.mark.parametrize(("role", "reported"), [("north_funder", False), ("south_ngo", True), ("", None)])
def test_power_told_by_another_role_is_reported(role, reported):
    assert verdicts(EXERTED, "They impose audits.", role=role) == [("impose", False, reported)]


@pytest.mark.parametrize(("role", "coded"), [("south_ngo", True), ("north_funder", False), ("", False)])
def test_said_by_codes_only_these_roles(role, coded):
    assert bool(verdicts(SAID, "They impose audits.", role=role)) is coded


def test_a_rule_can_ask_for_other_speakers_than_its_code():
    book = codebook("- {id: r, en: [impose], who: {exerted_by: state}}", who="    who: {exerted_by: north_funder}\n")
    assert verdicts(book, "They impose audits.", role="state") == [("impose", False, False)]


def test_rules_speak_their_own_language_only():
    book = codebook("- {id: r, en: [impose], fr: [audit]}")
    assert words(book, "They impose an audit.", "en") == "impose"
    assert words(book, "Ils imposent un audit.", "fr") == "audit"


def test_the_tightest_of_nested_matches_is_the_evidence():
    book = codebook("- {id: r, en: [withhold ..4 grant]}")
    assert words(book, "They withhold, yes withhold the grant.") == "withhold the grant"


def test_the_rules_of_a_code_make_one_coding_with_all_matches():
    book = codebook("- {id: one, en: [trust]}\n- {id: two, en: ['trust them']}")
    assert len(verdicts(book, "We trust them.")) == 1


def test_a_short_context_hides_no_longer_one():
    rule = "- {id: r, en: contribute, unless: {en: [lunch, 'contribute ..3 lunch']}}"
    assert words(codebook(rule), "They contribute their own lunch.") == ""
    assert words(codebook(rule), "They contribute, then comes lunch.") == ""
    assert words(codebook(rule), "They contribute a lot to it all, and lunch is paid.") == "contribute"
