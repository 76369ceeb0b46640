"""Keywords in context: where they stand, what stands around them, in whose words."""

from typing import get_args

import pytest

from partcode.analysis.selection import Selection
from partcode.errors import UsageError
from partcode.pipeline.questions.kwic import Order, kwic


@pytest.fixture
def lines(coded, rows, texts):
    """The lines of a concordance, each of which stands in its text as it says."""

    def found(wanted, filters=None, **options):
        lines = rows(kwic(coded, Selection.of(**filters or {}), wanted, **options))
        for line in lines:
            text = texts[line["document"]]
            assert text[line["start"] : line["end"]] == line["keyword"]
            around = text[: line["start"]].split(), text[line["end"] :].split()
            pre, post = line["pre"].split(), line["post"].split()
            assert pre == around[0][len(around[0]) - len(pre) :]
            assert post == around[1][: len(post)]
        return lines

    return found


def test_a_pattern_is_found_by_the_lemmas_of_each_language_in_its_sentences(lines):
    found = lines("impose")
    assert [(one["document"], one["keyword"], one["language"]) for one in found] == [
        ("a.txt", "imposed", "en"),
        ("b.txt", "impose", "en"),
        ("c.txt", "impose", "fr"),
        ("leaflet.txt", "imposes", "en"),
    ]
    assert [one["keyword"] for one in lines("imposer")] == ["impose"]
    assert [one["document"] for one in lines("impose", {"language": "fr"})] == ["c.txt"]


def test_the_context_ends_with_the_words_asked_for_and_with_the_turn(lines):
    (first, *_) = lines("audit", {"document": "a.txt"}, context=3)
    assert (first["pre"], first["keyword"], first["post"]) == ("They imposed the", "audit", "on us, an")
    assert (first["turn"], first["speaker"], first["role"]) == (2, "Peter", "south_ngo")
    last = lines("cut", {"role": "south_ngo"}, context=99)[-1]
    assert last["pre"].startswith("They imposed the audit")
    assert last["post"] == "by half in June."
    (none,) = lines("cut", {"role": "south_ngo"}, context=0)
    assert (none["pre"], none["post"]) == ("", "")


def test_outside_of_turns_the_context_ends_with_the_paragraph(lines):
    heading, *_ = lines("audit", {"document": "leaflet.txt"})
    assert (heading["turn"], heading["pre"], heading["post"]) == (None, "The", "of the fund")


def test_only_what_was_selected_is_searched(lines):
    assert {one["role"] for one in lines("audit", {"role": "north_funder"})} == {"north_funder"}
    assert {one["document"] for one in lines("audit", {"case": "kesho"})} == {"a.txt"}
    assert [one["keyword"] for one in lines("audit", {"code": "norm.", "role": "south_ngo"})] == []
    assert [one["keyword"] for one in lines("villages", {"code": "norm.trust"})] == ["villages"]


def test_a_code_stands_for_the_leading_matches_of_its_codings(lines):
    found = lines("norm.trust")
    assert [(one["document"], one["keyword"], one["code"], one["rule"]) for one in found] == [
        ("a.txt", "trust", "norm.trust", "word"),
        ("a.txt", "trust", "norm.trust", "word"),
        ("c.txt", "confiance", "norm.trust", "word"),
        ("c.txt", "confiance", "norm.trust", "word"),
    ]
    assert {one["code"] for one in lines("power.")} == {"power.coercive", "power.decision"}
    assert lines("power.", {"status": "rejected"}) == []


def test_a_word_that_only_begins_like_a_code_is_a_pattern(coded):
    assert "code" not in kwic(coded, Selection(), "power").columns


def test_lines_are_sorted_by_the_words_next_to_the_keyword(lines):
    by = {
        order: [(one["pre"], one["post"]) for one in lines("audit", context=2, order=order)]
        for order in get_args(Order)
    }
    left = [pre.lower().split()[-1] for pre, _ in by["left"]]
    assert left == sorted(left) != [pre.lower().split()[-1] for pre, _ in by["document"]]
    right = [post.lower().strip(",. ") for _, post in by["right"]]
    assert right == sorted(right)
    assert sorted(by["left"]) == sorted(by["right"]) == sorted(by["document"]) == sorted(by["keyword"])


def test_accents_and_case_sort_with_their_letters(lines):
    found = lines("(élu|donor|grant|villageois)", order="keyword")
    assert [one["keyword"] for one in found] == ["donors", "élus", "grant", "villageois"]


def test_lists_are_those_of_a_codebook(lines, root):
    book = str(root / "tests" / "small_codebooks" / "power.yaml")
    found = lines("the <money>", {"language": "en"}, codebook=book)
    assert [one["keyword"] for one in found] == ["the grant", "the fund"]


@pytest.mark.parametrize(
    ("pattern", "said"), [("(cut", "PC303"), ("<money>", "PC310"), ("a | b", "PC308"), ("", "PC301"), ("/(/", "PC314")]
)
def test_what_is_no_pattern_is_said_with_its_place(coded, pattern, said):
    with pytest.raises(UsageError, match=said) as error:
        kwic(coded, Selection(), pattern)
    assert error.value.message.startswith("PATTERN:1:")
    assert ("^" in error.value.message) == bool(pattern)
    assert ("--codebook" in error.value.message) == (pattern == "<money>")


def test_a_code_that_is_misspelt_is_guessed(coded):
    table = kwic(coded, Selection(), "norm.trusst")
    assert (list(table.rows), table.notes) == ([], ("no code is called norm.trusst; did you mean norm.trust?",))


def test_regular_expressions_are_patterns_too(lines):
    found = lines(r"/\bre\w+ts\b/", {"role": "north_funder"})
    assert [one["keyword"] for one in found] == ["receipts", "Receipts", "receipts"]


def test_groups_have_their_lines_below_one_another(coded, rows):
    found = rows(kwic(coded, Selection(by="role"), "audit"))
    assert [one["by_role"] for one in found] == sorted(
        (one["by_role"] for one in found), key=["north_funder", "south_ngo", "unknown"].index
    )
    assert all(one["role"] == one["by_role"] or one["by_role"] == "unknown" for one in found)
