"""The passage of a paragraph that is shown."""

import pytest

from partcode.model import Span
from partcode.pipeline.questions.search import Hit, _passage

LONG = "word " * 100


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{LONG}audit {LONG}", ["audit"]),
        (f"audit {LONG}", ["audit"]),
        (f"{LONG}audit", ["audit"]),
        (f"audit {LONG}audit audit {LONG}", ["audit"]),
        ("x" * 500 + "audit" + "y" * 500, ["audit"]),
        ("audit " + "z" * 900, ["audit", "z" * 900]),
    ],
)
def test_a_passage_is_whole_words_around_most_of_what_was_found(text, words):
    found = []
    for word in words:
        start = -1
        while (start := text.find(word, start + 1)) >= 0:
            found.append(Span(start, start + len(word)))
    passage = _passage(text, Hit(1, Span(0, len(text)), sorted(found), [0] * len(found)))
    shown = text[passage.start : passage.end]
    assert shown.count("audit") == max(text.count("audit") - 1, 1)
    assert len(shown) <= 240
    if "xx" not in text:
        assert not set(shown.split()) - set(text.split())
