"""The words of a store as lemmas, the likeliest one of each, for what counts words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from partcode.analysis.stopwords import STOP_WORDS
from partcode.model import LANGUAGES
from partcode.store import Store
from partcode.words.forms import fold


@dataclass(frozen=True, slots=True)
class Lemmas:
    """The likeliest lemma of each word of the store in one language, as a number into `texts`; `content` says which
    words say something by themselves: no stop words, numbers or single letters."""

    texts: Sequence[str]
    number: NDArray[np.int64]
    content: NDArray[np.bool_]


def lemmas_of(store: Store) -> list[Lemmas]:
    """The lemmas of every word of the store, by language."""
    vocabulary = [fold(word) for word in store.vocabulary()]
    return [_lemmas(vocabulary, store.lemmas(language), language) for language in LANGUAGES]


def _lemmas(vocabulary: Sequence[str], column: Sequence[str], language: str) -> Lemmas:
    stop = STOP_WORDS[language]
    numbers: dict[str, int] = {}
    number, content = [], []
    for form, lemmas in zip(vocabulary, column, strict=True):
        lemma = lemmas.partition(" ")[0]
        number.append(numbers.setdefault(lemma, len(numbers)))
        content.append(form not in stop and lemma not in stop and len(form) > 1 and form.replace("-", "").isalpha())
    return Lemmas(list(numbers), np.array(number, dtype=np.int64), np.array(content, dtype=np.bool_))
