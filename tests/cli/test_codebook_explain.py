"""partcode codebook explain, expand and suggest: texts of several sentences, names that have no rules."""

import json

import pytest

BOOK = """codebook: small
version: 1.0.0
title: {en: Small, fr: Petit}
codes:
  - id: cut
    label: {en: Cut, fr: Coupe}
    rules: [{id: near, en: cut, fr: couper, near: {any: {en: audit, fr: audit}, within: paragraph}}]
  - {id: trust, label: {en: Trust, fr: Confiance}, rules: [{id: word, en: trust, fr: confiance}]}
  - {id: list, label: {en: References, fr: Notices}, stands_for: {kind: reference}}
  - {id: states, label: {en: The state, fr: L'État}, stands_for: {role: state}}
  - {id: type, label: {en: Type, fr: Type}, stands_for: {case: relation_type}}
  - {id: tone, label: {en: Tone, fr: Ton}}
sequences:
  - {id: course, label: {en: Course, fr: Cours}, steps: [trust, cut], within: 3 turns}
"""
REFERENCE = "Marlow, J. (2008). Trust in pairs. Brennick: Weir Press."


@pytest.fixture
def explain(here, call):
    (here / "small.yaml").write_text(BOOK, encoding="utf-8")
    return lambda *arguments: call("codebook", "explain", *arguments, "-c", "small.yaml")


def test_each_sentence_is_explained_as_in_a_run(explain):
    result = explain("We trust them. They came for an audit. Then they cut it.", "-f", "json")
    found = json.loads(result.stdout)
    assert [(row["code"], row["outcome"], row["sentence"]) for row in found] == [
        ("trust", "fires", "We trust them."),
        ("cut", "fires", "Then they cut it."),
    ]
    for row in found:
        assert row["sentence"][row["start"] : row["end"]] == row["words"]


def test_what_stands_in_another_paragraph_is_not_near(explain):
    (row,) = json.loads(explain("They came for an audit.\n\nThey cut it.", "-f", "json").stdout)
    assert (row["outcome"], row["because"]) == ("stopped", "near: none of its any: is there")


def test_for_people_a_sentence_heads_what_is_said_of_it(explain):
    told = explain("We trust them. Nous avons confiance.", "-f", "text")
    assert told.stdout.splitlines()[0] == "We trust them."
    assert told.stdout.split("\n\n")[1].splitlines()[:2] == ["Nous avons confiance.", "trust: coded"]
    assert told.stderr == "language: en, fr, by guess\n"
    assert explain("We trust them.", "-f", "text").stdout.splitlines()[0] == "trust: coded"


def test_a_language_that_rules_do_not_know_is_told(explain):
    doubted = explain("Das ist ein schöner Tag und wir gehen.")
    assert "language: en, by guess, but it doesn't look like en\n" in doubted.stderr
    assert "guess" not in explain("Das ist ein schöner Tag.", "--language", "en").stderr


@pytest.mark.parametrize(
    ("code", "sentence", "role", "verdict", "why"),
    [
        ("list", REFERENCE, "", "coded", "it stands for segments of the kind reference"),
        ("list", "It rained.", "", "not coded", "it stands for segments of the kind reference"),
        ("states", "It rained.", "state", "coded", "it stands for what the role state says"),
        ("states", "It rained.", "", "not coded", "it stands for what the role state says"),
        ("type", "It rained.", "", "not coded", "it stands for an attribute of cases, relation_type"),
        ("tone", "It rained.", "", "not coded", "people code it"),
    ],
)
def test_a_code_without_rules_says_what_it_stands_for(explain, code, sentence, role, verdict, why):
    result = explain(code, sentence, "--role", role, "-f", "text")
    assert result.stdout == f"{code}: {verdict}\n"
    assert f"{code} has no rules; {why}\n" in result.stderr


def test_expand_says_so_too(explain, call):
    result = call("codebook", "expand", "type", "-c", "small.yaml")
    assert (result.exit_code, result.stdout.count("\n")) == (0, 1)
    assert "type has no rules; it stands for an attribute of cases" in result.stderr


def test_a_sequence_is_none_and_its_steps_are_named(explain, call):
    results = [
        explain("course", "We trust them."),
        explain("course"),
        call("codebook", "expand", "course", "-c", "small.yaml"),
        call("codebook", "suggest", "course", "-c", "small.yaml"),
    ]
    for result in results:
        assert (result.exit_code, result.stdout) == (2, "")
        assert "course is a sequence" in result.stderr
        assert "name a code of its steps: cut, trust; its chains: partcode export chains" in result.stderr
