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


@pytest.mark.parametrize("text", ["le développement local", "des développements"])
def test_intact_words_are_found_as_ever(text):
    assert found("développement", text, "fr", lossy=True) == found("développement", text, "fr") != ""


def test_english_patterns_forgive_nothing():
    assert not found("café", "a cafe", "en", lossy=True)
