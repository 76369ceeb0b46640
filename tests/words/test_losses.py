"""What is left of words that lost their accented letters."""

import pytest

from partcode.words.dictionary import dictionary
from partcode.words.losses import is_word, losses, whole_words


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


@pytest.mark.parametrize(
    ("left", "word"),
    [
        ("dveloppement", "développement"),
        ("lgitimite", "légitimité"),
        ("uvre", "oeuvre"),
        ("francais", "français"),
        ("hte", "hôte"),
        ("egal", "égal"),
    ],
)
def test_what_is_left_leads_back_to_the_word(left, word):
    assert word in whole_words(left)


@pytest.mark.parametrize("form", ["pouvoir", "développement", "dvlppmnt", "ngo", ""])
def test_what_no_loss_leaves_leads_nowhere(form):
    assert not list(whole_words(form))


def test_every_loss_of_a_word_of_the_dictionary_leads_back_to_it():
    words = [word for word in dictionary("fr").marked_forms() if losses(word) and word.replace("-", "").isalpha()]
    assert len(words) > 50_000
    assert all(word in whole_words(left) for word in words[::97] for left in losses(word))
