"""Words that somebody decided about are found in the corrected text, or said to be lost; never misplaced."""

import pytest
from corrections import CORRECTIONS
from hypothesis import given
from hypothesis import strategies as st

from partcode.coding.anchors import Anchors, Quote
from partcode.model import Span

SAID = """We trust them.|They cut the grant.|Yes.|Oui, bien sûr.|The county took the land.|Le bailleur décide.|No.
Nobody asked the women of the village.|They impose the audit every year.|And then?|On nous impose tout."""
SENTENCES = st.lists(st.sampled_from(SAID.replace("\n", "|").split("|")), max_size=8)


def marked(text):
    """The text without its marks, and the span between them, if there are any."""
    start, end = text.find("‹"), text.find("›") - 1
    return text.replace("‹", "").replace("›", ""), Span(start, end)


@pytest.mark.parametrize("name", CORRECTIONS)
def test_a_corrected_transcript_still_holds_what_was_decided_about(name):
    before, after, *lost = CORRECTIONS[name]
    old, span = marked(before)
    new, expected = marked(after)
    assert old[slice(*span)]
    found = Anchors(old, new).find(span)
    if lost:
        assert found == lost[0]
    else:
        assert not isinstance(found, str), found
        # What was changed at the ends of the words may be left out: the segment that holds most of them counts.
        held = min(found.end, expected.end) - max(found.start, expected.start)
        assert 2 * held > expected.end - expected.start
        assert expected.start - 1 <= found.start and found.end <= expected.end + 1


@given(before=SENTENCES, after=SENTENCES, new_before=SENTENCES, new_after=SENTENCES, quote=SENTENCES)
def test_edits_outside_of_words_that_are_said_once_neither_lose_nor_misplace_them(
    before, after, new_before, new_after, quote
):
    words = " ".join(["A thing that only she could say.", *quote])
    old = " ".join([*before, words, *after])
    new = " ".join([*new_before, words, *new_after])
    span = Span(old.index(words), old.index(words) + len(words))
    found = Anchors(old, new).find(span)
    assert found == (new.index(words), new.index(words) + len(words))


@given(sentences=SENTENCES.filter(lambda some: len({*some}) > 1), places=st.permutations(range(8)), other=SENTENCES)
def test_an_edit_beside_sentences_said_twice_never_misplaces_a_decision(sentences, places, other):
    at, *others = [place for place in places if place < len(sentences)]
    edit = next(place for place in others if sentences[place] != sentences[at])
    changed = [[one] for one in sentences]
    changed[edit] = [one for one in other if one != sentences[at]]
    old, span = joined([[one] for one in sentences], at)
    new, expected = joined(changed, at)
    found = Anchors(old, new).find(span)
    assert found in (expected, "ambiguous", "not found")


def joined(groups, at):
    """The text of groups of sentences, one on a line, and the span of the only sentence of group `at`."""
    start = sum(len(one) + 1 for group in groups[:at] for one in group)
    text = "\n".join(one for group in groups for one in group)
    return text, Span(start, start + len(groups[at][0]))


def test_a_quote_is_kept_with_its_context():
    quote = Quote.of("Before that. They cut the grant. After.", Span(13, 32))
    assert quote == ("They cut the grant.", "Before that. ", " After.")
    text, span = quote.apart()
    assert text[slice(*span)] == "They cut the grant."
