"""Negation by word and clause, in English and French."""

import pytest
from sentences import codebook, verdicts

TRUST = codebook("- {id: r, en: [trust], fr: [confiance, imposer, couper ..3 fonds]}")


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("We trust them.", False),
        ("We do not trust them.", True),
        ("We don’t really trust them.", True),
        ("There is no trust left.", True),
        ("They worked without trust.", True),
        ("It is not only trust that counts.", False),
        ("We have no doubt and trust them.", False),
        ("They did not come, but we trust them.", False),
        ("They never came because we trust them.", False),
        ("No, we trust them.", False),
        ("Nobody here would trust them.", True),
        ("We trust them, not the others.", False),
        ("Not one of the many people who came that year did trust them.", False),
    ],
)
def test_english_negation(text, negated):
    assert [verdict[1] for verdict in verdicts(TRUST, text)] == [negated]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("On leur fait confiance.", False),
        ("On ne leur fait pas confiance.", True),
        ("On leur fait pas confiance.", True),
        ("Il n’y a plus de confiance.", True),
        ("Il y a plus de confiance.", False),
        ("Il n'y a que la confiance.", False),
        ("On n’impose rien.", True),
        ("On impose pas.", True),
        ("Ils travaillent sans confiance.", True),
        ("Sans doute la confiance viendra.", False),
        ("Ce n'est pas seulement la confiance.", False),
        ("Aucune confiance.", True),
        ("Ni confiance ni respect.", True),
        ("Ils ne sont pas venus, mais la confiance reste.", False),
        ("Avant qu'il n'impose sa règle.", False),
        ("Ils ne coupent jamais les fonds.", True),
        ("Ils coupent sans prévenir les fonds.", True),
        ("Si jamais ils imposent un audit.", False),
    ],
)
def test_french_negation(text, negated):
    assert [verdict[1] for verdict in verdicts(TRUST, text, "fr")] == [negated]


def test_a_negator_that_the_pattern_names_negates_nothing():
    book = codebook("- {id: r, en: ['no trust', 'trust ..3 not'], fr: [sans confiance]}")
    assert verdicts(book, "There is no trust here.") == [("no trust", False, False)]
    assert verdicts(book, "We trust them or not.") == [("trust them or not", False, False)]
    assert verdicts(book, "Travailler sans confiance.", "fr") == [("sans confiance", False, False)]


def test_a_negator_of_the_pattern_is_still_negated_by_one_before_it():
    book = codebook("- {id: r, en: [without trust], fr: [sans confiance, 'respecter ..1 pas']}")
    assert verdicts(book, "They did not work without trust.") == [("without trust", True, False)]
    assert verdicts(book, "On ne travaille pas sans confiance.", "fr") == [("sans confiance", True, False)]
    assert verdicts(book, "Ils ne respectent pas le contrat.", "fr") == [("respectent pas", False, False)]


def test_two_negators_inside_a_match_undo_each_other():
    book = codebook("- {id: r, en: [decide ..4 community], fr: [décider ..4 communauté]}")
    assert verdicts(book, "We decide nothing without the communities.")[0][1] is False
    assert verdicts(book, "They decide without the communities.")[0][1] is True
    assert verdicts(book, "On ne décide rien sans les communautés.", "fr")[0][1] is False
    assert verdicts(book, "Ils décident sans les communautés.", "fr")[0][1] is True


@pytest.mark.parametrize(
    ("text", "language", "negated"),
    [
        ("The donor who does not know us imposed an audit.", "en", False),
        ("The donor, who does not know us, imposed an audit.", "en", False),
        ("The donor who knows us did not impose an audit.", "en", True),
        ("The donor never imposed an audit.", "en", True),
        ("Le bailleur qui ne nous connaît pas a imposé un audit.", "fr", False),
        ("Le bailleur, qui ne nous connaît pas, a imposé un audit.", "fr", False),
        ("Le bailleur qui nous connaît n'a pas imposé d'audit.", "fr", True),
        ("Le bailleur n'impose jamais d'audit.", "fr", True),
    ],
)
def test_a_relative_clause_inside_a_match_does_not_negate_it(text, language, negated):
    long = codebook("- {id: r, en: [donor ..9 impose], fr: [bailleur ..9 imposer]}")
    short = codebook("- {id: r, en: [impose], fr: [imposer]}")
    assert [verdicts(book, text, language)[0][1] for book in (long, short)] == [negated, negated]


def test_inclusive_writing_does_not_hide_a_negator():
    assert verdicts(TRUST, "Aucun·e partenaire n’impose rien.", "fr")[0][1] is True


@pytest.mark.parametrize(
    ("negation", "expected"),
    [("drop", []), ("flag", [("trust", True, False)]), ("ignore", [("trust", False, False)])],
)
def test_what_a_rule_does_with_a_negated_match(negation, expected):
    book = codebook(f"- {{id: r, en: [trust], negation: {negation}}}")
    assert verdicts(book, "We do not trust them.") == expected


def test_a_plain_match_leads_before_a_negated_one():
    assert verdicts(TRUST, "We don't trust you, but you trust us.") == [("trust", False, False)]
    book = codebook("- {id: r, en: [trust them, trust us]}")
    assert verdicts(book, "We don't trust them, but you trust us.") == [("trust us", False, False)]


def test_a_text_may_break_off_at_any_word():
    whole = "We do not trust them and never asked why, nor who, without trust or if they trust us"
    words = whole.split()
    for length in range(1, len(words) + 1):
        broken = " ".join(words[:length])
        found = [words.strip(",") for words in broken.split()].count("trust")
        assert len(verdicts(TRUST, broken)) == min(found, 1), broken
