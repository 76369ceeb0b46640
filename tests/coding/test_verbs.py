"""Finite verbs told by form and lemma."""

import pytest

from partcode.coding.verbs import roles
from partcode.words.lemmas import lemmas


@pytest.mark.parametrize(
    ("form", "language", "expected"),
    [
        ("imposed", "en", ["verb"]),
        ("froze", "en", ["verb"]),
        ("imposes", "en", ["maybe"]),
        ("impose", "en", []),
        ("cut", "en", ["unchanged"]),
        ("hundred", "en", []),
        ("simply", "en", ["light"]),
        ("reply", "en", []),
        ("imposent", "fr", ["verb"]),
        ("connaît", "fr", ["verb"]),
        ("aide", "fr", ["maybe"]),
        ("imposé", "fr", []),
        ("imposer", "fr", []),
        ("prise", "fr", []),
        ("contre", "fr", []),
        ("simplement", "fr", ["light"]),
    ],
)
def test_what_part_a_word_may_play(form, language, expected):
    assert list(roles(form, lemmas(form, language), language)) == expected
