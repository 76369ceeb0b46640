"""Forms by rule, where the dictionary has none."""

import pytest

from partcode.words.inflections import inflections


@pytest.mark.parametrize(
    ("word", "language", "form"),
    [
        ("bailleur", "fr", "bailleuses"),
        ("évaluateur", "fr", "évaluatrice"),
        ("auteur", "fr", "autrices"),
        ("chef", "fr", "cheffes"),
        ("connaître", "fr", "connaitre"),
        ("mutualiser", "fr", "mutualisaient"),
        ("nngo", "en", "nngos"),
        ("organise", "en", "organize"),
    ],
)
def test_a_word_has_its_regular_forms(word, language, form):
    assert form in set(inflections(word, language))


@pytest.mark.parametrize(("word", "language"), [("withhold", "en"), ("couper", "fr"), ("acheteur", "fr")])
def test_what_the_dictionary_has_forms_of_gets_no_others(word, language):
    assert not {"withholded", "coupers", "achetrice"}.intersection(inflections(word, language))
