"""What is left of words that lost their accented letters."""

import pytest

from partcode.words.losses import accented_words, is_word, losses


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("développement", {"developpement", "dveloppement"}),
        ("méfiance", {"mefiance", "mfiance"}),
        ("légitimité", {"legitimite", "lgitimite", "legitimit", "lgitimit"}),
        ("oeuvre", {"uvre"}),
        ("été", {"ete"}),
        ("à", set()),
        ("pouvoir", set()),
    ],
)
def test_each_accented_letter_is_dropped_or_bared(word, left):
    assert losses(word) == left


def test_of_many_accents_all_are_lost_alike():
    assert losses("éééééab") == {"eeeeeab"}
    assert losses("éééééabc") == {"eeeeeabc", "abc"}


@pytest.mark.parametrize(
    ("form", "whole"), [("pose", True), ("marche", True), ("legitimite", False), ("dcision", False)]
)
def test_words_of_french_are_no_remains(form, whole):
    assert is_word(form) == whole


def test_the_dictionary_gives_words_that_have_something_to_lose_with_their_lemmas():
    forms, lemmas = accented_words()
    assert len(forms) == len(lemmas) > 50_000
    assert dict(zip(forms, lemmas, strict=True))["décidé"].split()[-1] == "décider"
    assert all(losses(form) or len(form) < 6 for form in forms[:2000])
