"""Which words stand under a negation, in English and French, by word and clause, without a parser.

A negator's scope runs forward from it to the next clause mark, contrasting conjunction or the end of the sentence,
at most `REACH` words. French ne counts only with its partner (pas, jamais, aucun …), so that "ne … que" and the
expletive ne negate nothing; spoken French leaves ne out, so pas alone also covers the verb before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.match.batch import Batch
from partcode.model import LANGUAGES

REACH = 7  # words after the negator
PARTNER_WITHIN = 6  # words between ne and pas

Positions = NDArray[np.int64]


class _Words(NamedTuple):
    negator: frozenset[str]  # negates by itself what follows
    backward: frozenset[str]  # and the one word before it (on impose pas)
    ne: frozenset[str]
    partner: frozenset[str]  # completes ne
    restrictive: frozenset[str]  # between ne and its partner it makes "ne … que"
    barrier: frozenset[str]  # ends a scope
    cancelling: frozenset[str]  # straight after a negator, it is no negation (not only, sans doute)
    excusing: frozenset[str]  # straight before a negator, it is no negation (si jamais)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LISTS = {
    "en": _Words(
        negator=_set(
            "not never no without hardly scarcely barely neither nor none nobody nothing nowhere cannot ain't aren't"
            " can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mightn't mustn't needn't shan't"
            " shouldn't wasn't weren't won't wouldn't dont didnt doesnt wont cant isnt wasnt"
        ),
        backward=frozenset(),
        ne=frozenset(),
        partner=frozenset(),
        restrictive=frozenset(),
        barrier=_set("but because although though whereas while unless however so yet"),
        cancelling=_set("only just merely simply doubt matter wonder mind"),
        excusing=frozenset(),
    ),
    "fr": _Words(
        negator=_set("sans ni pas jamais aucun aucune nul nulle guère"),
        backward=_set("pas jamais"),
        ne=_set("ne n'"),
        partner=_set("pas plus jamais rien aucun aucune personne guère point ni nul nulle"),
        restrictive=_set("que qu'"),
        barrier=_set("mais car parce puisque puisqu' quoique quoiqu' alors donc or pourtant cependant tandis"),
        cancelling=_set("seulement uniquement simplement mal doute"),
        excusing=_set("si"),
    ),
}
NEGATORS: Mapping[str, frozenset[str]] = {language: lists.negator | lists.ne for language, lists in _LISTS.items()}


@dataclass(frozen=True, slots=True)
class Negation:
    """By word of a batch: `scope`, it stands under a negation; `before`, how many negators stand before it."""

    scope: NDArray[np.bool_]
    before: NDArray[np.int64]

    def of(self, first: Positions, last: Positions, own: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether matches are negated: their first word is, or a negator stands inside that isn't the
        pattern's `own`."""
        inside = self.before[last + 1] - self.before[np.minimum(first + 1, last + 1)]
        return self.scope[first] | ((inside > 0) & ~own)


class NegationFinder:
    """Finds negations in batches over one vocabulary (words folded character by character, in id order)."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._flags = {language: _flags(vocabulary, lists) for language, lists in _LISTS.items()}

    def find(self, batch: Batch) -> Negation:
        """The negations of all sentences of a batch, each by the rules of its language."""
        depth = np.zeros(batch.ids.size + 1, dtype=np.int64)
        negators = np.zeros(batch.ids.size, dtype=np.bool_)
        for index, language in enumerate(LANGUAGES):
            bits = np.where((batch.language == index)[batch.sentence], self._flags[language][batch.ids], 0)
            found, starts, ends = _scopes(batch, _Flags(bits))
            negators[found] = True
            np.add.at(depth, starts, 1)
            np.add.at(depth, np.maximum(ends, starts), -1)
        return Negation(np.cumsum(depth[:-1]) > 0, np.concatenate([[0], np.cumsum(negators)]))


class _Flags:
    """By word of a batch, in which of the sets of `_Words` it is: one bit each."""

    def __init__(self, bits: NDArray[np.uint8]) -> None:
        self._bits = bits

    def every(self, name: str) -> NDArray[np.bool_]:
        """Of all words."""
        return _has(self._bits, name)

    def of(self, name: str, words: Positions) -> NDArray[np.bool_]:
        """Of some words alone."""
        return _has(self._bits[words], name)


def _has(bits: NDArray[np.uint8], name: str) -> NDArray[np.bool_]:
    has: NDArray[np.bool_] = (bits & (1 << _Words._fields.index(name))) != 0
    return has


def _flags(vocabulary: Sequence[str], lists: _Words) -> NDArray[np.uint8]:
    bits = {
        word: sum(1 << bit for bit, words in enumerate(lists) if word in words) for words in lists for word in words
    }
    return np.array([bits.get(word, 0) for word in vocabulary], dtype=np.uint8)


def _scopes(batch: Batch, flags: _Flags) -> tuple[Positions, Positions, Positions]:
    """Negators, and the half-open ranges of words that they negate."""
    plain = _kept(batch, flags, np.flatnonzero(flags.every("negator")))
    ne, partner = _with_partner(batch, flags)
    alone = plain[~np.isin(plain, partner)]
    back = flags.of("backward", alone) & _same_sentence(batch, alone, alone - 1)
    begin = np.concatenate([alone + 1 - 2 * back, ne + 1])
    reach_from = np.concatenate([alone, partner])
    barriers = np.append(np.flatnonzero(flags.every("barrier") | batch.clause), batch.ids.size)
    barrier = barriers[np.searchsorted(barriers, reach_from, side="right")]
    sentence_end = batch.first[batch.sentence[reach_from] + 1]
    end = np.minimum(np.minimum(barrier, sentence_end), reach_from + 1 + REACH)
    return np.concatenate([alone, ne, partner]), begin, end


def _kept(batch: Batch, flags: _Flags, negators: Positions) -> Positions:
    """Without those that the next or the word before makes harmless."""
    after = _same_sentence(batch, negators, negators + 1)
    following = np.minimum(negators + 1, batch.ids.size - 1)
    cancelled = after & flags.of("cancelling", following) & ~batch.clause[following]
    excused = _same_sentence(batch, negators, negators - 1) & flags.of("excusing", negators - 1)
    return negators[~cancelled & ~excused]


def _with_partner(batch: Batch, flags: _Flags) -> tuple[Positions, Positions]:
    """Each ne that has a partner, and that partner."""
    ne = np.flatnonzero(flags.every("ne"))
    partners = np.flatnonzero(flags.every("partner"))
    if not ne.size or not partners.size:
        return ne[:0], ne[:0]
    following = np.searchsorted(partners, ne)
    partner = partners[np.minimum(following, partners.size - 1)]
    restrictive = np.concatenate([[0], np.cumsum(flags.every("restrictive"))])
    valid = (
        (following < partners.size)
        & (partner - ne <= PARTNER_WITHIN + 1)
        & _same_sentence(batch, ne, partner)
        & (restrictive[partner] == restrictive[ne])
    )
    valid[valid] = np.isin(partner[valid], _kept(batch, flags, partner[valid]))
    return ne[valid], partner[valid]


def _same_sentence(batch: Batch, one: Positions, other: Positions) -> NDArray[np.bool_]:
    inside = (other >= 0) & (other < batch.ids.size)
    same: NDArray[np.bool_] = inside & (batch.sentence[np.where(inside, other, 0)] == batch.sentence[one])
    return same
