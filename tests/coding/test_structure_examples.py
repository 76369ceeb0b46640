"""Examples of what partcode knows without rules are put to the test with the segmenter."""

from partcode.codebook.loader import loads
from partcode.coding.structure_trial import structure_messages


def book(stands_for, matches, rejects):
    examples = f"{{matches: [{{en: '{matches}'}}], rejects: [{{en: '{rejects}'}}]}}"
    code = f"{{id: a.b, label: {{en: A, fr: A}}, stands_for: {stands_for}, examples: {examples}}}"
    return loads(f"codebook: test\nversion: 1.0.0\ntitle: {{en: T, fr: T}}\ncodes: [{code}]\n", "test.yaml").codes[0]


def test_what_stands_for_a_role_or_a_case_has_no_lines_to_test():
    assert structure_messages(book("{case: relation_type}", "This.", "That.")) == []


def test_a_wrong_example_is_told():
    reference, prose = "Marlow, J. (2008). Trust in pairs. Brennick: Weir Press.", "We spoke of the rain for hours."
    right = structure_messages(book("{kind: reference}", reference, prose))
    wrong = structure_messages(book("{kind: reference}", prose, reference))
    assert [message for _, message in right] == ["", ""]
    assert [message for _, message in wrong] == [
        "the segmenter finds no reference here",
        "the segmenter takes this for reference",
    ]
