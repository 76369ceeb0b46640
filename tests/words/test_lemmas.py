"""Lemmas, and what simplemma's dictionaries leave out."""

import pytest

from partcode.words.forms import fold
from partcode.words.lemmas import lemma, lemma_column, lemmas, sought


@pytest.mark.parametrize(
    ("form", "language", "expected"),
    [
        ("funding", "en", "fund"),
        ("withheld", "en", "withhold"),
        ("felt", "en", "feel"),
        ("women", "en", "woman"),
        ("co-creating", "en", "co-create"),
        ("co-operation", "en", "cooperation"),
        ("imposées", "fr", "imposer"),
        ("imposés", "fr", "imposer"),
        ("coupé", "fr", "couper"),
        ("menacés", "fr", "menacer"),
        ("rompu", "fr", "rompre"),
        ("rompues", "fr", "rompre"),
        ("choisie", "fr", "choisir"),
        ("légitimes", "fr", "légitime"),
        ("nationaux", "fr", "national"),
        ("coupe", "fr", "couper"),
        ("contrôle", "fr", "contrôler"),
        ("broke", "en", "break"),
        ("cancelled", "en", "cancel"),
        ("called", "en", "call"),
        ("fulfilled", "en", "fulfil"),
        ("l'", "fr", "le"),
        ("organization", "en", "organisation"),
        ("ngos", "en", "ngo"),
        ("closer", "en", "close"),
        ("don't", "en", "not"),
        ("grass-roots", "en", "grassroots"),
        ("ongs", "fr", "ong"),
        ("etats", "fr", "état"),
        ("ouvrent", "fr", "ouvrir"),
        ("reprises", "fr", "reprendre"),
        ("transfèrera", "fr", "transférer"),
        ("mutualisent", "fr", "mutualiser"),
        ("déconstruisent", "fr", "déconstruire"),
        ("reconnaissant", "fr", "reconnaître"),
        ("contributive", "fr", "contributif"),
        ("communes", "fr", "commun"),
        ("états-nations", "fr", "état-nation"),
        ("œuvres", "fr", "oeuvre"),
        ("exigés", "fr", "exigé"),
        ("dominants", "fr", "dominant"),
        ("règlementaires", "fr", "réglementaire"),
        ("nous", "fr", "nous"),
    ],
)
def test_a_form_has_its_lemma(form, language, expected):
    assert expected in lemmas(fold(form), language)


@pytest.mark.parametrize(
    ("form", "language"),
    [("marché", "fr"), ("société", "fr"), ("côté", "fr"), ("evening", "en"), ("thing", "en")],
)
def test_nouns_that_look_like_verb_forms_stay_nouns(form, language):
    assert lemmas(form, language) == (form,)


def test_an_unknown_language_has_no_lemmas():
    assert lemmas("casas", "es") == ()
    assert lemma("casas", "es") == "casas"


def test_the_column_holds_all_lemmas_of_each_word():
    assert lemma_column(["funding", "the"], "en") == ["funding fund", "the"]


@pytest.mark.parametrize("form", ["partis", "parti", "si", "e", "es", "s"])
def test_a_form_that_only_ends_like_a_participle_has_one_lemma(form):
    assert len(lemmas(form, "fr")) == 1


def test_a_hyphenated_pattern_is_sought_in_its_closed_spelling_too():
    assert sought("co-operation", "en") == {"co-operation", "cooperation"}
    assert sought("d'", "fr") == {"d'"}


def test_a_pattern_that_is_a_word_of_its_own_is_not_sought_as_a_form_of_another():
    assert sought("meeting", "en") == {"meeting"}
    assert sought("imposed", "en") == {"imposed", "impose"}
    assert sought("dominant", "fr") == {"dominant"}


@pytest.mark.parametrize("form", ["suis", "sommes", "est", "es", "êtes"])
def test_forms_of_being_belong_to_no_other_verb_or_noun(form):
    assert lemmas(form, "fr") == ("être",)
