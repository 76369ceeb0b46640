"""The engine against brute force and against spaCy's Matcher on the same words; and against broken engines."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from oracle import LEMMAS, WORDS, Case, cases, words_for

from partcode.errors import Location
from partcode.match import engine
from partcode.match.vocabulary import WordClasses
from partcode.model import LANGUAGES, Atom, Pattern, Step


def found(case):
    hits = case.hits()
    rows = list(zip(hits.owner.tolist(), hits.first.tolist(), hits.last.tolist(), strict=True))
    assert rows == sorted(set(rows))
    return set(rows)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases)
def test_the_engine_equals_brute_force(case):
    assert found(case) == case.expected()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases)
def test_the_engine_equals_spacys_matcher_on_the_same_words(case):
    assert found(case) == set(_by_spacy(case))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases)
def test_minimal_drops_just_the_matches_that_hold_another(case):
    hits = engine.minimal(case.hits())
    kept = set(zip(hits.owner.tolist(), hits.first.tolist(), hits.last.tolist(), strict=True))
    everything = case.expected()
    assert kept == {
        one
        for one in everything
        if not any(
            other != one and other[0] == one[0] and one[1] <= other[1] and other[2] <= one[2] for other in everything
        )
    }


def _by_spacy(case):
    from spacy.matcher import Matcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    vocab = Vocab()
    base = 0
    for words, language, coded in case.sentences:
        name = LANGUAGES[language] if coded and language < len(LANGUAGES) else ""
        if words and case.patterns.get(name):
            matcher = Matcher(vocab)
            for owner, pattern in case.patterns[name]:
                matcher.add(str(owner), [_spacy_pattern(steps, name) for steps in pattern.alternatives])
            for key, start, end in matcher(Doc(vocab, words=[WORDS[word] for word in words])):
                yield int(vocab.strings[key]), base + start, base + end - 1
        base += len(words)


def _spacy_pattern(steps, language):
    pattern = []
    for number, step in enumerate(steps):
        pattern += [{"OP": "?"}] * (step.gap if number else 0)
        pattern.append({"ORTH": {"IN": sorted(WORDS[word] for word in words_for(step.atoms, language))}})
    return pattern


def _pattern(*steps):
    made = tuple(Step(frozenset({Atom("form", word)}), gap) for word, gap in steps)
    return Pattern("made", Location("codebook.yaml", 1, 1), (made,))


# Each case catches one way of being wrong; the mutants below prove that it does.
BOUNDARY = Case([([4, 0], 0, True), ([4], 0, True)], {"en": [(0, _pattern(("fund", 0), ("audit", 0)))], "fr": []})
GAP = Case([([0, 3, 3, 4], 0, True)], {"en": [(0, _pattern(("fund", 0), ("audit", 1)))], "fr": []})
LAST = Case([([0, 4], 0, True)], {"en": [(0, _pattern(("fund", 0), ("audit", 0)))], "fr": []})
LANGUAGE = Case([([0], 1, True)], {"en": [(0, _pattern(("fund", 0)))], "fr": []})
KIND = Case([([0], 0, False)], {"en": [(0, _pattern(("fund", 0)))], "fr": []})


def _no_boundary(case):
    batch = case.batch
    return batch.__class__(**{**_fields(batch), "sentence": np.zeros_like(batch.sentence)})


def _one_language(case):
    batch = case.batch
    return batch.__class__(**{**_fields(batch), "language": np.zeros_like(batch.language)})


def _everything_coded(case):
    batch = case.batch
    return batch.__class__(**{**_fields(batch), "coded": np.ones_like(batch.coded)})


def _fields(batch):
    return {name: getattr(batch, name) for name in batch.__dataclass_fields__}


@pytest.mark.parametrize(
    ("case", "mutate"),
    [(LANGUAGE, _one_language), (KIND, _everything_coded)],
    ids=["language of the sentence ignored", "kind of the sentence ignored"],
)
def test_a_broken_batch_is_caught(case, mutate):
    assert found(case) == case.expected()
    hits = engine.match(case.program, case.words, mutate(case))
    assert set(zip(hits.owner.tolist(), hits.first.tolist(), hits.last.tolist(), strict=True)) != case.expected()


class _NoBoundary(engine._Places):
    def __init__(self, words, batch):
        super().__init__(words, batch)
        self._sentence = np.zeros_like(self._sentence)


class _WiderGap(engine._Places):
    def _grow(self, pairs, growth):
        step, gap, direction = growth
        return super()._grow(pairs, (step, gap + 1, direction))


class _NarrowerGap(engine._Places):
    def _grow(self, pairs, growth):
        step, gap, direction = growth
        return super()._grow(pairs, (step, max(gap - 1, 0), direction))


class _Shifted(engine._Places):
    def find(self, alternative):
        first, last = super().find(alternative)
        return first, last + 1


class _Mirrored(engine._Places):
    def _grow(self, pairs, growth):
        step, gap, direction = growth
        return super()._grow(pairs, (step, gap, -direction))


NARROW = Case([([0, 3, 4], 0, True)], {"en": [(0, _pattern(("fund", 0), ("audit", 1)))], "fr": []})


@pytest.mark.parametrize(
    ("case", "mutant"),
    [(BOUNDARY, _NoBoundary), (GAP, _WiderGap), (NARROW, _NarrowerGap), (LAST, _Shifted), (LAST, _Mirrored)],
    ids=["no sentence boundary", "gap one too wide", "gap one too narrow", "last word shifted", "looks backwards"],
)
def test_a_broken_engine_is_caught(case, mutant, monkeypatch):
    assert found(case) == case.expected()
    monkeypatch.setattr(engine, "_Places", mutant)
    assert found(case) != case.expected()


@given(cases)
def test_words_learnt_in_parts_are_the_same_as_all_at_once(case):
    whole, parts = case.words, WordClasses(tuple(case.program.steps))
    for start in range(0, len(WORDS), 5):
        parts.learn(
            WORDS[start : start + 5], {language: column[start : start + 5] for language, column in LEMMAS.items()}
        )
    for (language, _), step in case.program.steps.items():
        assert parts.words(step, language).tolist() == whole.words(step, language).tolist()
