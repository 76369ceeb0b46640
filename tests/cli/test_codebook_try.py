"""partcode codebook new, test, explain, expand, schema: from nothing to a codebook that one understands."""

import json
from xml.etree import ElementTree

import pytest

from partcode.codebook.jsonschema import text as schema_text


@pytest.fixture
def mine(here, call):
    """The codebook that one begins with."""
    assert call("codebook", "new", "mine", "-q").exit_code == 0
    return here / "mine.yaml"


@pytest.fixture
def spoilt(mine):
    """It with an example that isn't found, one that should not be, and one with another verdict."""
    source = mine.read_text(encoding="utf-8")
    for right, wrong in (
        ("They froze the second grant until", "They spent the second grant until"),
        ("The second grant arrived late", "They withheld the second grant"),
        ("suspended our funds., negated: true", "suspended our funds., negated: false"),
    ):
        assert right in source
        source = source.replace(right, wrong, 1)
    mine.write_text(source, encoding="utf-8")


# new and schema


@pytest.mark.parametrize("template", ["first", "relation-types"])
def test_what_one_begins_with_has_nothing_to_mend(call, here, template):
    begun = call("codebook", "new", "my.own", "--title", "L'argent: [qui]", "--template", template)
    assert begun.stdout == "" and "partcode codebook test my.own.yaml" in begun.stderr
    checked = call("codebook", "check", "my.own.yaml")
    assert (checked.exit_code, checked.stdout) == (0, "")
    assert call("codebook", "test", "my.own.yaml").exit_code == 0
    assert (here / "codebook.schema.json").read_text(encoding="utf-8") == schema_text()


def test_nothing_is_written_over(call, here, mine):
    mine.write_text("mine", encoding="utf-8")
    again = call("codebook", "new", "mine")
    assert (again.exit_code, mine.read_text(encoding="utf-8")) == (2, "mine")
    assert "is there already" in again.stderr
    (here / "codebook.schema.json").write_text("{}", encoding="utf-8")
    assert "codebook.schema.json" not in call("codebook", "new", "other").stderr
    assert (here / "codebook.schema.json").read_text(encoding="utf-8") == "{}"


def test_a_bad_name_or_folder_is_said(call, here):
    assert "can't be a codebook's name" in call("codebook", "new", "My book").stderr
    assert "can't be written" in call("codebook", "new", "mine", "-o", "none/mine.yaml").stderr
    assert list(here.iterdir()) == []


def test_no_type_of_relation_is_invented(call, here):
    call("codebook", "new", "types", "--template", "relation-types")
    shown = json.loads(call("codebook", "show", "types.yaml", "--format", "json").stdout)
    assert [one["code"] for one in shown if not one["steps"]] == ["type", "type.one", "type.two"]
    assert all("rename it" in code["label_en"] for code in shown[1:3])


def test_sequences_are_shown_after_the_codes(call, here):
    call("codebook", "new", "types", "--template", "relation-types")
    *_, course = json.loads(call("codebook", "show", "types.yaml", "--format", "json").stdout)
    assert (course["code"], course["rules"], course["steps"]) == (
        "type.course",
        None,
        "type.one@north_funder → type.two",
    )


def test_the_schema_goes_to_stdout_or_into_a_file(call, here):
    assert call("codebook", "schema").stdout == schema_text()
    assert call("codebook", "schema", "-o", "s.json").stderr == "written: s.json\n"
    assert (here / "s.json").read_text(encoding="utf-8") == schema_text()


# test


def test_examples_are_counted_by_code(call, mine):
    result = call("codebook", "test", "mine.yaml")
    assert result.stdout == "mine.withheld\t10 passed\nmine.money\t6 passed\n"
    assert (result.exit_code, result.stderr) == (0, "16 examples, 0 failures\n")


def test_a_failure_says_where_what_and_why(call, mine, spoilt):
    result = call("codebook", "test", "mine.yaml")
    counts, missed, verdict, wrong = result.stdout.split("\n\n")
    assert counts.startswith("mine.withheld\t7 passed, 3 failed")
    assert missed.startswith("mine.yaml:63:11: no rule of mine.withheld matches this example")
    assert "expected: coded, reported (en, south_ngo)" in missed
    assert "has “grant”, lacks (withhold|suspend|freeze) within 4 words" in missed
    assert "fires  They never [suspended our funds]." in verdict and "negated, by “never”" in verdict
    assert "fires  They [withheld the second grant]." in wrong and "nearly" not in wrong
    assert (result.exit_code, result.stderr) == (1, "16 examples, 3 failures\n")


def test_some_examples_alone_can_be_tried(call, mine, spoilt):
    assert call("codebook", "test", "mine.yaml", "--code", "mine.money").stdout == "mine.money\t6 passed\n"
    assert call("codebook", "test", "mine.yaml", "--code", "mine", "-k", "SUBVENTION", "-q").exit_code == 0
    assert call("codebook", "test", "mine.yaml", "-k", "spent").stderr == "1 example, 1 failure\n"
    slip = call("codebook", "test", "mine.yaml", "--code", "mine.withhold")
    assert (slip.exit_code, "did you mean mine.withheld?" in slip.stderr) == (2, True)


def test_results_as_json_have_every_example(call, mine, spoilt):
    found = json.loads(call("codebook", "test", "mine.yaml", "--format", "json").stdout)
    assert len(found) == 16 and sum(not one["passed"] for one in found) == 3
    assert (found[0]["line"], found[0]["kind"], found[0]["language"], found[0]["role"]) == (
        63, "example", "en", "south_ngo"
    )  # fmt: skip
    assert found[0]["why"] and not found[1]["why"]


def test_results_as_junit_are_read_by_continuous_integration(call, mine, spoilt):
    root = ElementTree.fromstring(call("codebook", "test", "mine.yaml", "--format", "junit").stdout.encode())
    (suite,) = root
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("16", "3")
    assert suite[0].attrib["classname"] == "mine.withheld"
    assert suite[0][0].attrib["message"] == "no rule of mine.withheld matches this example"


def test_a_failing_sequence_shows_the_codes_of_its_turns(call, here):
    call("codebook", "new", "types", "--template", "relation-types")
    path = here / "types.yaml"
    source = path.read_text(encoding="utf-8")
    path.write_text(source.replace("[type.one@north_funder, type.two]", "[type.one@state, type.two]"), encoding="utf-8")
    result = call("codebook", "test", "types.yaml", "-k", "course")
    assert result.stdout.startswith("type.course\t1 passed, 2 failed\n")
    assert "expected: a chain (en)\n  turn 1  north_funder: No audit, no money.\n          type.one" in result.stdout


# explain


def test_a_sentence_is_explained_for_people(call, mine):
    arguments = ("They froze our grant.", "-c", "mine.yaml", "--role", "south_ngo", "--format", "text")
    result = call("codebook", "explain", "mine.withheld", *arguments)
    assert result.stdout.splitlines()[:5] == [
        "mine.withheld: coded",
        "  hold-back (high certainty)",
        "    fires  They [froze our grant].",
        "      by (withhold|suspend|freeze) ..4 <money>",
        "      reported: exerted by north_funder, state, told by another",
    ]
    assert result.stderr == "language: en, by guess\n"


def test_without_a_code_all_that_find_something_are_explained(call, mine):
    found = json.loads(call("codebook", "explain", "Ils ont gelé le budget.", "-c", "mine.yaml", "-f", "json").stdout)
    fires = [(row["code"], row["rule"], row["through"]) for row in found if row["outcome"] == "fires"]
    assert fires == [("mine.withheld", "hold-back", ""), ("mine.money", "withheld", "mine.withheld")]


def test_in_a_pipe_a_row_says_what_stopped_a_match(call, mine):
    sentence = "Nous avons gelé nos propres fonds."
    lines = call("codebook", "explain", "mine.withheld", sentence, "--language", "fr", "-c", "mine.yaml").stdout
    head, row, *_ = (line.split("\t") for line in lines.splitlines())
    about = dict(zip(head, row, strict=True))
    assert (about["coded"], about["outcome"], about["words"]) == ("0", "stopped", "gelé nos propres fonds")
    assert about["because"] == "unless: “gelé nos propres”"
    assert sentence[int(about["start"]) : int(about["end"])] == about["words"]


def test_what_cannot_be_meant_is_said(call, mine):
    for arguments, message in (
        (("mine.witheld", "They left."), "did you mean mine.withheld?"),
        (("They left.", "--role", "donor"), "unknown role donor"),
        ((" ",), "no sentence to explain"),
        (("mine.withheld", "They", "left"), "put the sentence in quotes"),
    ):
        result = call("codebook", "explain", *arguments, "-c", "mine.yaml")
        assert (result.exit_code, message in result.stderr) == (2, True), result.stderr


# expand


def test_words_are_expanded_to_their_forms(call, mine):
    rows = json.loads(call("codebook", "expand", "mine.withheld/hold-back", "-c", "mine.yaml", "-f", "json").stdout)
    forms = {row["form"] for row in rows if (row["language"], row["word"]) == ("en", "withhold")}
    assert {"withhold", "withheld", "withholding", "withholds"} <= forms
    assert {row["form"] for row in rows if row["word"] == "geler"} >= {"geler", "gelé", "gelées", "gelaient"}
    assert {row["count"] for row in rows} == {None}


def test_codes_of_codes_are_expanded_too(call, mine):
    rows = call("codebook", "expand", "mine.money", "--language", "en", "-c", "mine.yaml").stdout
    assert "mine.withheld/hold-back\ten" in rows and "mine.money/promise\ten" in rows and "\tfr\t" not in rows


def test_forms_are_counted_in_a_corpus(call, ingested, here):
    book = (
        "codebook: a\nversion: 1.0.0\ncodes: [{id: a, rules: [{id: r, en: [impose, trust*, withhold], fr: imposer}]}]"
    )
    (here / "a.yaml").write_text(book, encoding="utf-8")
    rows = call("codebook", "expand", "a", "-c", "a.yaml", "--present").stdout.splitlines()[1:]
    assert [tuple(row.split("\t")[1:]) for row in rows] == [
        ("en", "impose", "impose", "impose", "1"),
        ("en", "trust*", "trust*", "trust", "2"),
        ("fr", "imposer", "imposer", "impose", "1"),
    ]
    counted = call("codebook", "expand", "a", "-c", "a.yaml", "--db", "partcode.db").stdout
    assert "\timpose\timpose\t1\n" in counted and "\twithhold\twithheld\t0\n" in counted


def test_names_that_are_not_there_have_a_hint(call, mine):
    for name, meant in (("mine.withhold", "mine.withheld"), ("mine.withheld/holdback", "hold-back")):
        result = call("codebook", "expand", name, "-c", "mine.yaml")
        assert (result.exit_code, f"did you mean {meant}?" in result.stderr) == (2, True)
