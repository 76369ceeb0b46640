"""Every concept of the theory is in the shipped codebooks, in the form that it has there.

concepts.csv is the inventory drawn from the five founding documents: its id, its codebook, and whether it is a code,
a role of speakers, a kind of segment, an attribute of segments or cases, or a sequence.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from partcode.codebook.collection import collect, shipped_paths
from partcode.model import LANGUAGES

with (Path(__file__).parent / "concepts.csv").open(encoding="utf-8", newline="") as file:
    CONCEPTS = list(csv.DictReader(file))
BOOKS = {book.id: book for book in collect(shipped_paths())}
CODES = {code.id: (book.id, code) for book in BOOKS.values() for code in book.codes}
SEQUENCES = {one.id: (book.id, one) for book in BOOKS.values() for one in book.sequences}
CORE = {
    "core.trust", "core.equality_reciprocity", "core.coercive_power", "core.power_asymmetry", "core.legitimacy",
    "core.paradox_tension", "core.compromise_negotiation", "core.interdependence_common_purpose",
}  # fmt: skip


def of_form(*forms):
    return [
        pytest.param(row["concept"], row["codebook"], row["form"], id=row["concept"])
        for row in CONCEPTS
        if row["form"] in forms
    ]


def test_the_inventory_is_whole():
    assert len(CONCEPTS) == len({row["concept"] for row in CONCEPTS}) == 150
    assert set(Counter(row["form"] for row in CONCEPTS)) == {"code", "role", "kind", "segment", "case", "sequence"}


def test_the_codebooks_hold_nothing_but_the_concepts_and_the_core_codes():
    assert set(CODES) | {"arb.mechanism"} == {row["concept"] for row in CONCEPTS} | CORE


@pytest.mark.parametrize(("concept", "codebook", "form"), of_form("code", "role"))
def test_a_concept_that_texts_speak_of_has_rules_and_proof(concept, codebook, form):
    book, code = CODES[concept]
    assert book == codebook
    assert code.rules, "no rules"
    for rule in code.rules:
        assert rule.codes or all(rule.patterns.get(language) for language in LANGUAGES), rule.id
    assert_proven(code)


@pytest.mark.parametrize(("concept", "codebook", "form"), of_form("role", "kind", "segment", "case"))
def test_a_concept_that_partcode_knows_by_itself_says_what_it_stands_for(concept, codebook, form):
    book, code = CODES[concept]
    assert book == codebook
    assert code.stands_for and code.stands_for[0] == form


@pytest.mark.parametrize(("concept", "codebook", "form"), of_form("kind", "segment"))
def test_a_kind_of_segment_has_examples_in_both_languages(concept, codebook, form):
    assert_proven(CODES[concept][1])


@pytest.mark.parametrize(("concept", "codebook", "form"), of_form("sequence"))
def test_the_arbitration_mechanism_is_a_sequence_of_four_steps_by_alternating_speakers(concept, codebook, form):
    book, sequence = SEQUENCES[concept]
    assert book == codebook
    assert len(sequence.steps) == 4
    assert sequence.alternating
    for language in LANGUAGES:
        verdicts = [one.matches for one in sequence.examples if {turn.language for turn in one.turns} == {language}]
        assert verdicts.count(True) >= 3 and verdicts.count(False) >= 2, language


@pytest.mark.parametrize("row", CONCEPTS, ids=lambda row: row["concept"])
def test_a_concept_is_described_in_full(row):
    _, found = (CODES | SEQUENCES)[row["concept"]]
    assert set(found.label) == set(LANGUAGES)
    assert all((found.definition, found.include, found.exclude, found.source))


def test_the_core_codes_are_built_from_the_codes_of_other_codebooks():
    core = BOOKS["core"]
    assert {code.id for code in core.codes} == CORE
    for code in core.codes:
        assert any(rule.codes for rule in code.rules), code.id


def assert_proven(code):
    """At least three sentences that the code matches and two that it rejects, in each language."""
    for language in LANGUAGES:
        verdicts = [example.matches for example in code.examples if example.language == language]
        assert verdicts.count(True) >= 3 and verdicts.count(False) >= 2, (code.id, language)
