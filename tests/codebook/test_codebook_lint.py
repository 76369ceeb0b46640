"""Lint: what a codebook that loads could still do better."""

from partcode.codebook.lint import check
from partcode.codebook.loader import loads

HEAD = "codebook: power\nversion: 1.0.0\n"
EXAMPLES = "    examples: {matches: [{en: They impose it.}]}\n"
LABEL = "    label: {en: Power, fr: Pouvoir}\n"


def lint(source: str) -> list[tuple[str, int | None, str]]:
    return [(found.code, found.where.line, found.message) for found in check(loads(source, "power.yaml"))]


def code(rules: str, more: str = LABEL + EXAMPLES) -> str:
    return f"{HEAD}codes:\n  - id: power\n    rules: [{rules}]\n{more}"


def test_a_full_codebook_has_no_findings() -> None:
    assert lint(code("{id: impose, en: impose, fr: imposer}")) == []


def test_missing_translations_are_found() -> None:
    source = code("{id: impose, en: impose}", "    label: {fr: Pouvoir}\n" + EXAMPLES)
    assert lint(source) == [
        ("PC401", 4, "power has no en label"),
        ("PC401", 5, "the rule impose has no fr patterns"),
    ]


def test_token_patterns_count_as_a_translation() -> None:
    assert lint(code("{id: r, en: impose, tokens: {fr: [[{LEMMA: imposer}]]}}")) == []


def test_a_code_without_examples_or_rules_is_found() -> None:
    assert lint(code("{id: r, en: impose, fr: imposer}", LABEL)) == [("PC402", 4, "power has no examples")]
    assert lint(f"{HEAD}codes:\n  - id: power\n{LABEL}") == [("PC403", 4, "power has no rules")]


def test_a_list_that_no_rule_uses_is_found() -> None:
    lists = "lists:\n  used: {en: [fund], fr: [fonds]}\n  inner: {en: [a], fr: [b]}\n  idle: {en: [c]}\n"
    lists += "  outer: {en: [(x|<inner>)], fr: [<inner>]}\n"
    source = code("{id: r, en: cut <used>, fr: couper <outer>}") + lists
    assert lint(source) == [("PC404", 11, "the list <idle> is never used")]


def test_the_same_pattern_twice_in_a_rule_is_found() -> None:
    source = code("{id: r, en: [(cut|stop) it, impose, (stop|cut) it], fr: imposer}")
    (found,) = check(loads(source, "power.yaml"))
    assert (found.code, found.where.column, found.hint) == ("PC405", 49, "the first is in line 5")
    assert found.source == source.splitlines()[4]
