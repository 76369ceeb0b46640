"""Stored text: one kind of line end, composed letters, nothing that UTF-8 can't hold, all else as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partcode.text import normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("\ufeffa\ufeff", "a\ufeff"),
        ("a\x00b", "ab"),
        ("\ud83d\ude00", "😀"),
        ("a\ud83d", "a\ufffd"),
        ("e\u0301te\u0301", "été"),
        ("« l’été »\u00ad\u00a0ﬁn", "« l’été »\u00ad\u00a0ﬁn"),
    ],
    ids="ends separators mark nul halves half accents kept".split(),
)
def test_text_as_it_is_stored(text, expected):
    assert normalise(text) == expected


@given(st.text(st.characters() | st.sampled_from("\r\n\x00\x85\ufeff\u0301e\ud83d\ude00")))
def test_normal_text_stays(text):
    once = normalise(text)
    assert normalise(once.removeprefix("\ufeff")) == once.removeprefix("\ufeff")
    assert once.encode("utf-8").decode("utf-8") == once
