"""The dictionaries say what simplemma's own functions say."""

import pytest
import simplemma

from partcode.words.dictionary import dictionary
from partcode.words.forms import fold

FORMS = (
    "funding", "ngos", "withheld", "paris", "london", "brexit", "organised", "partnerships", "zzyzx", "co-operate",
    "don't", "it's", "aujourd'hui", "l'été", "financements", "exigées", "coupé", "oeuvre", "éléments", "peut-être",
    "vice-présidente", "décentralisation", "j\u030c", "e\u0301te\u0301", "一", "3.5", "allié", "tokenized", "-", "x",
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("form", FORMS)
def test_a_form_has_the_lemma_that_simplemma_gives_it(form, language):
    assert dictionary(language).lemma(form) == fold(simplemma.lemmatize(form, language))
    assert dictionary(language).knows(form) == simplemma.is_known(form, language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_key_is_found_as_simplemma_finds_it(language):
    from simplemma.strategies import DefaultDictionaryFactory

    keys = [key for key in DefaultDictionaryFactory().get_dictionary(language) if key == fold(key)][::50]
    assert [dictionary(language).lemma(key) for key in keys] == [fold(simplemma.lemmatize(k, language)) for k in keys]
