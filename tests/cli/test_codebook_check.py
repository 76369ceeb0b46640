"""partcode codebook check: what it says, in every form."""

import json

import pytest

GOOD = """codebook: mine
version: 1.0.0
title: {en: Mine, fr: Le mien}
codes:
  - id: hope
    label: {en: Hope, fr: Espoir}
    definition: Somebody hopes.
    rules:
      - id: words
        en: [hope]
        fr: [espérer]
    examples:
      matches: [{en: We hope for rain.}]
      rejects: [{en: It rains.}]
"""


@pytest.fixture
def mine(here):
    """A codebook with a mistake in a line of its own, a failing example and a missing label."""
    source = GOOD.replace("[hope]", '["hope, or", hope]').replace("We hope for rain", "We pray for 10 % rain")
    (here / "mine.yaml").write_text(source.replace("en: Hope, ", ""), encoding="utf-8")


def test_a_codebook_without_findings_is_done(call, here):
    (here / "mine.yaml").write_text(GOOD, encoding="utf-8")
    result = call("codebook", "check", "mine.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing to mend in 1 codebook\n")


def test_a_mistake_that_would_stop_a_run_is_a_finding(call, here):
    (here / "mine.yaml").write_text(GOOD.replace("[hope]", "[<hopes>]"), encoding="utf-8")
    result = call("codebook", "check", "mine.yaml")
    assert result.exit_code == 1
    place, source, caret, *_ = result.stdout.splitlines()
    assert place.startswith("mine.yaml:10:")
    assert source[caret.index("^")] == "<"
    assert result.stderr == "1 error\n"


def test_an_example_that_its_rules_fail_is_a_finding(call, here):
    (here / "mine.yaml").write_text(GOOD.replace("We hope for rain", "We pray for rain"), encoding="utf-8")
    result = call("codebook", "check", "mine.yaml")
    assert result.exit_code == 1
    assert "PC490 no rule of hope matches this example" in result.stdout


def test_softer_findings_can_be_left_out(call, here):
    (here / "mine.yaml").write_text(GOOD.replace("        fr: [espérer]\n", ""), encoding="utf-8")
    assert "PC401" in call("codebook", "check", "mine.yaml").stdout
    assert call("codebook", "check", "mine.yaml", "--ignore", "PC401").exit_code == 0


def test_findings_of_a_file_come_together_and_by_line(call, mine):
    result = call("codebook", "check", "mine.yaml")
    lines = [line for line in result.stdout.splitlines() if line.startswith("mine.yaml:")]
    assert [line.split()[:2] for line in lines] == [
        ["mine.yaml:5:5:", "PC401"],
        ["mine.yaml:10:15:", "PC406"],
        ["mine.yaml:13:17:", "PC490"],
    ]
    assert result.stderr == "1 error, 2 warnings\n"


def test_an_example_is_shown_in_its_line(call, mine):
    _, source, caret, *_ = call("codebook", "check", "mine.yaml", "--ignore", "PC40").stdout.splitlines()
    assert source[caret.index("^")] == "{"


def test_one_broken_file_hides_nothing_of_the_others(call, mine, here):
    (here / "broken.yaml").write_text("codebook: [", encoding="utf-8")
    found = call("codebook", "check", "broken.yaml", "mine.yaml").stdout
    assert "broken.yaml:" in found and "PC490" in found


def test_the_exit_code_can_be_kept_at_0(call, mine):
    result = call("codebook", "check", "mine.yaml", "--exit-zero")
    assert result.exit_code == 0 and "PC490" in result.stdout


def test_findings_as_json(call, mine):
    result = call("codebook", "check", "mine.yaml", "--format", "json", "-q")
    found = json.loads(result.stdout)
    assert [(one["code"], one["severity"]) for one in found] == [
        ("PC401", "warning"),
        ("PC406", "warning"),
        ("PC490", "error"),
    ]
    assert found[2] == {
        "path": "mine.yaml",
        "line": 13,
        "column": 17,
        "code": "PC490",
        "severity": "error",
        "message": "no rule of hope matches this example",
        "hint": "« We pray for 10 % rain. »",
    }
    assert (result.exit_code, result.stderr) == (1, "")


def test_findings_as_notes_of_a_workflow(call, mine):
    line = call("codebook", "check", "mine.yaml", "--format", "github").stdout.splitlines()[2]
    place, _, message = line.rpartition("::")
    assert place == "::error file=mine.yaml,line=13,col=17,title=PC490"
    assert message == "no rule of hope matches this example%0A« We pray for 10 %25 rain. »"


def test_properties_of_notes_are_escaped(call, here):
    (here / "a,b:c.yaml").write_text(GOOD.replace("[hope]", "[(hope]"), encoding="utf-8")
    assert call("codebook", "check", "a,b:c.yaml", "--format", "github").stdout.startswith(
        "::error file=a%2Cb%3Ac.yaml,line=10,"
    )


def test_findings_as_sarif(call, mine, here):
    (here / "mine.yaml").rename(here / "my book é.yaml")
    log = json.loads(call("codebook", "check", "my book é.yaml", "--format", "sarif").stdout)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert [rule["id"] for rule in rules] == ["PC401", "PC406", "PC490"]
    assert all(rule["help"]["text"] for rule in rules)
    failing = run["results"][2]
    assert (failing["ruleId"], rules[failing["ruleIndex"]]["id"], failing["level"]) == ("PC490", "PC490", "error")
    place = failing["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%20book%20%C3%A9.yaml"
    assert place["region"] == {"startLine": 13, "startColumn": 17}


def test_forms_for_programs_are_whole_also_when_nothing_is_found(call, here):
    (here / "mine.yaml").write_text(GOOD, encoding="utf-8")
    assert json.loads(call("codebook", "check", "mine.yaml", "--format", "json").stdout) == []
    assert json.loads(call("codebook", "check", "mine.yaml", "--format", "sarif").stdout)["runs"][0]["results"] == []
    assert call("codebook", "check", "mine.yaml", "--format", "github").stdout == ""


def test_inherited_examples_are_the_business_of_their_own_codebook(call, here):
    (here / "mine.yaml").write_text(GOOD, encoding="utf-8")
    extending = "codebook: less\nversion: 1.0.0\nextend: mine@1.0.0\nwithout: [hope/words]\ncodes:\n  - id: hope\n"
    (here / "less.yaml").write_text(extending + "    rules: [{id: r, en: pray, fr: prier}]\n", encoding="utf-8")
    assert call("codebook", "check", "less.yaml").stdout == ""
    assert call("codebook", "test", "less.yaml").stderr == "0 examples, 0 failures\n"


def test_what_is_ignored_is_a_code_or_the_beginning_of_warnings(call, mine):
    assert "PC40" not in call("codebook", "check", "mine.yaml", "--ignore", "pc40").stdout
    assert "PC490" in call("codebook", "check", "mine.yaml", "--ignore", "PC4").stdout  # it is about advice
    assert "PC490" not in call("codebook", "check", "mine.yaml", "--ignore", "PC490").stdout
    for name, told in (("foo", "no such code"), ("PC499", "as PC401"), ("PC3", "by its whole code")):
        result = call("codebook", "check", "mine.yaml", "--ignore", name)
        assert (result.exit_code, result.stdout) == (2, "") and told in result.stderr


SLOW = """codebook: slow
version: 1.0.0
title: {en: Slow, fr: Lent}
uses: [mine]
codes:
  - id: bad
    label: {en: Bad, fr: Mauvais}
    rules: [{id: r, en: ['/(a|a|aa)+b\\1/'], fr: [mal]}]
    examples: {matches: [{en: AAAA.}], rejects: [{en: %s c b.}]}
  - id: made
    label: {en: Made, fr: Fait}
    rules: [{id: r, codes: [bad, hope]}]
    examples: {matches: [{en: AAAA.}]}
  - id: good
    label: {en: Good, fr: Bon}
    rules: [{id: r, en: good, fr: bon}]
    examples: {matches: [{en: Bad.}]}
"""


def test_a_rule_that_cant_be_tried_is_a_finding_and_hides_no_other(call, here):
    (here / "mine.yaml").write_text(GOOD, encoding="utf-8")
    (here / "slow.yaml").write_text(SLOW % ("a" * 60), encoding="utf-8")
    result = call("codebook", "check", "slow.yaml", "--format", "json")
    found = json.loads(result.stdout)
    assert [(one["code"], one["line"], one["severity"]) for one in found] == [
        ("PC492", 8, "error"),
        ("PC490", 17, "error"),
    ]
    assert "rule bad/r" in found[0]["message"] and result.exit_code == 1


def test_tokens_that_need_what_isnt_installed_are_a_finding_at_their_rule(call, here, monkeypatch):
    import spacy

    monkeypatch.setattr(spacy.util, "is_package", lambda name: False)
    source = GOOD.replace("        fr: [espérer]\n", "        fr: [espérer]\n        tokens: {en: [[{POS: NOUN}]]}\n")
    (here / "mine.yaml").write_text(source, encoding="utf-8")
    (found,) = json.loads(call("codebook", "check", "mine.yaml", "--format", "json").stdout)
    assert (found["code"], found["line"]) == ("PC492", 9) and "en_core_web_sm" in found["hint"]


def test_an_example_that_a_rule_matches_and_something_stops_is_told_so(call, here):
    (here / "mine.yaml").write_text(GOOD.replace("[hope]", "[hope]\n        unless: {en: rain}"), encoding="utf-8")
    assert call("codebook", "check", "mine.yaml").stdout == ""  # they share no word
    (here / "mine.yaml").write_text(GOOD.replace("[hope]", "[hope]\n        unless: {en: hope for}"), encoding="utf-8")
    told = "PC490 the rule words matches “hope”, but its unless stops it"
    assert told in call("codebook", "check", "mine.yaml").stdout


def test_a_name_that_is_nearly_that_of_a_shipped_codebook_is_guessed(call, here):
    result = call("codebook", "check", "powr")
    assert result.exit_code == 1 and "did you mean power?" in result.stdout


def test_a_codebook_and_its_extension_are_checked_and_tested_together(call, here):
    (here / "mine.yaml").write_text(GOOD, encoding="utf-8")
    more = "codebook: more\nversion: 1.0.0\nextend: mine@1.0.0\ncodes:\n  - id: hope\n"
    more += "    rules: [{id: r, en: pray, fr: prier}]\n    examples: {matches: [{en: We pray.}]}\n"
    (here / "more.yaml").write_text(more, encoding="utf-8")
    assert call("codebook", "check", ".").stderr == "nothing to mend in 2 codebooks\n"
    assert call("codebook", "test", ".").stderr == "3 examples, 0 failures\n"
    listed = call("codebook", "list", "-c", ".")
    assert [line.split("\t")[0] for line in listed.stdout.splitlines()] == ["codebook", "more"]
    assert listed.stderr == "not applied itself: mine.yaml, which more extends\n"
