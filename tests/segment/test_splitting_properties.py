"""What holds for any text: spans are exact, ordered, without whitespace around them, and nothing is lost."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from partcode.model import Block, Kind, Span
from partcode.model.columns import KINDS
from partcode.segment.abbreviations import ends_sentence
from partcode.segment.citations import find_citations
from partcode.segment.kinds import kinds
from partcode.segment.paragraphs import paragraphs
from partcode.segment.sentences import sentences

PIECES = [
    *"abeMUÉàœŁ019.?!…,;:-–—•\"'’“”«»()[]{}°@#\t\n \u00a0\u202f\u2009\u3000\u0301\u0327\u200d\ufe0f\u200b\u00ad¹ª中ʼ",
    *["😀", "🏽", "👩‍👩‍👧", "𐐀", ". ", ".\n", "... ", " ! ", "\n\n", "M. ", "etc. ", "O.N.G. ", "J.-C. ", "p. ex. "],
    *[
        "Le ",
        "The ",
        "n° ",
        "1. ",
        "2.1 ",
        "(rires)",
        "[laughs] ",
        "« Oui ! »",
        "allié.e.s",
        "(Pirotte, 2021)",
        " 1995 ",
    ],
    *["References\n", "Skip to content\n", "© 2021\n", "3/12\n", "une ligne assez longue pour être pleine et coupée\n"],
]
texts = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def code_points(text):
    return np.frombuffer(text.encode("utf-32-le"), "<u4")


@st.composite
def cut_texts(draw):
    text = draw(texts)
    offsets = st.integers(0, len(text))
    gaps = draw(st.lists(st.tuples(offsets, offsets).map(lambda pair: Span(*sorted(pair))), max_size=4))
    return text, draw(st.lists(offsets, max_size=5)), gaps


def check_spans(text, spans):
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


def solid(text, spans):
    """Every offset of a character that is no whitespace, in order, as often as a span holds it."""
    return [at for start, end in spans for at in range(start, end) if not text[at].isspace()]


@given(cut_texts())
@settings(max_examples=400, deadline=None)
def test_paragraphs_hold_everything_but_gaps_and_whitespace(case):
    text, cuts, gaps = case
    spans = paragraphs(text, code_points(text), cuts, gaps).tolist()
    check_spans(text, spans)
    outside = [at for at in range(len(text)) if not any(gap.start <= at < gap.end for gap in gaps)]
    assert solid(text, spans) == [at for at in outside if not text[at].isspace()]
    assert not any(start < cut < end for start, end in spans for cut in cuts)


@given(cut_texts())
@settings(max_examples=600, deadline=None)
def test_sentences_partition_their_paragraphs(case):
    text, cuts, gaps = case
    chars = code_points(text)
    frame = paragraphs(text, chars, cuts, gaps)
    spans, ordinals = sentences(text, chars, frame)
    check_spans(text, spans.tolist())
    assert len(spans) == len(ordinals)
    assert sorted(set(ordinals.tolist())) == list(range(len(frame)))
    for number, (start, end) in enumerate(frame.tolist()):
        own = spans[ordinals == number].tolist()
        assert own[0][0] == start
        assert own[-1][1] == end
        assert solid(text, own) == solid(text, [(start, end)])


@given(texts)
@settings(max_examples=200, deadline=None)
def test_a_paragraph_is_split_alike_wherever_it_stands(text):
    line = " ".join(text.split())
    alone = code_points(line)
    own, _ = sentences(line, alone, paragraphs(line, alone))
    whole = f"Avant. Puis\n{line}\nAprès."
    chars = code_points(whole)
    shift = whole.index("\n") + 1
    frame = np.array([[0, 11], [shift, shift + len(line)]], np.int32) if line else np.empty((0, 2), np.int32)
    spans, ordinals = sentences(whole, chars, frame)
    assert (spans[ordinals == 1] - shift).tolist() == own.tolist()


@given(texts, st.booleans(), st.data())
@settings(max_examples=200, deadline=None)
def test_every_paragraph_has_a_kind(text, spoken, data):
    chars = code_points(text)
    frame = paragraphs(text, chars)
    offsets = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    drawn = data.draw(st.lists(st.tuples(offsets, st.sampled_from(KINDS)), max_size=3))
    blocks = tuple(Block(Span(*sorted(pair)), kind) for pair, kind in drawn)
    found = kinds(text, frame, blocks, spoken)
    assert len(found) == len(frame)
    assert all(index < len(KINDS) for index in found.tolist())
    if len(blocks) == 1 and blocks[0].kind is Kind.NAVIGATION:
        for (start, end), index in zip(frame.tolist(), found.tolist(), strict=True):
            if blocks[0].span.start <= start and end <= blocks[0].span.end:
                assert KINDS[index] is Kind.NAVIGATION


@given(texts)
@settings(max_examples=200, deadline=None)
def test_citations_are_ordered_stretches_with_a_year(text):
    last = 0
    for start, end in find_citations(text):
        assert last <= start < end <= len(text)
        assert text[end - 1] == ")"
        assert any(char.isdigit() for char in text[start:end])
        last = end


@given(texts, st.integers(0, 200), st.integers(0, 200))
@settings(max_examples=200, deadline=None)
def test_any_full_stop_can_be_asked_about(text, start, stop):
    line = f"{text}. Le"
    stop = min(stop, len(line) - 4)
    assert ends_sentence(line, min(start, stop), stop, len(line) - 2) in (True, False)
