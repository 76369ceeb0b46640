"""Whatever the names and the text: what is put back is what was there, and spans go where their words go."""

from hypothesis import given
from hypothesis import strategies as st

from partcode.pseudonyms.edits import Edit, Edits
from partcode.pseudonyms.finder import Finder
from partcode.pseudonyms.key import reversed_names
from partcode.pseudonyms.names import Name, Sort
from partcode.pseudonyms.replacing import edits

NAMES = (
    Name("Amina Diallo", Sort.PERSON, "Zebulon Quorra", ("Mina",)),
    Name("Jean-Pierre Dupont", Sort.PERSON, "Xavu Wexim"),
    Name("Dupont & Fils", Sort.ORGANISATION, "Ozymo"),
    Name("James", Sort.PERSON, "Ezrim"),
    Name("UNICEF", Sort.ORGANISATION, "KOVAX"),
    Name("Moussa", Sort.PERSON, "Uzilo"),
)
WORDS = """Amina amina AMINA Diallo A. D. Jean Pierre Jean-Pierre Dupont & Fils James UNICEF Moussa Mina d' D' l’ qu' de
    que ' ’ ’s 's - . , : ( ) é à the said""".split()
PIECES = st.sampled_from([*WORDS, " ", "\n", "\u00a0", "\n\n", " & "])
TEXTS = st.one_of(st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join), st.text())
FINDER = Finder(NAMES)


@given(TEXTS)
def test_any_text_comes_back(text):
    found = edits(text, FINDER)
    after = found.apply(text)
    assert found.turned().apply(after) == text
    assert after.count("\n") == text.count("\n")
    assert all(text.startswith(edit.old, edit.start) for edit in found.all)
    assert all(one.end <= other.start for one, other in zip(found.all, found.all[1:], strict=False))


@given(TEXTS, st.integers(0, 80), st.integers(0, 80))
def test_a_span_of_the_text_is_the_same_words_in_the_copy(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = edits(text, FINDER)
    new_start, new_end = found.span(start, end)
    after = found.apply(text)
    if start < end:
        assert after[new_start:new_end] == found.apply(text[start:end], start)
        back = found.turned().span(new_start, new_end)
        assert back[0] <= start and end <= back[1]


@given(
    st.lists(st.sampled_from("Amina Diallo|Jean-Pierre Dupont|UNICEF|Moussa|James|Diallo|she said|et puis".split("|")))
)
def test_without_records_the_key_alone_puts_plain_names_back(parts):
    text = ", ".join(parts)
    after = edits(text, FINDER).apply(text)
    assert edits(after, Finder(reversed_names(NAMES))).apply(after) == text


def test_a_cut_name_is_put_in_whole():
    found = Edits([Edit(3, "Amina", "Bo"), Edit(10, "X", "Yasmina")])
    assert found.apply("in Amina, X") == "in Bo, Yasmina"
    assert found.span(5, 7) == (3, 5)
    assert found.span(10, 11) == (7, 14)
    assert found.apply("min", 4) == "Bo"
