"""The verdicts on a table of sentences as they are said in interviews and written in documents."""

import numpy as np
import pytest
from negation_table import KNOWN_FAILURES, table
from sentences import codebook

from partcode.coding.layout import Trial, lay_out


def _marked(sentence):
    """The sentence without its brackets, and the span of what stood in them."""
    start, end = sentence.index("["), sentence.index("]") - 1
    return sentence.replace("[", "").replace("]", ""), start, end


def _verdicts(rows):
    """By (sentence, start of a match), whether it is negated."""
    cases = [(*_marked(sentence), language) for sentence, language, _ in rows]
    patterns = {
        of: sorted({text[start:end].lower() for text, start, end, language in cases if language == of})
        for of in ("en", "fr")
    }
    book = codebook(f"- {{id: r, en: {patterns['en']}, fr: {patterns['fr']}}}")
    codings = lay_out([book], [Trial(text, language) for text, _, _, language in cases]).code()
    sentences = np.repeat(codings.segment, np.diff(codings.first)).tolist()
    found = dict(zip(zip(sentences, codings.start.tolist(), strict=True), codings.match_negated.tolist(), strict=True))
    return [found[number, start] for number, (_, start, _, _) in enumerate(cases)]


ROWS = list(table())
VERDICTS = _verdicts(ROWS)


@pytest.mark.parametrize(
    ("sentence", "expected", "verdict"),
    [
        pytest.param(sentence, negated, verdict, id=f"{language}-{sentence}")
        for (sentence, language, negated), verdict in zip(ROWS, VERDICTS, strict=True)
    ],
)
def test_negation_as_a_reader_judges_it(sentence, expected, verdict):
    assert (verdict != expected) == (sentence in KNOWN_FAILURES)


def test_the_table_is_large_and_nearly_all_of_it_right():
    wrong = [verdict != expected for (_, _, expected), verdict in zip(ROWS, VERDICTS, strict=True)]
    assert len(ROWS) >= 550
    assert sum(wrong) <= 0.02 * len(ROWS)
    assert set(KNOWN_FAILURES) <= {sentence for sentence, _, _ in ROWS}


def test_a_verdict_does_not_depend_on_the_sentences_around():
    assert _verdicts(ROWS[::-1]) == VERDICTS[::-1]
    few = ROWS[::25]
    assert [_verdicts([row])[0] for row in few] == VERDICTS[::25]
