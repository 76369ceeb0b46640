"""French that has lost its accented letters is recognised, also in a part of a document."""

from __future__ import annotations

import re

from partcode.ingest.accents import lossy_share, lost_accents

FRENCH = (
    "Les partenaires du Nord ont décidé de réduire les crédits de l'association, et nous avons dû négocier avec "
    "les bénévoles qui étaient déjà épuisés. Je ne sais pas si cette décision est légitime, mais elle a été prise "
    "sans nous, et les délais sont plus courts. On nous a demandé des justificatifs pour chaque dépense. "
) * 8
ENGLISH = "The donor asked for another audit, and we had to explain our budget to the board of partners again. " * 20


def without(text):
    return re.sub(r"[à-öø-ÿÀ-ÖØ-Þ]", "", text)


def stripped(text):
    return text.translate(str.maketrans("éèêàùûîç", "eeeauuic"))


def test_whole_french_is_not_lossy():
    assert not lost_accents(FRENCH, "fr")
    assert lossy_share(FRENCH) == 0


def test_french_without_its_accented_letters_is_lossy():
    assert lost_accents(without(FRENCH), "fr")
    assert lost_accents(stripped(FRENCH), "fr")
    assert lossy_share(without(FRENCH)) == 1


def test_one_lossy_part_of_a_document_is_enough():
    assert lost_accents(FRENCH + without(FRENCH)[:1500] + FRENCH, "fr")
    assert 0 < lossy_share(FRENCH + without(FRENCH) + FRENCH) < 0.7


def test_curly_quotes_are_no_accents():
    assert lost_accents(without(FRENCH).replace("'", "’").replace("association", "« association »"), "fr")


def test_four_accented_letters_in_150_words_are_enough_wherever_they_stand():
    bare = without(FRENCH)
    assert lossy_share(bare[:890] + "éàùô" + bare[894:900]) == 0
    assert lossy_share(bare[:890] + "éàùx" + bare[894:900] + "é") == 1


def test_english_is_never_lossy():
    assert not lost_accents(ENGLISH, "en")
    assert not lost_accents(ENGLISH, "fr")
    assert not lost_accents(FRENCH + ENGLISH, "fr")
    assert not lost_accents(without(FRENCH), "en")


def test_too_little_text_tells_nothing():
    assert not lost_accents(without(FRENCH)[:500], "fr")
    assert not lost_accents("", "fr")
