"""What is made ready for matching, and when."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from oracle import LEMMAS, WORDS, Case, cases

from partcode.errors import Location
from partcode.match import engine
from partcode.match.matcher import Matcher
from partcode.match.program import compile_program
from partcode.model import LANGUAGES, Atom, Pattern, Step

EN, FR = range(2)


def _pattern(*words, kind="lemma"):
    return Pattern("", Location(""), (tuple(Step(frozenset({Atom(kind, word)})) for word in words),))


def _matcher(case, compiled):
    def compile(language):
        compiled.append(language)
        return compile_program({language: case.patterns[language]}, dict.fromkeys(LANGUAGES, frozenset()))

    return Matcher(compile)


def _found(matcher, case):
    hits = matcher.find(case.batch)
    return list(zip(hits.owner.tolist(), hits.first.tolist(), hits.last.tolist(), strict=True))


BOTH = {"en": [(0, _pattern("fund"))], "fr": [(0, _pattern("fonds")), (1, _pattern("couper"))]}
FRENCH = Case([([5], FR, True)], BOTH)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases)
def test_all_languages_together_equal_brute_force(case):
    matcher = _matcher(case, [])
    for start in range(0, len(WORDS), 5):
        matcher.learn(
            WORDS[start : start + 5], {language: column[start : start + 5] for language, column in LEMMAS.items()}
        )
    rows = _found(matcher, case)
    assert rows == sorted(case.expected())


def test_a_language_is_made_ready_at_its_first_sentence_that_is_coded():
    compiled = []
    english = Case([([0, 3], EN, True), ([8], FR, False)], BOTH)
    matcher = _matcher(english, compiled)
    matcher.learn(WORDS, LEMMAS)
    assert compiled == []
    assert _found(matcher, english) == [(0, 0, 0)]
    assert compiled == ["en"]
    assert _found(matcher, Case([([0], EN, True), ([6], FR, True)], BOTH)) == [(0, 0, 0), (1, 1, 1)]
    assert _found(matcher, english) == [(0, 0, 0)]
    assert compiled == ["en", "fr"]


def test_words_that_come_later_are_known_to_all_languages():
    case = Case([([0], EN, True), ([6], FR, True)], BOTH)
    matcher = _matcher(case, [])
    matcher.learn(WORDS[:6], {language: column[:6] for language, column in LEMMAS.items()})
    assert _found(matcher, Case([([0], EN, True)], BOTH)) == [(0, 0, 0)]
    matcher.learn(WORDS[6:], {language: column[6:] for language, column in LEMMAS.items()})
    assert _found(matcher, case) == [(0, 0, 0), (1, 1, 1)]


def test_the_words_of_a_step_are_asked_for_before_any_sentence():
    matcher = _matcher(FRENCH, [])
    matcher.learn(WORDS, LEMMAS)
    satisfying = matcher.satisfying(("fr", frozenset({Atom("lemma", "couper")})))
    assert [word for word, one in zip(WORDS, satisfying, strict=True) if one] == ["couper", "coupé", "coupons"]


def test_no_sentence_has_no_matches():
    matcher = _matcher(FRENCH, compiled := [])
    matcher.learn(WORDS, LEMMAS)
    nothing = Case([([0], EN, False)], BOTH)
    assert _found(matcher, nothing) == []
    assert not np.any(matcher.lost(nothing.batch))
    assert compiled == []


def test_what_patterns_begin_with_is_looked_for_once(monkeypatch):
    """A collection has forty thousand sequences, which begin in ten thousand ways: looking anew for each took most of
    the time of matching."""
    grown = []
    grow = engine._Places._grow
    monkeypatch.setattr(engine._Places, "_grow", lambda self, *given: grown.append(given) or grow(self, *given))
    patterns = [(owner, _pattern("no", "audit", *["fund"] * (owner + 1), kind="form")) for owner in range(20)]
    case = Case([([3, 4], EN, True), ([0] * 30, EN, True)], {"en": patterns, "fr": []})
    matcher = _matcher(case, [])
    matcher.learn(WORDS, LEMMAS)
    assert _found(matcher, case) == []
    assert len(grown) <= 21
