"""The codebook with which somebody begins works as it is."""

import pytest

from partcode.codebook import relation_types
from partcode.codebook.lint import check
from partcode.codebook.loader import loads
from partcode.codebook.template import template
from partcode.coding.negation_words import NEGATORS
from partcode.coding.trial import failing_examples
from partcode.errors import UsageError
from partcode.model import LANGUAGES


def test_the_template_has_nothing_to_mend_and_its_examples_pass() -> None:
    book = loads(template("mine", "Talk about money"), "mine.yaml")
    assert (book.id, book.title) == ("mine", dict.fromkeys(LANGUAGES, "Talk about money"))
    assert [str(found) for found in check(book, NEGATORS)] == []
    assert [str(found) for found in failing_examples(book)] == []


def test_the_template_has_one_code_complete_in_both_languages() -> None:
    code = loads(template("mine"), "mine.yaml").codes[0]
    assert all((code.definition, code.include, code.exclude, code.source, code.who))
    for language in LANGUAGES:
        verdicts = [example.matches for example in code.examples if example.language == language]
        assert verdicts.count(True) >= 2 and verdicts.count(False) >= 2


def test_an_editor_finds_the_schema_in_the_first_line() -> None:
    assert template("mine").startswith("# yaml-language-server: $schema=codebook.schema.json\n")


@pytest.mark.parametrize("title", ["L'argent: [qui] # décide {ici}", 'a "quoted" one', "two\nlines", "\x07"])
def test_any_title_will_do(title: str) -> None:
    book = loads(template("my-book.one", title), "x.yaml")
    shown = " ".join("".join(char for char in title.replace("\n", " ") if char.isprintable()).split())
    assert book.title["fr"] == (shown or "my-book.one")


@pytest.mark.parametrize("name", ["", "Mine", "my book", "é"])
def test_a_name_that_can_be_none_is_refused(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        template(name)
    assert "lower-case letters" in caught.value.hint


@pytest.mark.parametrize("make", [template, relation_types.template])
def test_the_name_of_a_shipped_codebook_is_taken(make) -> None:
    with pytest.raises(UsageError, match="power comes with partcode") as caught:
        make("power")
    assert "my-power" in caught.value.hint
    with pytest.raises(UsageError) as caught:
        make("2020")
    assert caught.value.hint.startswith("a lower-case letter")
