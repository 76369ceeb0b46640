"""Full-text search: what is found, where it stands, what can't be asked."""

import pytest
from by_hand import add, prepare

from partcode.errors import UsageError

TEXTS = {
    "eau.txt": [
        (None, ["La gouvernance de l'eau, et l'eau potable."], 1),
        (None, ["Les élus en ont parlé."], 1),
    ],
    "fund.txt": [
        (None, ["Decision-making is slow.", "The fund pays for a small grant."], 0),
        (None, ["A grant, a grant, a grant."], 0),
        (None, ["[laughs] Nobody pays."], 0),
    ],
}
PARAGRAPHS = {" ".join(sentences) for paragraphs in TEXTS.values() for _, sentences, _ in paragraphs}


@pytest.fixture
def texts(store):
    """The full-text index, and by version its text."""
    versions = [add(store, prepare(store, path, paragraphs))[0] for path, paragraphs in TEXTS.items()]
    return store.full_text, {version: store.text(version) for version in versions}


@pytest.fixture
def found(texts):
    """What words find, the best first: by paragraph the words that were found."""
    index, by_version = texts

    def find(words):
        paragraphs = sorted(index.find(words), key=lambda one: (one.score, one.row))
        spans = [(by_version[one.version], index.found_in(one, words)) for one in paragraphs]
        assert all(text[whole.start : whole.end] in PARAGRAPHS for text, (whole, _) in spans)
        return [[text[start:end] for start, end in found] for text, (_, found) in spans]

    return find


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("EAU", [["eau", "eau"]]),
        ("l'eau", [["l'eau", "l'eau"]]),
        ("elus", [["élus"]]),
        ("decision-making", [["Decision-making"]]),
        ('"small grant"', [["small grant"]]),
        ("“small grant”", [["small grant"]]),
        ("gouv*", [["gouvernance"]]),
        ('"small gr"*', [["small grant"]]),
        ("fund grant", [["fund", "grant"]]),
        ("pays NOT fund", [["pays"]]),
        ("pays AND NOT fund", [["pays"]]),
        ("nobody (fund OR pays)", [["Nobody", "pays"]]),
        ("fund and grant", []),
        ("fund —", [["fund"]]),
        ("text:fund", []),
        ('say "hello', []),
    ],
)
def test_words_phrases_beginnings_and_operators_find_what_they_say(found, words, expected):
    assert found(words) == expected


def test_the_paragraph_that_says_it_most_comes_first(found):
    assert found("grant") == [["grant", "grant", "grant"], ["grant"]]


@pytest.mark.parametrize("words", ["", " ", "…", "NOT fund", "fund AND", "(fund", "fund)", "((((", "fund OR OR grant"])
def test_what_makes_no_sense_is_said_with_the_syntax(texts, words):
    with pytest.raises(UsageError) as error:
        texts[0].find(words)
    assert "AND, OR, NOT" in error.value.hint
