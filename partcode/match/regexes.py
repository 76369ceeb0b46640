"""Patterns of the form /…/: regular expressions over the text of one sentence, with a time limit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.errors import Location
from partcode.match.batch import Batch
from partcode.match.failure import RuleError
from partcode.match.required import plain, required
from partcode.model import LANGUAGES

TIMEOUT = 1.0  # seconds for one sentence; a good expression needs microseconds


class RegexRule(NamedTuple):
    """One expression of one owner in one language."""

    owner: int
    name: str
    language: str
    source: str
    where: Location


class RegexHit(NamedTuple):
    """A match: first and last word that it touches (indexes into the batch), and its exact span."""

    owner: int
    first: int
    last: int
    start: int
    end: int


class Regexes:
    """Expressions at work on a vocabulary that grows: `learn` the words of a batch before it is searched.

    Each is looked for once, whatever rules have it, and only in the sentences that hold what its matches require.
    """

    def __init__(self, rules: Sequence[RegexRule]) -> None:
        self._rules = rules
        self._required = {rule.source: required(rule.source) for rule in rules}
        parts = (letters for needs in self._required.values() for part in needs.words for letters in part)
        self._holds = {letters: np.zeros(0, dtype=np.bool_) for letters in parts}  # by word

    def learn(self, words: Sequence[str]) -> None:
        """Take in the next words, folded character by character."""
        text, ends = plain("\n".join(words)), np.cumsum([len(word) + 1 for word in words])
        for letters, known in self._holds.items():
            new = np.zeros(len(words), dtype=np.bool_)
            places = [match.start() for match in re.finditer(letters, text)]
            new[np.searchsorted(ends, places, side="right")] = True
            self._holds[letters] = np.append(known, new)

    def find(self, batch: Batch, text_of: Callable[[int], str]) -> list[RegexHit]:
        """All non-overlapping matches. A rule that runs over the time limit is an error that names it."""
        if not self._rules:
            return []
        texts, clipped = _texts(batch, text_of)
        found: dict[tuple[str, str], list[RegexHit]] = {}
        for rule in self._rules:
            if (rule.language, rule.source) not in found:
                sentences = self._candidates(rule, batch, clipped)
                found[rule.language, rule.source] = list(self._search(rule, batch, sentences, texts))
        return [hit._replace(owner=rule.owner) for rule in self._rules for hit in found[rule.language, rule.source]]

    def _candidates(self, rule: RegexRule, batch: Batch, clipped: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The sentences that may have a match; those that hold a part of a word may hold anything."""
        wanted = batch.coded & (batch.language == LANGUAGES.index(rule.language)) & (np.diff(batch.first) > 0)
        for part in self._required[rule.source].words:
            holds = np.logical_or.reduce([self._holds[letters] for letters in part])
            holding = clipped.copy()
            holding[batch.sentence[holds[batch.ids]]] = True
            wanted &= holding
        return np.flatnonzero(wanted)

    def _search(
        self, rule: RegexRule, batch: Batch, sentences: NDArray[np.int64], texts: Sequence[str]
    ) -> Iterator[RegexHit]:
        expression, may_match = compiled(rule.source), compiled(self._required[rule.source].text).search
        for sentence in sentences.tolist():
            if may_match(texts[sentence]):
                yield from _in_sentence(rule, expression, batch, sentence, texts[sentence])


def _texts(batch: Batch, text_of: Callable[[int], str]) -> tuple[list[str], NDArray[np.bool_]]:
    """By sentence, its text, and whether a word may stand across one of its ends, which then is none of its words.
    Sentences that are not coded have neither."""
    texts, clipped = [""] * batch.coded.size, np.zeros(batch.coded.size, dtype=np.bool_)
    coded = np.flatnonzero(batch.coded)
    columns = (coded, batch.document[coded], batch.sentence_start[coded], batch.sentence_end[coded])
    for sentence, document, start, end in zip(*(column.tolist() for column in columns), strict=True):
        text = text_of(document)
        texts[sentence] = text[start:end]
        clipped[sentence] = _is_inside(text, start) or _is_inside(text, end)
    return texts, clipped


def _is_inside(text: str, place: int) -> bool:
    """Whether there is no space around a place."""
    return 0 < place < len(text) and not (text[place - 1].isspace() or text[place].isspace())


@lru_cache(maxsize=1024)
def compiled(source: str) -> Any:
    """The expression, without regard to case; \\w and \\b know all letters."""
    import regex

    return regex.compile(source, regex.IGNORECASE | regex.UNICODE)


def _in_sentence(rule: RegexRule, expression: Any, batch: Batch, sentence: int, text: str) -> Iterator[RegexHit]:
    begin = int(batch.sentence_start[sentence])
    low, high = int(batch.first[sentence]), int(batch.first[sentence + 1])
    starts = batch.start[low:high]
    try:
        for match in expression.finditer(text, timeout=TIMEOUT):
            start, end = begin + match.start(), begin + match.end()
            if start < end:
                first = max(int(np.searchsorted(starts, start, side="right")) - 1, 0)
                last = max(int(np.searchsorted(starts, end)) - 1, first)
                yield RegexHit(rule.owner, low + first, low + last, start, end)
    except TimeoutError:
        raise RuleError(
            f"rule {rule.name}: /{rule.source}/ ran longer than {TIMEOUT:g} s on one sentence",
            rule=rule.name,
            where=rule.where,
            hint="repetitions that match the same words in many ways, as in (a|aa)+, take exponential time;"
            " write the words as a pattern instead",
        ) from None
