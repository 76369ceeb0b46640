"""Among evidence of one verdict, that of the surest rule leads."""

import pytest
from sentences import codebook

from partcode.coding.trial import Trial, code_sentences


def leading(book, text):
    (found,) = code_sentences([book], [Trial(text, "en")])[0]
    return found.rule


@pytest.mark.parametrize("order", [("low", "medium", "high"), ("high", "low", "medium")])
def test_the_surest_rule_leads(order):
    words = {"low": "money", "medium": "grant", "high": "withhold"}
    book = codebook("\n".join(f"- {{id: {one}, en: [{words[one]}], certainty: {one}}}" for one in order))
    assert leading(book, "The money and the grant they withhold.") == "high"
    assert leading(book, "The money and the grant.") == "medium"


def test_among_equally_sure_rules_the_first_place_leads():
    book = codebook("- {id: one, en: [grant]}\n- {id: two, en: [money], certainty: medium}")
    assert leading(book, "The money and the grant.") == "two"


def test_a_plain_match_leads_before_a_surer_one_that_is_negated():
    book = codebook("- {id: sure, en: [withhold], certainty: high}\n- {id: hint, en: [money], certainty: low}")
    assert leading(book, "They won't withhold it, but the money is late.") == "hint"
