"""The codebooks that ship with partcode: complete, bilingual, each code with its proof."""

import pytest

from partcode.codebook.collection import collect, shipped_paths
from partcode.codebook.lint import check
from partcode.coding.negation_words import NEGATORS
from partcode.model import LANGUAGES, Code, Codebook

BOOKS = collect(shipped_paths())
CODES = {code.id: code for book in BOOKS for code in book.codes}
OF_TEXTS = [code for code in CODES.values() if not code.stands_for or code.stands_for[0] != "case"]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.id)
def test_a_shipped_codebook_has_nothing_to_mend(book: Codebook) -> None:
    assert [str(found) for found in check(book, NEGATORS)] == []
    assert set(book.title) == set(LANGUAGES)


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.id)
def test_a_shipped_code_says_what_it_is(code: Code) -> None:
    assert set(code.label) == set(LANGUAGES)
    assert all((code.definition, code.include, code.exclude, code.source))
    for rule in code.rules:
        assert rule.codes or all(rule.patterns[language] for language in LANGUAGES), rule.id


@pytest.mark.parametrize("code", OF_TEXTS, ids=lambda code: code.id)
def test_a_shipped_code_has_examples_in_both_languages(code: Code) -> None:
    for language in LANGUAGES:
        verdicts = [example.matches for example in code.examples if example.language == language]
        assert verdicts.count(True) >= 3 and verdicts.count(False) >= 2, language


def test_no_example_is_given_twice_in_a_code_unless_another_role_says_it() -> None:
    for code in CODES.values():
        said = [(example.language, example.role, example.text) for example in code.examples]
        assert len(said) == len(set(said)), code.id


def test_the_shipped_rules_stay_small_for_the_engine() -> None:
    patterns = [p for code in CODES.values() for rule in code.rules for ps in rule.patterns.values() for p in ps]
    assert max(len(pattern.alternatives) for pattern in patterns) <= 500
