"""Lint: what a codebook that loads could still do better."""

import pytest

from partcode.codebook.lint import check
from partcode.codebook.loader import loads
from partcode.coding.negation_words import NEGATORS

HEAD = "codebook: power\nversion: 1.0.0\ntitle: {en: Power, fr: Pouvoir}\n"
EXAMPLES = "    examples: {matches: [{en: They impose it.}]}\n"
LABEL = "    label: {en: Power, fr: Pouvoir}\n"


def lint(source: str) -> list[tuple[str, int | None, str]]:
    return [(found.code, found.where.line, found.message) for found in check(loads(source, "power.yaml"), NEGATORS)]


def code(rules: str, more: str = LABEL + EXAMPLES) -> str:
    return f"{HEAD}codes:\n  - id: power\n    rules: [{rules}]\n{more}"


def test_a_full_codebook_has_no_findings() -> None:
    assert lint(code("{id: impose, en: impose, fr: imposer}")) == []


def test_missing_translations_are_found() -> None:
    source = code("{id: impose, en: impose}", "    label: {fr: Pouvoir}\n" + EXAMPLES)
    assert lint(source) == [
        ("PC401", 5, "power has no en label"),
        ("PC401", 6, "the rule impose has no fr patterns"),
    ]


def test_token_patterns_count_as_a_translation() -> None:
    assert lint(code("{id: r, en: impose, tokens: {fr: [[{LEMMA: imposer}]]}}")) == []


def test_a_code_without_examples_or_rules_is_found() -> None:
    assert lint(code("{id: r, en: impose, fr: imposer}", LABEL)) == [("PC402", 5, "power has no examples")]
    assert lint(f"{HEAD}codes:\n  - id: power\n{LABEL}") == [("PC403", 5, "power has no rules")]


def test_a_list_that_no_rule_uses_is_found() -> None:
    lists = "lists:\n  used: {en: [fund], fr: [fonds]}\n  inner: {en: [a], fr: [b]}\n  idle: {en: [c]}\n"
    lists += "  outer: {en: [(x|<inner>)], fr: [<inner>]}\n"
    source = code("{id: r, en: cut <used>, fr: couper <outer>}") + lists
    assert lint(source) == [("PC404", 12, "the list <idle> is never used")]


def test_the_same_pattern_twice_in_a_rule_is_found() -> None:
    source = code("{id: r, en: [(cut|stop) it, impose, (stop|cut) it], fr: imposer}")
    (found,) = check(loads(source, "power.yaml"), NEGATORS)
    assert (found.code, found.where.column, found.hint) == ("PC405", 49, "the first is in line 6")
    assert found.source == source.splitlines()[5]


# Patterns that add nothing


def adding_nothing(*patterns: str, language: str = "en", lists: str = "") -> list[int]:
    """The places, from 0, of the patterns of one rule that add nothing."""
    quoted = ["'" + pattern.replace("'", "''") + "'" for pattern in patterns]
    other = "fr: imposer" if language == "en" else "en: impose"
    lines = "\n".join(f"          - {one}" for one in quoted)
    source = (
        f"{HEAD}{lists}codes:\n  - id: power\n{LABEL}{EXAMPLES}"
        f"    rules:\n      - id: r\n        {other}\n        {language}:\n{lines}\n"
    )
    first = source.splitlines().index(lines.splitlines()[0]) + 1
    return [line - first for code, line, _ in lint(source) if code == "PC406" and line]


@pytest.mark.parametrize(
    "patterns",
    [
        ("audit", "financial audit"),
        ("audit", '"audits"'),
        ("impose", '"imposed"'),
        ("negotiat*", '"negotiation"'),
        ("negotiat*", '"negotiation" (with|by) partner'),
        ("impos*", "imposit*"),
        ("cut ..4 grant", "cut ..3 grant"),
        ("cut ..4 grant", "cut [the|our] grant"),
        ("cut ..4 grant", "cut the whole ..2 grant"),
        ("cut ..4 (grant|fund)", '(cut|"cuts") ..2 fund'),
        ("(cut|stop) (grant|fund)", "cut fund"),
        ("cut [the] grant", "cut the grant"),
        ("money", "cut ..4 <money>"),
    ],
)
def test_a_pattern_whose_matches_another_has_adds_nothing(patterns: tuple[str, str]) -> None:
    lists = "lists: {money: {en: [money, a lot of money]}}\n" if "<money>" in patterns[1] else ""
    assert adding_nothing(*patterns, lists=lists) == [1]
    assert adding_nothing(*reversed(patterns), lists=lists) == [0]


@pytest.mark.parametrize(
    "patterns",
    [
        ("cut ..3 grant", "cut ..4 grant"),
        ("cut the grant", "cut [the] grant"),
        ('"imposed"', "impose"),
        ("impose*", "impose"),  # whether all forms begin so is for the dictionary to say
        ("cut ..4 grant", "cut the whole ..3 grant"),
        ("grant cut", "cut grant"),
        ("(cut|stop) grant", "(cut|freeze) grant"),
        ("find", "found"),  # founded is a form of the first alone
        ("/audit/", "financial audit"),
    ],
)
def test_a_pattern_that_finds_something_more_stays(patterns: tuple[str, str]) -> None:
    assert 1 not in adding_nothing(*patterns)


def test_lemmas_of_the_language_decide() -> None:
    assert adding_nothing("imposer", '"imposées"', language="fr") == [1]
    assert adding_nothing("imposer", '"imposition"', language="fr") == []


def test_of_two_patterns_that_say_the_same_the_second_adds_nothing() -> None:
    assert adding_nothing("cut [big] grant", "(cut grant|cut big grant)") == []  # it is the same pattern: PC405
    assert adding_nothing('"cut"', '("cut"|"cut" grant)') == [1]


def two_rules(first: str, second: str) -> list[str]:
    rules = f"{{id: a, fr: x, {first}}}, {{id: b, fr: y, {second}}}"
    return [message for code, _, message in lint(code(rules)) if code == "PC406"]


def test_a_rule_may_say_again_what_another_says_when_it_asks_for_less() -> None:
    told = ["cut grant adds nothing: (cut|stop) grant of the rule a finds all that it would"]
    assert two_rules("en: (cut|stop) grant", "en: cut grant") == told
    assert two_rules("en: (cut|stop) grant", "en: cut grant, unless: {en: tax}") == told
    assert two_rules("en: (cut|stop) grant, certainty: high", "en: cut grant, certainty: low") == told
    assert two_rules("en: (cut|stop) grant", "en: cut grant, near: {any: {en: we, fr: on}}") == told
    assert two_rules("en: grant", "en: cut grant") == [
        "cut grant adds nothing: grant of the rule a finds all that it would"
    ]
    for first, second in (
        ("en: (cut|stop) grant, unless: {en: tax}", "en: cut grant"),
        ("en: (cut|stop) grant, near: {any: {en: we, fr: on}}", "en: cut grant"),
        ("en: (cut|stop) grant, certainty: low", "en: cut grant, certainty: high"),
        ("en: (cut|stop) grant", "en: cut grant, negation: drop"),
        ("en: (cut|stop) grant", "en: cut grant, who: {said_by: state}"),
        ("en: grant, near: {any: {en: we, fr: on}, within: 3 words}", "en: cut grant"),
        ("en: audit", "en: no audit"),
    ):
        assert two_rules(first, second) == [], (first, second)


# Patterns that never match


@pytest.mark.parametrize(
    "rule",
    [
        "{id: r, en: [cut ..3 trust fund], fr: couper, unless: {en: [trust fund]}}",
        "{id: r, en: [(cut|freeze) grant], fr: couper, unless: {en: [(cut|freeze|stop)]}}",
        "{id: r, en: [tug of war], fr: lutte, near: {none: {en: war}, within: paragraph}}",
        "{id: r, en: [cut], fr: couper, near: {any: {en: [tax office, tax], fr: [x]}, none: {en: tax}}}",
        "{id: r, en: [cut], fr: couper, tokens: {en: [[{LOWER: Audit}]]}}",
    ],
)
def test_a_rule_that_stops_all_its_matches_never_matches(rule: str) -> None:
    (found,) = lint(code(rule))
    assert found[0] == "PC407" and "never matches" in found[2]


@pytest.mark.parametrize(
    "rule",
    [
        "{id: r, en: [cut ..3 fund], fr: couper, unless: {en: [trust fund]}}",
        "{id: r, en: [(cut|freeze) grant], fr: couper, unless: {en: [cut]}}",
        "{id: r, en: [cut], fr: couper, near: {any: {en: [tax, audit], fr: [x]}, none: {en: tax}}}",
        "{id: r, en: [cut], fr: couper, near: {any: {en: a tax, fr: x}, none: {en: tax}, within: 3 words}}",
        "{id: r, en: [cut], fr: couper, tokens: {en: [[{LOWER: audit}], [{TEXT: Audit}]]}}",
    ],
)
def test_a_rule_that_may_match_is_left_alone(rule: str) -> None:
    assert lint(code(rule)) == []


# Examples and sequences


def test_a_sentence_that_must_match_and_must_not_is_found() -> None:
    examples = (
        "    examples: {matches: [{en: They cut it.}], rejects: [{en: They cut it.}, {en: They cut it., role: io}]}\n"
    )
    source = code("{id: r, en: cut, fr: couper}", LABEL + examples)
    (found,) = check(loads(source, "power.yaml"), NEGATORS)
    assert (found.code, found.hint) == ("PC408", "it matches in line 8")


def sequence(steps: str, more: str = "", rules: str = "[{id: r, en: cut, fr: couper}]") -> list[tuple[str, str]]:
    lines = [
        HEAD + "codes:",
        f"  - {{id: a, label: {{en: A, fr: A}}, who: {{exerted_by: north_funder}}, rules: {rules}}}",
        "  - {id: b, label: {en: B, fr: B}, who: {said_by: state}, rules: [{id: r, codes: a}]}",
        "  - {id: c, label: {en: C, fr: C}}",
        "sequences:",
        "  - id: s",
        "    label: {en: S, fr: S}",
        f"    steps: {steps}",
        "    within: 6 turns",
        more,
    ]
    found = check(loads("\n".join(lines), "power.yaml"), NEGATORS)
    return [
        (one.source[one.where.column - 1 :], one.message) for one in found if one.code == "PC409" and one.where.column
    ]


def test_a_step_that_is_never_made_is_found_at_its_place() -> None:
    assert sequence("[a@north_funder, a]") == []
    assert sequence("[a, c]") == [("c]", "this step is never made: c has no rules")]
    told = "this step is never made: said by south_ngo, a is not coded, or only as reported"
    assert sequence("[a, a@south_ngo]") == [("a@south_ngo]", told)]
    assert sequence("[a, a@south_ngo]", "    reported: true") == []


def test_who_speaks_for_a_code_of_codes_is_followed() -> None:
    assert sequence("[a, b]") == [("b]", "this step is never made: b is not coded, or only as reported")]
    assert sequence("[a, b@state]", "    reported: true") == []


def test_a_sequence_needs_its_label_in_both_languages() -> None:
    source = code("{id: r, en: cut, fr: couper}") + "sequences: [{id: s, steps: [power, power], within: 4 turns}]\n"
    assert [message for _, _, message in lint(source)] == ["s has no en label", "s has no fr label"]


def test_a_title_in_one_language_lacks_the_other() -> None:
    source = code("{id: r, en: cut, fr: couper}").replace(", fr: Pouvoir", "", 1)
    assert lint(source) == [("PC401", 3, "power has no fr title")]


# Words and texts that can't be meant


def wordings(rule: str) -> list[tuple[str, str]]:
    found = lint(code(f"{{id: r, {rule}}}"))
    return [(code, message) for code, _, message in found if code in ("PC407", "PC410", "PC411", "PC412")]


def test_languages_the_wrong_way_round_are_found() -> None:
    told = [("PC410", "the rule r has its languages the wrong way round")]
    assert wordings("en: [couper ..4 subvention], fr: [withhold ..2 funding]") == told
    assert wordings("en: [compromis, grant], fr: [couper]") == []
    assert wordings("en: [compromis], fr: [empowerment, couper]") == []


@pytest.mark.parametrize(
    ("rule", "word", "meant"),
    [
        ("en: [cutt ..2 grant], fr: [couper]", "cutt", "cut"),
        ("en: [cut], fr: [coupper]", "coupper", "couper"),
        ("en: [cut], fr: [couper], unless: {en: [goverment, comittee]}", "comittee", "committee"),
    ],
)
def test_a_letter_doubled_or_not_is_found(rule: str, word: str, meant: str) -> None:
    ((found, message),) = wordings(rule)
    assert found == "PC411" and message.startswith(f"{word} is no") and message.endswith(f"did you mean {meant}?")


def test_names_and_words_of_ones_own_are_no_typing_errors() -> None:
    assert wordings("en: [INGO, glocal, unrivalled, Dangarre, bafa, cuttt*], fr: [collectif, Agiri]") == []


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        ("""en: '"no audit. no money"', fr: [x]""", "a sentence ends inside"),
        ("""en: x, fr: '"Non! Oui"'""", "a sentence ends inside"),
        ("""en: x, fr: ["pas d' argent"]""", "with the space after d'"),
    ],
)
def test_exact_words_that_no_sentence_has_are_found(rule: str, part: str) -> None:
    ((found, message),) = wordings(rule)
    assert found == "PC412" and part in message


def test_abbreviations_end_no_sentence() -> None:
    assert (
        wordings("""en: ['"e.g. money"', '"Mr. Brown"', '"no audit, no money"'], fr: ['"M. Brun"', '"oui ! dit"']""")
        == []
    )


@pytest.mark.parametrize("expression", [r"/no\n\nmoney/", "/^no$^money/", "/no^money/", "/no$money/"])
def test_a_regular_expression_that_no_sentence_has_is_found(expression: str) -> None:
    ((found, message),) = wordings(f"en: ['{expression}'], fr: [x]")
    assert found == "PC407" and message.startswith("never matches: ")


@pytest.mark.parametrize(
    "expression", ["/^no money$/", r"/\$5/", "/[$^]a/", "/(?m)a$\\n^b/", "/^(no|^yes)$/", r"/a\nb/"]
)
def test_a_regular_expression_that_may_match_is_not(expression: str) -> None:
    assert wordings(f"en: ['{expression}'], fr: [x]") == []
