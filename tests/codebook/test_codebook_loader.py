"""Loading a codebook: what it becomes, and what each mistake in it is called, with its place and its hint."""

import hashlib
from pathlib import Path

import pytest

from partcode.codebook.loader import load, loads
from partcode.errors import CodebookError, Exit, Finding, Location
from partcode.model import Atom, Example, Near, Who

DESIGN = """\
codebook: power
version: 1.0.0
title: {en: Power relations, fr: Rapports de pouvoir}
lists:
  money: {en: [fund, grant, budget], fr: [fonds, financement, subvention, budget]}
codes:
  - id: power.coercive
    label: {en: Coercive power, fr: Pouvoir coercitif}
    definition: Capacity to impose
    include: conditions
    exclude: argument
    source: A
    who: {exerted_by: north_funder}        # a southern speaker telling it is coded as reported
    rules:
      - id: withhold-money
        en: [withhold ..4 <money>, "no audit, no money"]
        fr: [couper ..4 <money>, (exiger|imposer) ..6 audit]
        unless: {en: [self-impose], fr: []}
        near: {any: {en: [partner], fr: [partenaire]}, within: sentence}
        negation: drop                     # drop | flag | ignore
    examples:
      matches: [{en: They will withhold the grant., role: north_funder, negated: false}]
      rejects: [{en: We impose deadlines on ourselves.}]
  - id: arb.demand
    rules: [{id: demand, en: require, fr: exiger}]
sequences:
  - id: arb.mechanism
    steps: [arb.demand@north_funder, arb.demand|power.coercive]
    within: 6 turns
"""

HEAD = "codebook: power\nversion: 1.0.0\n"


def findings(source: str) -> tuple[Finding, ...]:
    with pytest.raises(CodebookError) as caught:
        loads(source, "power.yaml")
    return caught.value.findings


def only(source: str) -> Finding:
    found = findings(source)
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]


def code(*lines: str) -> str:
    """A codebook of one code whose further fields are `lines`, from line 5 on."""
    return "\n".join([HEAD + "codes:\n  - id: power.coercive", *(f"    {line}" for line in lines), ""])


def rule(*lines: str) -> str:
    """A codebook of one rule whose further fields are `lines`, from line 7 on."""
    return code("rules:", "  - id: impose", *(f"    {line}" for line in lines))


def test_the_codebook_of_the_design_loads() -> None:
    book = loads(DESIGN, "power.yaml")
    assert (book.id, book.version, book.path) == ("power", "1.0.0", "power.yaml")
    assert book.title == {"en": "Power relations", "fr": "Rapports de pouvoir"}
    assert book.source == DESIGN
    assert book.sha256 == hashlib.sha256(DESIGN.encode()).hexdigest()
    coercive, demand = book.codes
    assert (coercive.id, coercive.where) == ("power.coercive", Location("power.yaml", 7, 5))
    assert coercive.label == {"en": "Coercive power", "fr": "Pouvoir coercitif"}
    assert (coercive.definition, coercive.include) == ("Capacity to impose", "conditions")
    assert (coercive.exclude, coercive.source) == ("argument", "A")
    assert coercive.who == Who(exerted_by=("north_funder",))
    assert demand.rules[0].patterns["en"][0].source == "require"


def test_a_rule_has_patterns_by_language_with_their_places() -> None:
    (rule,) = loads(DESIGN, "power.yaml").codes[0].rules
    assert (rule.id, rule.where, rule.negation) == ("withhold-money", Location("power.yaml", 15, 9), "drop")
    withhold, exact = rule.patterns["en"]
    assert (withhold.source, withhold.where) == ("withhold ..4 <money>", Location("power.yaml", 16, 14))
    (steps,) = withhold.alternatives
    assert steps[1].gap == 4
    assert steps[1].atoms == {Atom("lemma", "fund"), Atom("lemma", "grant"), Atom("lemma", "budget")}
    assert exact.source == '"no audit, no money"'
    assert [next(iter(step.atoms)) for step in exact.alternatives[0]] == [
        Atom("form", word) for word in ("no", "audit", "no", "money")
    ]
    assert [pattern.where.column for pattern in rule.patterns["fr"]] == [14, 34]
    assert rule.unless["fr"] == () and rule.unless["en"][0].source == "self-impose"
    assert rule.near is not None
    assert (rule.near.within, rule.near.any["fr"][0].source) == ("sentence", "partenaire")


def test_examples_are_read() -> None:
    matches, rejects = loads(DESIGN, "power.yaml").codes[0].examples
    assert matches == Example(
        "They will withhold the grant.", "en", True, Location("power.yaml", 22, 17), "north_funder", negated=False
    )
    assert (rejects.matches, rejects.negated, rejects.reported, rejects.role) == (False, None, None, "")


def test_an_example_has_one_role() -> None:
    assert only(code("examples: {matches: [{en: a, role: [state, io]}]}")).code == "PC203"


def test_yaml_words_that_look_like_values_stay_text() -> None:
    book = loads(rule("en: [no, yes, 2020, 1.5, null]") + "    definition: no\n", "power.yaml")
    patterns = book.codes[0].rules[0].patterns["en"]
    assert [pattern.source for pattern in patterns] == ["no", "yes", "2020", "1.5", "null"]
    assert book.codes[0].definition == "no"


@pytest.mark.parametrize(
    ("window", "expected"),
    [("sentence", ("sentence", 0)), ("turn", ("turn", 0)), ("paragraph", ("paragraph", 0)), ("6 words", ("words", 6))],
)
def test_near_has_a_window(window: str, expected: tuple[str, int]) -> None:
    book = loads(rule("en: [impose]", f"near: {{none: {{en: [tax]}}, within: {window}}}"), "power.yaml")
    near = book.codes[0].rules[0].near
    assert isinstance(near, Near)
    assert (near.within, near.words) == expected
    assert near.any == {} and near.none["en"][0].source == "tax"


def test_near_is_in_the_sentence_unless_said() -> None:
    near = loads(rule("en: [impose]", "near: {any: {en: [tax]}}"), "power.yaml").codes[0].rules[0].near
    assert near is not None and near.within == "sentence"


def test_token_patterns_keep_the_types_that_spacy_wants() -> None:
    lines = ["tokens:", "  en:", "    - [{LOWER: no, OP: '?'}, {IS_PUNCT: true}, {LENGTH: {'>=': 4}}, {}]"]
    lines += ["    - [{LEMMA: {IN: [impose, 2020]}}, {LENGTH: 3, POS: VERB}]"]
    (first, second) = loads(rule(*lines), "power.yaml").codes[0].rules[0].tokens["en"]
    assert first == ({"LOWER": "no", "OP": "?"}, {"IS_PUNCT": True}, {"LENGTH": {">=": 4}}, {})
    assert second == ({"LEMMA": {"IN": ["impose", "2020"]}}, {"LENGTH": 3, "POS": "VERB"})


def test_double_quotes_of_yaml_mean_exact_words_only_without_operators() -> None:
    book = loads(rule("""en: ["imposes this", "impose ..2 it", 'imposes this', '"imposes" this']"""), "power.yaml")
    kinds = [[{*step.atoms}.pop().kind for step in p.alternatives[0]] for p in book.codes[0].rules[0].patterns["en"]]
    assert kinds == [["form", "form"], ["lemma", "lemma"], ["lemma", "lemma"], ["form", "lemma"]]


def test_lists_may_use_lists() -> None:
    lists = "lists:\n  all: {en: [<money>, order]}\n  money: {en: [fund, call for tender]}\n"
    book = loads(rule("en: [cut <all>]") + lists, "power.yaml")
    alternatives = book.codes[0].rules[0].patterns["en"][0].alternatives
    assert [[sorted(atom.text for atom in step.atoms) for step in steps] for steps in alternatives] == [
        [["cut"], ["fund", "order"]],
        [["cut"], ["call"], ["for"], ["tender"]],
    ]


MISTAKES = {
    "no file at all": ("", "PC110", 1, 1, "begin with"),
    "only a comment": ("# power\n", "PC110", 1, 1, "begin with"),
    "a second document": (rule("en: impose") + "---\na: b\n", "PC110", 8, 1, "one file"),
    "broken yaml": (code("label: {en: a"), "PC101", 5, 12, ""),
    "an unquoted optional word": (rule("en: [withhold [the] grant]"), "PC101", 7, 23, "single quotes"),
    "an unquoted exact word": (rule('en: ["no" ..3 audit]'), "PC101", 7, 19, "single quotes"),
    "a duplicate key": (rule("en: impose", "en: force"), "PC102", 8, 9, "line 7"),
    "an anchor": (rule("en: &x impose"), "PC103", 7, 13, "write the value out"),
    "an alias": (rule("en: impose", "unless: *x"), "PC103", 8, 17, "single quotes"),
    "a tag": (rule("en: !!python/name:os.system impose"), "PC109", 7, 13, "leave the tag out"),
    "a tab": (HEAD + "codes:\n\t- id: a\n", "PC105", 4, 1, "spaces"),
    "a control character": (HEAD + "codes: a\x07b\n", "PC108", 3, 9, "delete"),
    "an unknown key": (rule("en: impose", "unles: {en: [a]}"), "PC201", 8, 9, "unless"),
    "no version": ("codebook: power\ncodes: [{id: a}]\n", "PC202", 1, 1, "version"),
    "no name": ("version: 1.0.0\ncodes: [{id: a}]\n", "PC202", 1, 1, "codebook"),
    "no codes": (HEAD, "PC202", 1, 1, "codes"),
    "codes that are none": (HEAD + "codes: []\n", "PC202", 3, 8, "codes:"),
    "a code without id": (HEAD + "codes:\n  - definition: a\n", "PC202", 4, 5, "id"),
    "a text that is a list": (code("definition: [a]"), "PC203", 5, 17, ""),
    "a codebook that is a list": ("- a\n", "PC203", 1, 1, "codebook"),
    "a key that is a list": (code("label: {[a]: b}"), "PC203", 5, 13, ""),
    "a list as a pattern": (rule("en:", "  - [the]"), "PC203", 8, 13, "single quotes"),
    "a mapping as a pattern": (rule("en: [a: b]"), "PC203", 7, 14, "single quotes"),
    "a label without language": (code("label: Power"), "PC203", 5, 12, "{en: …, fr: …}"),
    "an empty text": (code("definition:"), "PC204", 5, 16, "leave the key out"),
    "a bad id": (HEAD + "codes: [{id: Pouvoir coercitif}]\n", "PC205", 3, 14, "lower-case"),
    "a bad list name": (rule("en: a") + "lists: {2x: {en: [b]}}\n", "PC205", 8, 9, "letter"),
    "a bad version": ("codebook: power\nversion: 1.0\ncodes: [{id: a}]\n", "PC206", 2, 10, "1.0.0"),
    "a third language": (code("label: {de: Macht}"), "PC207", 5, 13, "en, fr"),
    "a language that yaml makes False": (code("label: {no: Makt}"), "PC207", 5, 13, "en, fr"),
    "a bad negation": (rule("en: impose", "negation: dorp"), "PC208", 8, 19, "drop"),
    "a bad window": (rule("en: impose", "near: {none: {en: [a]}, within: 6}"), "PC208", 8, 41, "6 words"),
    "a bad truth": (code("examples: {matches: [{en: a, negated: yes}]}"), "PC208", 5, 43, "true, false"),
    "an unknown role": (code("who: {exerted_by: north_founder}"), "PC209", 5, 23, "roles: north_funder"),
    "a role of an example": (code("examples: {rejects: [{en: a, role: boss}]}"), "PC209", 5, 40, "roles:"),
    "a second code": (HEAD + "codes: [{id: a}, {id: a}]\n", "PC210", 3, 18, "line 3"),
    "a second rule": (code("rules: [{id: r, en: a}, {id: r, en: b}]"), "PC211", 5, 29, "line 5"),
    "a rule without patterns": (rule("unless: {en: [a]}"), "PC213", 6, 9, "en:"),
    "a rule with no pattern in its list": (rule("en: []"), "PC213", 7, 13, "en:"),
    "tokens that are no lists": (rule("tokens: {en: [{LOWER: a}]}"), "PC214", 7, 22, "[[{LOWER"),
    "a token that is text": (rule("tokens: {en: [[a]]}"), "PC214", 7, 24, "{LOWER"),
    "a token attribute unknown": (rule("tokens: {en: [[{LOWR: a}]]}"), "PC214", 7, 25, "ORTH"),
    "a token operator unknown": (rule("tokens: {en: [[{LOWER: {INN: [a]}}]]}"), "PC214", 7, 33, "IN"),
    "a token quantifier unknown": (rule("tokens: {en: [[{LOWER: a, OP: some}]]}"), "PC214", 7, 39, "{1,3}"),
    "a token length that is none": (rule("tokens: {en: [[{LENGTH: long}]]}"), "PC214", 7, 33, "{LENGTH: 3}"),
    "near without either": (rule("en: a", "near: {within: turn}"), "PC202", 8, 15, "any"),
    "near without a language": (rule("en: a", "fr: b", "near: {any: {en: [c]}}"), "PC219", 9, 15, "fr"),
    "an example without sentence": (code("examples: {matches: [{role: state}]}"), "PC202", 5, 26, "{en:"),
    "an example in two languages": (code("examples: {matches: [{en: a, fr: b}]}"), "PC202", 5, 26, "{en:"),
    "an unknown list": (rule("en: [cut ..2 <mony>]") + "lists: {money: {en: [a]}}\n", "PC310", 7, 22, "money"),
    "a list that uses itself": (
        rule("en: <a>") + "lists: {a: {en: [<b>]}, b: {en: [<a>]}}\n",
        "PC312",
        8,
        34,
        "a, b, a",
    ),
    "a regex in a list": (rule("en: <a>") + "lists: {a: {en: [/b/]}}\n", "PC314", 8, 18, "rule"),
    "a regex that is bad": (rule("fr: /été(/"), "PC314", 7, 18, ""),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_has_a_code_a_place_and_a_hint(mistake: str) -> None:
    source, pc, line, column, hint = MISTAKES[mistake]
    found = only(source)
    assert (found.code, found.where) == (pc, Location("power.yaml", line, column))
    assert hint in found.hint
    assert found.source == source.split("\n")[line - 1]


SEQUENCE_MISTAKES = {
    "an unknown code": ("[power.coersive, power.coercive]", "6 turns", "PC212", 7, 13, "codes here: power.coercive"),
    "an unknown role": ("[power.coercive@south, power.coercive]", "6 turns", "PC209", 7, 13, "south_ngo"),
    "one step": ("[power.coercive]", "6 turns", "PC218", 7, 12, "steps:"),
    "a bad window": ("[power.coercive, power.coercive]", "soon", "PC208", 8, 13, "6 turns"),
}


@pytest.mark.parametrize("mistake", SEQUENCE_MISTAKES)
def test_each_mistake_in_a_sequence_is_named(mistake: str) -> None:
    steps, within, pc, line, column, hint = SEQUENCE_MISTAKES[mistake]
    found = only(code() + f"sequences:\n  - id: s\n    steps: {steps}\n    within: {within}\n")
    assert (found.code, found.where) == (pc, Location("power.yaml", line, column))
    assert hint in found.hint


def test_a_sequence_cant_have_the_id_of_a_code() -> None:
    step = "steps: [power.coercive, power.coercive]"
    found = only(code() + f"sequences: [{{id: power.coercive, {step}, within: 2 turns}}]\n")
    assert (found.code, found.hint) == ("PC217", "a code has this id")


def test_all_findings_of_a_file_come_at_once_by_place() -> None:
    source = rule("en: [cut <mony>, (a, 'b, c']", "negation: dorp").replace("1.0.0", "one")
    source += "sequences: [{id: s, steps: [x, y], within: 2 turns}]\n"
    found = findings(source)
    assert [one.code for one in found] == ["PC206", "PC310", "PC303", "PC302", "PC208", "PC212", "PC212"]
    assert [one.where.line for one in found] == sorted(one.where.line or 0 for one in found)


def test_errors_in_escaped_patterns_point_at_the_character_as_written() -> None:
    single = only(rule("fr: 'l''audit, oui'"))
    assert (single.code, single.source[(single.where.column or 0) - 1]) == ("PC302", ",")
    double = only(rule(r'fr: "\"pas d\u0027argent\" ..2 (a, b)"'))
    assert (double.code, double.source[(double.where.column or 0) - 1]) == ("PC302", ",")


def test_a_pattern_over_two_lines_is_reported_within_its_first_line() -> None:
    found = only(rule("en: [cut", "     the money!]"))
    assert found.code == "PC302"
    assert (found.where.line, found.source) == (7, "        en: [cut")


def test_a_finding_shows_the_line_a_caret_and_what_was_meant() -> None:
    found = only(rule("en: [cut ..2 <mony>]") + "lists: {money: {en: [a]}}\n")
    assert str(found) == (
        "power.yaml:7:22: PC310 unknown list <mony>; did you mean <money>?\n"
        "  7 |         en: [cut ..2 <mony>]\n"
        "    |                      ^\n"
        "  lists here: money"
    )


@pytest.mark.parametrize(
    ("source", "guess"),
    [
        (code("examples: {matchs: []}"), "did you mean matches?"),
        (code("lable: {en: a}"), "did you mean label?"),
        (code("who: {said_by: south_ong}"), "did you mean south_ngo?"),
        (rule("en: a", "negation: drops"), "did you mean drop?"),
    ],
)
def test_near_misses_are_guessed_at(source: str, guess: str) -> None:
    assert only(source).message.endswith(guess)


def test_a_file_keeps_its_given_name_and_the_digest_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "power.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + DESIGN.replace("\n", "\r\n").encode())
    book = load(path, "codebooks/power.yaml")
    assert book.path == "codebooks/power.yaml"
    assert book.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert book.codes[0].rules[0].patterns["en"][0].where == Location("codebooks/power.yaml", 16, 14)
    assert load(path).path == str(path)


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(CodebookError) as caught:
        load(tmp_path / "none.yaml", "none.yaml")
    (found,) = caught.value.findings
    assert (found.code, found.where.path) == ("PC100", "none.yaml")
    assert caught.value.exit_code is Exit.USER


def test_bytes_that_are_not_utf8_are_a_finding_at_their_place(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes((HEAD + "title: {fr: Légit").encode() + "é".encode("latin-1"))
    with pytest.raises(CodebookError) as caught:
        load(path, "latin.yaml")
    (found,) = caught.value.findings
    assert (found.code, found.where) == ("PC107", Location("latin.yaml", 3, 18))
    assert "UTF-8" in found.hint


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    path.write_bytes(b"# " + b"x" * 5_000_000)
    with pytest.raises(CodebookError) as caught:
        load(path)
    assert [found.code for found in caught.value.findings] == ["PC106"]


def test_an_alias_bomb_does_not_go_off() -> None:
    bomb = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    found = findings("\n".join(bomb))
    assert {one.code for one in found} == {"PC103", "PC201", "PC202"}


def test_deep_nesting_is_a_finding_and_no_crash() -> None:
    for opener in ("[", "{a: "):
        found = findings(HEAD + "codes: " + opener * 3000)
        assert found[0].code == "PC104"
    assert findings("- " * 3000)[0].code == "PC104"


def test_a_folder_and_a_path_that_can_be_none_are_findings(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").mkdir()
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    for path in (tmp_path / "x.yaml", tmp_path / "loop.yaml", tmp_path / "a\0b.yaml", tmp_path / ("n" * 300)):
        with pytest.raises(CodebookError) as caught:
            load(path)
        (found,) = caught.value.findings
        assert (found.code, found.where.path) == ("PC100", str(path))
        assert found.hint


def test_a_file_that_may_not_be_read_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(CodebookError) as caught:
        load(tmp_path / "secret.yaml", "secret.yaml")
    (found,) = caught.value.findings
    assert str(found).startswith("secret.yaml:1:1: PC100 can't be read: Permission denied")


def test_a_long_word_is_cut_in_the_message() -> None:
    found = only(rule("en: impose", "negation: " + "no " * 1000))
    assert found.code == "PC208" and len(found.message) < 120


def test_lone_surrogates_are_a_finding() -> None:
    assert only(HEAD + "title: {en: \ud83d}").code == "PC107"
