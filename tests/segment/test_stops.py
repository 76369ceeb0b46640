"""The full stops that are looked at twice are all of those that may end no sentence."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partcode.segment.abbreviations import NEVER, ends_sentence, last_words
from partcode.segment.stops import STOP, doubtful

WORDS = [
    *sorted(NEVER | last_words()),
    *["the", "l'état", "it's", "I", "É", "1", "2021", "n°", "(A", "Ā", "中", "ª", "etcetera", "abcdefghi", "U.S"],
]
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([". Le ", ".", " ", ". A ", "-"]))).map(
    lambda pairs: "".join(map("".join, pairs))
)


def doubted(text: str) -> list[int]:
    chars = np.frombuffer(text.encode("utf-32-le"), "<u4")
    stops = np.flatnonzero(chars == STOP)
    return stops[doubtful(chars, stops)].tolist()


@pytest.mark.parametrize(
    "before",
    "Voir M|Voir MME|etc|cf|J|Dupont J|l'É|en 12|le 3°|vol|p.ex|U.S|approx|Ave".split("|"),
)
def test_these_may_end_no_sentence(before):
    assert doubted(f"{before}. Le")[-1:] == [len(before)]


@pytest.mark.parametrize("before", ["Le mot", "partie", "exapprox", "été", "中中", ")", "un 😀", "", "abcdefghM"])
def test_these_are_clear(before):
    assert doubted(f"{before}. Le") == []


@given(texts)
@settings(max_examples=400, deadline=None)
def test_what_is_clear_ends_its_sentence(text):
    text = f"Avant {text}. Le"
    stops = {found.start() for found in re.finditer(r"(?<!\s)\. (?=[^\W\d_a-zàé])", text)}
    assert all(ends_sentence(text, 0, stop, stop + 2) for stop in stops.difference(doubted(text)))
