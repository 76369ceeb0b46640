"""Codings of texts that lost their accented letters, against those of the intact texts."""

import re
from dataclasses import replace
from unicodedata import combining, normalize

import numpy as np
import pytest
from sentences import codebook, words

from partcode.codebook.collection import collect, shipped_paths
from partcode.coding.layout import lay_out
from partcode.coding.trial import Trial, code_sentences

RULES = "- {id: r, fr: [développement ..3 équilibré, confiance]}"
EXACT = codebook(RULES)
LOSSY = replace(EXACT, accents="lossy", sha256="lossy")


def bared(text):
    return "".join(char for char in normalize("NFD", text) if not combining(char)).replace("œ", "oe")


def dropped(text):
    return re.sub("[à-öø-ÿœÀ-ÖØ-Þ]", "", text)


def lost(book, text):
    """By match of a sentence, whether it is marked."""
    return lay_out([book], [Trial(text, "fr")]).code().match_lost.tolist()


def test_only_a_codebook_that_says_so_forgives_lost_accents():
    text = "Un dveloppement plus equilibre."
    assert words(LOSSY, text, "fr") == "dveloppement plus equilibre"
    assert words(EXACT, text, "fr") == ""


@pytest.mark.parametrize(
    ("book", "text", "marks"),
    [
        (LOSSY, "Un developpement equilibré, en confiance.", [True, False]),
        (LOSSY, "Un développement équilibré.", [False]),
        (EXACT, "La confiance, sans dveloppement.", [False]),
    ],
)
def test_matches_are_marked_by_what_they_hold(book, text, marks):
    assert lost(book, text) == marks


def test_a_word_of_french_is_not_taken_for_what_is_left_of_another():
    book = replace(codebook("- {id: r, fr: ['\"posé\"', marché]}"), accents="lossy")
    assert words(book, "Il pose ses sacs et il marche.", "fr") == ""


def _lossy(book):
    return replace(book, accents="lossy", sha256=f"lossy {book.sha256}", uses=tuple(map(_lossy, book.uses)))


@pytest.fixture(scope="module")
def shipped():
    """Shipped codebooks, a part of them, and the French examples of all as trials."""
    books = collect(shipped_paths())
    examples = [one for book in books for code in book.codes for one in code.examples if one.language == "fr"]
    return books, [Trial(one.text, "fr", one.role) for one in examples[::32]]


def _codes(books, trials, damage):
    found = code_sentences(books, [trial._replace(text=damage(trial.text)) for trial in trials])
    return {(number, one.code) for number, verdicts in enumerate(found) for one in verdicts}


@pytest.mark.slow
def test_codings_of_the_shipped_codebooks_survive(shipped):
    books, trials = shipped
    intact = _codes(books, trials, str)
    assert len(intact) > 100
    for damage in (bared, dropped):
        found = _codes([_lossy(book) for book in books], trials, damage)
        assert len(found & intact) >= 0.95 * len(intact)
        assert len(found & intact) >= 0.9 * len(found)


def test_what_one_sentence_shows_goes_for_its_neighbours():
    book = replace(codebook("- {id: r, fr: [élu]}"), accents="lossy")
    texts = ("Les lus sont venus.", "Le dveloppement aussi.", "Les lus encore.", "Tout est réglé.", "Les poèmes lus.")
    layout = lay_out([book], [Trial(text, "fr") for text in texts])
    one_document = replace(layout.batch, document=np.zeros(len(texts), dtype=np.int64))
    assert layout._replace(batch=one_document).code().segment.tolist() == [0, 2]
    assert layout.code().segment.tolist() == []


@pytest.mark.slow
def test_intact_texts_are_coded_as_ever(shipped):
    books, trials = shipped
    exact, lossy = (_codes(ones, trials[:40], str) for ones in (books, [_lossy(book) for book in books]))
    assert exact <= lossy
    assert len(lossy - exact) <= 0.02 * len(exact)


def test_an_exact_codebook_pays_nothing():
    layout = lay_out([EXACT], [Trial("Un dveloppement.", "fr")])
    assert not np.any(layout.coder._matcher.lost(layout.batch))
    assert not layout.coder.plan.lossy
