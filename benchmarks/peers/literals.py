"""The words and phrases that all peers look for, and where they are: the plainest possible search is the truth.

No word is in two of them, none is part of a word with hyphen or apostrophe or the name of a speaker, and each belongs
to one language: so every peer can mean the same by them, and which of two overlapping hits counts is no question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import numpy as np

from benchmarks.corpus import ASKER, NAMES
from benchmarks.patterns import LANGUAGES
from benchmarks.peers.given import Hit, Literal, Text
from benchmarks.vocabulary import Vocabulary, vocabulary

CODES = 60
WORDS = 180  # literals of one word, for each language
PHRASES = 120
COMMON, RARE = 400, 5000  # ranks between which the single words lie
_WORD = re.compile(r"\w+")


def literals() -> list[Literal]:
    """Words and phrases of both languages, dealt out to the codes in turn."""
    taken = _ambiguous()
    texts = [text for language in LANGUAGES for text in _of_language(vocabulary(language), taken)]
    return [Literal(f"c{number % CODES:02d}", text) for number, text in enumerate(texts)]


def truth(texts: list[Text], wanted: list[Literal]) -> set[Hit]:
    """Every literal at every place, by looking for one after the other."""
    return {
        Hit(document, code, start, start + len(text))
        for document, _, whole in texts
        for folded in [whole.casefold()]
        for code, text in wanted
        for start in _places(folded, text)
    }


def _places(folded: str, text: str) -> Iterator[int]:
    start = folded.find(text)
    while start >= 0:
        end = start + len(text)
        if not (folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum()):
            yield start
        start = folded.find(text, start + 1)


def _of_language(words: Vocabulary, taken: set[str]) -> Iterator[str]:
    """Phrases first, then single words that are in none of them. What is given is taken from then on."""
    rng = np.random.default_rng([13, ord(words.language[0])])
    adjacent = [surface for one in words.collocations if not one.apart for surface in one.surfaces]
    single = [unit for unit in words.units if " " not in unit][COMMON:RARE]
    yield from islice(_fresh(adjacent, taken), PHRASES)
    yield from islice(_fresh([single[i] for i in rng.permutation(len(single))], taken), WORDS)


def _fresh(texts: list[str], taken: set[str]) -> Iterator[str]:
    for text in texts:
        parts = text.split()
        plain = all(map(_WORD.fullmatch, parts)) and len(set(parts)) == len(parts)
        if plain and taken.isdisjoint(parts):
            taken.update(parts)
            yield text


def _ambiguous() -> set[str]:
    """Words that the peers could take differently."""
    speakers = {name.lower() for name in (*NAMES, *ASKER.values())}
    spoken = [{word for unit in vocabulary(language).units for word in unit.lower().split()} for language in LANGUAGES]
    compounds = {part for words in spoken for word in words for part in _WORD.findall(word) if part != word}
    return speakers | compounds | (spoken[0] & spoken[1])
