"""Patterns of codebooks with `accents: lossy` on texts without accented letters."""

import pytest
from finding import found


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("développement", "le developpement local"),
        ("développement", "le dveloppement local"),
        ("méfiance", "de la mfiance"),
        ("légitimité", "une lgitimit nouvelle"),
        ("légitimité", "une legitimite nouvelle"),
        ("recréer du lien", "il faut recrer du lien"),
        ("décider", "ils ont dcid seuls"),
        ("décider", "le siege decide"),
        ("négoci*", "nous ngocierons"),
        ("négoci*", "nous negocierons"),
        ('"imposé"', "c'est impos par eux"),
        ("mettre en oeuvre", "la mise en uvre"),
        ("égal à égal", "parler d'egal a egal"),
        ("faire confiance à", "on fait confiance a eux"),
    ],
)
def test_is_found_only_with_lossy(pattern, text):
    assert found(pattern, text, "fr", lossy=True)
    assert not found(pattern, text, "fr")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ('"posé"', "il pose la question"),
        ("marché", "ça marche bien"),
        ("à la base", "la base du toit"),
        ("développement", "envelopper un colis"),
        ("été", "il t là"),
    ],
)
def test_words_of_their_own_are_not_found(pattern, text):
    assert not found(pattern, text, "fr", lossy=True)


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("élu", "les lus ont dcid", "lus"),
        ("vision partagée", "une vision partage du dveloppement", "vision partage"),
        ("être consulté", "ils n'ont pas t consults", "t consults"),
        ("égal à égal", "parler d'gal gal avec les dlgus", "gal gal"),
        ("porter à ..1 bras", "le bureau porte bout de bras une quipe", ""),
        ("porter à ..2 bras", "le bureau porte bout de bras une quipe", "porte bout de bras"),
        ("le marché", "le march est une ralit", "le march"),
    ],
)
def test_in_a_damaged_sentence_words_can_be_remains(pattern, text, words):
    assert found(pattern, text, "fr", lossy=True) == words


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("élu", "les lus sont à part, dit le dveloppement"),  # an accent is left: letters weren't lost here
        ("élu", "les poèmes lus ont un public"),
        ("mes", "les quipes et leurs mes"),
        ("âme", "ils me font une quipe"),
    ],
)
def test_words_stay_words_where_accents_are_left_and_frequent_ones_everywhere(pattern, text):
    assert found(pattern, text, "fr", lossy=True) == found(pattern, text, "fr")


@pytest.mark.parametrize("text", ["le développement local", "des développements"])
def test_intact_words_are_found_as_ever(text):
    assert found("développement", text, "fr", lossy=True) == found("développement", text, "fr") != ""


def test_english_patterns_forgive_nothing():
    assert not found("café", "a cafe", "en", lossy=True)
