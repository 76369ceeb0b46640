import numpy as np

from partcode.analysis.phrases import MAX_GAP, phrases, words_of

WORDS = ["money", "cut", "grant", "village"]


def found(text, stop=("the", "of", "and", "to")):
    """Phrases of a text, sentences divided by /, as (words, gaps)."""
    rows = [(word, number) for number, sentence in enumerate(text.split("/")) for word in sentence.split()]
    lemma = np.array([WORDS.index(word) if word in WORDS else 0 for word, _ in rows], dtype=np.int64)
    content = np.array([word not in stop for word, _ in rows], dtype=bool)
    result = phrases(lemma, content, np.array([number for _, number in rows], dtype=np.int64), len(WORDS))
    texts = [" ".join(WORDS[word] for word in words_of(key, len(WORDS))) for key in result.key.tolist()]
    gaps = zip(result.gap_two.tolist(), result.gap_three.tolist(), strict=True)
    places = zip(result.first.tolist(), result.last.tolist(), strict=True)
    return list(zip(texts, gaps, places, strict=True))


def test_content_words_that_follow_each_other_make_phrases_across_small_words():
    assert found("cut the money of the village") == [
        ("cut", (0, 0), (0, 0)),
        ("money", (0, 0), (2, 2)),
        ("village", (0, 0), (5, 5)),
        ("cut money", (1, 0), (0, 2)),
        ("money village", (2, 0), (2, 5)),
        ("cut money village", (1, 2), (0, 5)),
    ]


def test_a_phrase_ends_with_its_sentence():
    assert [text for text, *_ in found("cut / grant money")] == ["cut", "grant", "money", "grant money"]


def test_a_phrase_has_no_wider_gap_than_allowed():
    assert [text for text, *_ in found(f"cut {'of ' * MAX_GAP}grant")] == ["cut", "grant", "cut grant"]
    assert [text for text, *_ in found(f"cut {'of ' * (MAX_GAP + 1)}grant")] == ["cut", "grant"]


def test_every_phrase_has_a_number_of_its_own():
    keys = {words_of(key, 3) for key in range(3 + 9 + 27)}
    assert len(keys) == 39
    assert keys == {(a,) for a in range(3)} | {(a, b) for a in range(3) for b in range(3)} | {
        (a, b, c) for a in range(3) for b in range(3) for c in range(3)
    }


def test_a_text_without_content_has_no_phrases():
    assert found("of the") == []
    assert found("") == []
