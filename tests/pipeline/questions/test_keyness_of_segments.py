"""The words of some segments against others: what is counted, on which side, in which language."""

import pytest

from partcode.analysis.keyness import log_likelihood, log_ratio
from partcode.analysis.selection import Selection
from partcode.errors import UsageError
from partcode.pipeline.questions.keyness import DESCRIPTIVE, Wanted, keyness

ALL = Wanted(least=1, limit=0, stop_words=True)


@pytest.fixture
def words(coded, rows):
    """The keywords by language and word."""

    def found(filters, against=(), wanted=ALL):
        table = keyness(coded, Selection.of(**filters), against, wanted)
        return {(one["language"], one["word"]): one for one in rows(table)}

    return found


def test_a_role_is_held_against_everything_else_of_its_language(words):
    found = words({"role": "north_funder"})
    assert {language for language, _ in found} == {"en"}
    audit = found["en", "audit"]
    # Ingrid says 19 words, all others 49 in English body text; the leaflet's heading doesn't count.
    here, there = (4, 19), (3, 49)
    assert (audit["here"], audit["there"], audit["documents"]) == (4, 3, 1)
    assert audit["rate_here"] == pytest.approx(4000 / 19, abs=1e-6)
    assert audit["rate_there"] == pytest.approx(3000 / 49, abs=1e-6)
    assert audit["g2"] == pytest.approx(log_likelihood(*here, *there), abs=1e-6)
    assert audit["log_ratio"] == pytest.approx(log_ratio(*here, *there), abs=1e-6)
    assert audit["warning"] == "expected below 5"


def test_the_other_group_can_be_named_by_facet_or_code(words):
    assert words({"role": "north_funder"}, ["role=south_ngo"])["en", "audit"]["there"] == 3
    assert words({"role": "north_funder"}, ["role=interviewer"])["en", "audit"]["there"] == 0
    by_code = words({"role": "interviewer"}, ["code=norm.trust", "role=north_funder"])
    assert by_code["en", "do"]["there"] == 0
    assert words({"role": "interviewer"}, ["code=norm.trust"])["en", "receipt"]["there"] == 0


def test_with_a_code_the_words_are_those_of_its_segments(words):
    found = words({"code": "norm.trust", "language": "en"})
    assert found["en", "village"]["here"] == 1
    assert ("en", "audit") not in found


def test_stop_words_numbers_and_rare_words_are_left_out(words):
    found = words({"role": "north_funder"}, wanted=Wanted(least=2))
    assert {word for _, word in found} == {"audit", "receipt"}
    assert {word for _, word in words({"role": "north_funder"}, wanted=Wanted(least=1, limit=1))} == {"receipt"}
    assert ("en", "we") in words({"role": "north_funder"})


def test_languages_are_never_mixed(words):
    found = words({"document": "c.txt"}, ["document=a.txt"])
    assert found == {}
    assert {language for language, _ in words({"role": "south_ngo"})} == {"en", "fr"}


def test_what_a_list_can_not_say_is_noted(coded):
    (first, second) = keyness(coded, Selection.of(document="c.txt"), ["document=a.txt"]).notes
    assert first == DESCRIPTIVE
    assert second == "no keywords in fr: there is no such text to hold them against"
    nothing = keyness(coded, Selection.of(role="state"))
    assert (list(nothing.rows), nothing.notes[1]) == ([], "no keywords: what is selected has no body text")


def test_each_group_is_held_against_all_that_is_not_in_it(coded, rows):
    found = rows(keyness(coded, Selection(by="role"), (), ALL))
    receipts = {one["role"]: (one["here"], one["there"]) for one in found if one["word"] == "receipt"}
    assert receipts == {"interviewer": (1, 3), "north_funder": (3, 1)}


@pytest.mark.parametrize(
    ("filters", "against", "said"),
    [
        ({}, (), "nothing to hold these words against"),
        ({"role": "north_funder"}, ("role=north_funder",), "nothing to hold these words against"),
        ({"role": "north_funder"}, ("south_ngo",), "which of them"),
        ({"role": "north_funder"}, ("role=south",), "there is none"),
        ({"role": "north_funder"}, ("roles=south_ngo",), "roles"),
        ({"role": "north_funder"}, ("code=nothing",), "has no code nothing"),
    ],
)
def test_what_can_not_be_compared_is_an_error(coded, filters, against, said):
    with pytest.raises(UsageError, match=said):
        keyness(coded, Selection.of(**filters), against)
