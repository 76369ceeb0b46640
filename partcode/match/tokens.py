"""spaCy token patterns (`tokens:`), run only on sentences that hold the pattern's own literals.

That filter makes them 29–54 times faster and loses no hit. spaCy is imported here alone, and only when a codebook
has such a rule. Its Docs are built from the engine's own words (punctuation in between as single tokens), so
spans are exact; part of speech needs a trained pipeline, which the user installs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.errors import Location
from partcode.match.batch import Batch
from partcode.match.engine import Hits
from partcode.match.failure import RuleError
from partcode.match.vocabulary import Wanted
from partcode.model import LANGUAGES, Atom
from partcode.words.forms import fold
from partcode.words.lemmas import lemma

TokenPattern = tuple[Mapping[str, Any], ...]

_MODELS = {"en": "en_core_web_sm", "fr": "fr_core_news_sm"}
_NEEDS_MODEL = {"POS", "TAG", "DEP", "MORPH", "ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID"}
_LITERAL: Mapping[str, Literal["form", "lemma"]] = {
    "LOWER": "form",
    "ORTH": "form",
    "TEXT": "form",
    "NORM": "form",
    "LEMMA": "lemma",
}
_OPTIONAL = ("?", "*", "!", "{0", "{,")


class TokenRule(NamedTuple):
    """The token patterns of one owner in one language."""

    owner: int
    name: str
    language: str
    patterns: tuple[TokenPattern, ...]
    where: Location


class _Token(NamedTuple):
    text: str
    space: bool
    word: int  # index into the batch, -1 for punctuation


def match_tokens(
    rules: Sequence[TokenRule],
    batch: Batch,
    needed: Callable[[Wanted], NDArray[np.bool_]],
    lengths: NDArray[np.int64],
    text_of: Callable[[int], str],
) -> Hits:
    """All matches of the token rules.

    `needed` gives, for one of their `literals`, the words that satisfy it; `lengths` are those of the words in code
    points; `text_of` gives the stored text of a document of the batch.
    """
    docs: dict[int, tuple[Any, list[int]]] = {}
    rows: list[tuple[int, int, int]] = []
    for rule in rules:
        tagged = _needs_model(rule)
        matcher = _matcher(rule, tagged)
        for sentence in _candidates(rule, batch, needed).tolist():
            if sentence not in docs:
                tokens = list(_tokens(batch, sentence, lengths, text_of))
                docs[sentence] = _doc(rule, tokens, tagged), [token.word for token in tokens]
            doc, words = docs[sentence]
            rows += [(rule.owner, *span) for span in _spans(matcher(doc), words)]
        if tagged:
            docs.clear()  # a tagged Doc serves its own rule only
    columns = np.array(sorted(set(rows)), dtype=np.int64).reshape(-1, 3)
    neither = np.zeros(len(columns), dtype=np.bool_)
    return Hits(columns[:, 0], columns[:, 1], columns[:, 2], neither, neither)


def _spans(found: Sequence[tuple[int, int, int]], words: Sequence[int]) -> Iterator[tuple[int, int]]:
    for _, start, end in found:
        inside = [word for word in words[start:end] if word >= 0]
        if inside:
            yield inside[0], inside[-1]


def literals(rules: Iterable[TokenRule]) -> Iterator[Wanted]:
    """What the patterns of the rules can't do without: their tokens that name words."""
    return (literal for rule in rules for pattern in rule.patterns for literal in _literals(rule.language, pattern))


def _candidates(rule: TokenRule, batch: Batch, needed: Callable[[Wanted], NDArray[np.bool_]]) -> NDArray[np.int64]:
    """Sentences of the rule's language that hold, for some pattern, one of the words it can't do without."""
    wanted = batch.coded & (batch.language == LANGUAGES.index(rule.language))
    rarest = [_rarest(map(needed, _literals(rule.language, pattern))) for pattern in rule.patterns]
    named = [words for words in rarest if words is not None]
    if len(named) == len(rarest):
        holds = np.zeros(wanted.size, dtype=np.bool_)
        holds[batch.sentence[np.logical_or.reduce(named)[batch.ids]]] = True
        wanted &= holds
    return np.flatnonzero(wanted)


def _rarest(literals: Iterable[NDArray[np.bool_]]) -> NDArray[np.bool_] | None:
    return min(literals, key=np.count_nonzero, default=None)


def _literals(language: str, pattern: TokenPattern) -> Iterator[Wanted]:
    for token in pattern:
        if not str(token.get("OP", "1")).startswith(_OPTIONAL) and (atoms := _atoms(token)):
            yield language, frozenset(atoms)


def _atoms(token: Mapping[str, Any]) -> list[Atom]:
    for attribute, kind in _LITERAL.items():
        value = token.get(attribute)
        texts = value.get("IN") if isinstance(value, Mapping) else [value] if value else None
        if texts:
            return [Atom(kind, fold(str(text))) for text in texts]
    return []


def _tokens(batch: Batch, sentence: int, lengths: NDArray[np.int64], text_of: Callable[[int], str]) -> Iterator[_Token]:
    text = text_of(int(batch.document[sentence]))
    position = int(batch.sentence_start[sentence])
    end = int(batch.sentence_end[sentence])
    for word in range(int(batch.first[sentence]), int(batch.first[sentence + 1])):
        start = int(batch.start[word])
        yield from _punctuation(text, position, start)
        position = start + int(lengths[batch.ids[word]])
        yield _Token(text[start:position], text[position : position + 1].isspace(), word)
    yield from _punctuation(text, position, end)


def _punctuation(text: str, start: int, end: int) -> Iterator[_Token]:
    for position in range(start, end):
        if not text[position].isspace():
            yield _Token(text[position], text[position + 1 : position + 2].isspace(), -1)


def _needs_model(rule: TokenRule) -> bool:
    return any(_NEEDS_MODEL & set(token) for pattern in rule.patterns for token in pattern)


def _matcher(rule: TokenRule, tagged: bool) -> Any:
    from spacy.matcher import Matcher

    matcher = Matcher(_pipeline(rule).vocab if tagged else _vocab(rule.language), validate=True)
    try:
        matcher.add(rule.name, [[dict(token) for token in pattern] for pattern in rule.patterns])
    except Exception as error:  # spaCy raises its own kinds, ValueError and pydantic's alike
        raise RuleError(
            f"rule {rule.name}: spaCy can't use its tokens: {' '.join(str(error).split())}",
            rule=rule.name,
            where=rule.where,
            hint="see https://spacy.io/usage/rule-based-matching for what a token may hold",
        ) from error
    return matcher


def _doc(rule: TokenRule, tokens: Sequence[_Token], tagged: bool) -> Any:
    from spacy.tokens import Doc

    words, spaces = [token.text for token in tokens], [token.space for token in tokens]
    if tagged:
        pipeline = _pipeline(rule)
        return pipeline(Doc(pipeline.vocab, words=words, spaces=spaces))
    lemmas = [lemma(fold(token.text), rule.language) if token.word >= 0 else token.text for token in tokens]
    return Doc(_vocab(rule.language), words=words, spaces=spaces, lemmas=lemmas)


@lru_cache(maxsize=2)
def _vocab(language: str) -> Any:
    from spacy.util import get_lang_class
    from spacy.vocab import create_vocab

    return create_vocab(language, get_lang_class(language).Defaults)


def _pipeline(rule: TokenRule) -> Any:
    import spacy

    name = _MODELS[rule.language]
    if not spacy.util.is_package(name):
        raise RuleError(
            f"rule {rule.name}: its tokens ask for part of speech, which needs the trained pipeline {name}",
            rule=rule.name,
            where=rule.where,
            hint=f"python -m spacy download {name}",
        )
    return _loaded(name)


@lru_cache(maxsize=2)
def _loaded(name: str) -> Any:
    import spacy

    return spacy.load(name, exclude=["parser", "ner"])
