"""Rules that read the text: spaCy token patterns and regular expressions."""

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "coding"))
from sentences import codebook, verdicts, words

from partcode.errors import PartcodeError


@pytest.mark.parametrize(
    ("tokens", "text", "language", "expected"),
    [
        ("[[{LOWER: no}, {LOWER: audit}]]", "No audit, no money.", "en", "No audit"),
        ("[[{LEMMA: withhold}, {OP: '?'}, {LEMMA: grant}]]", "They withheld the grants.", "en", "withheld the grants"),
        (
            "[[{LOWER: {IN: [audit, report]}}, {IS_PUNCT: true}, {LOWER: then}]]",
            "The audit, then.",
            "en",
            "audit, then",
        ),
        ("[[{LIKE_NUM: true}, {LEMMA: euro}]]", "Il faut 300 euros demain.", "fr", "300 euros"),
        ("[[{TEXT: {REGEX: '^exig'}}]]", "Ils exigent tout.", "fr", "exigent"),
        ("[[{LOWER: absent}]]", "Nothing of it.", "en", ""),
    ],
)
def test_token_patterns_match_with_exact_spans(tokens, text, language, expected):
    book = codebook(f"- {{id: r, tokens: {{{language}: {tokens}}}}}")
    assert words(book, text, language) == expected


def test_token_patterns_get_verdicts_like_others():
    book = codebook("- {id: r, tokens: {en: [[{LEMMA: trust}]]}, unless: {en: [trust fund]}}")
    assert verdicts(book, "We don't trust them.") == [("trust", True, False)]
    assert words(book, "A trust fund.") == ""


def test_part_of_speech_without_a_trained_pipeline_says_how_to_get_one(monkeypatch):
    import spacy

    monkeypatch.setattr(spacy.util, "is_package", lambda name: False)
    book = codebook("- {id: r, tokens: {en: [[{POS: VERB}]]}}")
    with pytest.raises(PartcodeError, match="en_core_web_sm") as error:
        words(book, "We trust.")
    assert "spacy download" in error.value.hint


@pytest.mark.parametrize(
    ("expression", "text", "expected"),
    [
        (r"/\d+ ?(?:000|k) ?(?:€|euros?)/", "Il a reçu 30 000 € hier.", "30 000 €"),
        (r"/\bété\b/", "Cet ÉTÉ, peut-être.", "ÉTÉ"),
        (r"/^Non\b/", "Non, dit-il.", "Non"),
        (r"/^dit/", "Non, dit-il.", ""),
        (r"/\?!/", "Quoi ?!", "?!"),
    ],
)
def test_a_regular_expression_reads_one_sentence(expression, text, expected):
    assert words(codebook(f"- {{id: r, fr: ['{expression}']}}"), text, "fr") == expected


def test_a_runaway_expression_is_stopped_and_named():
    book = codebook("- {id: slow, en: ['/(a|aa)+$/']}")
    with pytest.raises(PartcodeError, match=r"a\.b/slow"):
        words(book, "a" * 60 + "c")


def test_without_token_rules_spacy_is_never_imported():
    program = (
        "import sys; sys.path[:0] = ['tests/coding']; from sentences import codebook, words;"
        "assert words(codebook('- {id: r, en: [trust]}'), 'We trust.') == 'trust';"
        "sys.exit('spacy' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0
