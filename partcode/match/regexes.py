"""Patterns of the form /…/: regular expressions over the text of one sentence, with a time limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from partcode.errors import Location
from partcode.match.batch import Batch
from partcode.match.failure import RuleError
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


def match_regexes(rules: Sequence[RegexRule], batch: Batch, text_of: Callable[[int], str]) -> list[RegexHit]:
    """All non-overlapping matches. A rule that runs over the time limit is an error that names it."""
    hits: list[RegexHit] = []
    for rule in rules:
        expression = compiled(rule.source)
        wanted = batch.coded & (batch.language == LANGUAGES.index(rule.language))
        for sentence in np.flatnonzero(wanted & (np.diff(batch.first) > 0)).tolist():
            hits += _in_sentence(rule, expression, batch, sentence, text_of)
    return hits


@lru_cache(maxsize=1024)
def compiled(source: str) -> Any:
    """The expression, without regard to case; \\w and \\b know all letters."""
    import regex

    return regex.compile(source, regex.IGNORECASE | regex.UNICODE)


def _in_sentence(
    rule: RegexRule, expression: Any, batch: Batch, sentence: int, text_of: Callable[[int], str]
) -> Iterator[RegexHit]:
    begin = int(batch.sentence_start[sentence])
    text = text_of(int(batch.document[sentence]))[begin : int(batch.sentence_end[sentence])]
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
