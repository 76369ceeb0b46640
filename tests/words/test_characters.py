"""The table of characters says what the definitions of words.forms say of each."""

import numpy as np
import pytest

from partcode.words.characters import JOINER, MARK, WORD, codes_of, kinds_of
from partcode.words.forms import HYPHENS, JOINERS, fold_chars, is_word_char

POINTS = np.concatenate([np.arange(0xD800, dtype=np.uint32), np.arange(0xE000, 0x20010, dtype=np.uint32)])


def test_every_word_character_is_one():
    kinds = kinds_of(codes_of(POINTS))
    expected = [is_word_char(chr(point)) and chr(point) not in JOINERS for point in POINTS.tolist()]
    assert ((kinds & WORD) != 0).tolist() == expected


def test_two_characters_have_one_code_if_they_fold_to_one():
    codes = codes_of(POINTS)
    folded = np.array([ord(fold_chars(chr(point))) for point in POINTS.tolist()], dtype=np.uint32)
    assert np.array_equal(codes & ~np.uint64(7), codes_of(folded) & ~np.uint64(7))
    assert len(set((codes & ~np.uint64(7)).tolist())) == len(set(folded.tolist()))


@pytest.mark.parametrize(
    ("chars", "kind"),
    [
        (HYPHENS, JOINER | MARK),
        ("'’.·\u00ad/", JOINER),
        ("()", JOINER | MARK),
        (",;«»—–", MARK),
        (" _\n😀", 0),
        ("aÉ9\u0301", WORD),
    ],
)
def test_other_characters_join_mark_or_do_nothing(chars, kind):
    points = np.array(list(map(ord, chars)), dtype=np.uint32)
    assert kinds_of(codes_of(points)).tolist() == [kind] * len(chars)
