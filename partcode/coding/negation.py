"""Which words stand under a negation, in English and French, by word and clause, without a parser.

A negator's scope runs forward from it to the next clause mark, contrasting conjunction or the end of the sentence,
at most `REACH` words. French ne counts only with its partner (pas, jamais, aucun …), so that "ne … que" and the
expletive ne negate nothing; spoken French leaves ne out, so pas alone also covers the verb before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.match.batch import Batch

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


class Negation(NamedTuple):
    """Where negations are, by words of a batch in order: `negators`; and half-open ranges that they negate, by
    `start`, with the furthest word to which this range or one before it reaches."""

    negators: Positions
    start: Positions
    reach: Positions

    def of(self, first: Positions, last: Positions, own: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether matches are negated: their first word is, or a negator stands inside that isn't the
        pattern's `own`."""
        before, behind = np.searchsorted(self.negators, [np.minimum(first + 1, last + 1), last + 1])
        scope = np.searchsorted(self.start, first, side="right")
        negated: NDArray[np.bool_] = (self.reach[scope] > first) | ((behind > before) & ~own)
        return negated


class NegationFinder:
    """Finds negations in batches over a vocabulary that grows (words folded character by character, in id order)."""

    def __init__(self) -> None:
        self._bits = [_bits(lists) for lists in _LISTS.values()]
        self._flags = np.zeros((len(_LISTS), 0), dtype=np.uint8)

    def learn(self, words: Sequence[str]) -> None:
        """Take in further words."""
        new = np.array([[bits.get(word, 0) for word in words] for bits in self._bits], dtype=np.uint8)
        self._flags = np.concatenate([self._flags, new], axis=1)

    def find(self, batch: Batch) -> Negation:
        """The negations of all coded sentences of a batch, each by the rules of its language."""
        negators, start, end = _scopes(batch, _Flags(batch.look_up(self._flags)))
        order = np.argsort(start, kind="stable")
        reach = np.maximum.accumulate(np.concatenate([np.zeros(1, dtype=np.int64), end[order]]))
        return Negation(np.unique(negators), start[order], reach)


class _Flags:
    """By word of a batch, in which of the sets of `_Words` it is: one bit each. Few words are in any."""

    def __init__(self, bits: NDArray[np.uint8]) -> None:
        self._bits = bits
        self._marked = np.flatnonzero(bits)

    def every(self, name: str) -> Positions:
        """The words that are in a set, in order."""
        return self._marked[self.of(name, self._marked)]

    def of(self, name: str, words: Positions) -> NDArray[np.bool_]:
        """Whether each of some words is."""
        has: NDArray[np.bool_] = (self._bits[words] & (1 << _Words._fields.index(name))) != 0
        return has


def _bits(lists: _Words) -> dict[str, int]:
    return {
        word: sum(1 << bit for bit, words in enumerate(lists) if word in words) for words in lists for word in words
    }


def _scopes(batch: Batch, flags: _Flags) -> tuple[Positions, Positions, Positions]:
    """Negators, and the half-open ranges of words that they negate."""
    plain = _kept(batch, flags, flags.every("negator"))
    ne, partner = _with_partner(batch, flags)
    alone = plain[~np.isin(plain, partner)]
    back = flags.of("backward", alone) & _same_sentence(batch, alone, alone - 1)
    begin = np.concatenate([alone + 1 - 2 * back, ne + 1])
    reach_from = np.concatenate([alone, partner])
    barrier = np.minimum(
        _next(flags.every("barrier"), reach_from, batch.ids.size),
        _next(np.flatnonzero(batch.clause), reach_from, batch.ids.size),
    )
    sentence_end = batch.first[batch.sentence[reach_from] + 1]
    end = np.minimum(np.minimum(barrier, sentence_end), reach_from + 1 + REACH)
    return np.concatenate([alone, ne, partner]), begin, end


def _next(places: Positions, after: Positions, otherwise: int) -> Positions:
    """The first of the places behind each of some words."""
    return np.append(places, otherwise)[np.searchsorted(places, after, side="right")]


def _kept(batch: Batch, flags: _Flags, negators: Positions) -> Positions:
    """Without those that the next or the word before makes harmless."""
    after = _same_sentence(batch, negators, negators + 1)
    following = np.minimum(negators + 1, batch.ids.size - 1)
    cancelled = after & flags.of("cancelling", following) & ~batch.clause[following]
    excused = _same_sentence(batch, negators, negators - 1) & flags.of("excusing", negators - 1)
    return negators[~cancelled & ~excused]


def _with_partner(batch: Batch, flags: _Flags) -> tuple[Positions, Positions]:
    """Each ne that has a partner, and that partner."""
    ne, partners = flags.every("ne"), flags.every("partner")
    if not ne.size or not partners.size:
        return ne[:0], ne[:0]
    following = np.searchsorted(partners, ne)
    partner = partners[np.minimum(following, partners.size - 1)]
    que_before_ne, que_before_partner = np.searchsorted(flags.every("restrictive"), [ne, partner])
    valid = (
        (following < partners.size)
        & (partner - ne <= PARTNER_WITHIN + 1)
        & _same_sentence(batch, ne, partner)
        & (que_before_ne == que_before_partner)
    )
    valid[valid] = np.isin(partner[valid], _kept(batch, flags, partner[valid]))
    return ne[valid], partner[valid]


def _same_sentence(batch: Batch, one: Positions, other: Positions) -> NDArray[np.bool_]:
    inside = (other >= 0) & (other < batch.ids.size)
    same: NDArray[np.bool_] = inside & (batch.sentence[np.where(inside, other, 0)] == batch.sentence[one])
    return same
