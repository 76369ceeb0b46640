"""How far negations reach: from each negator to the end of its clause, all of a batch at a time.

A scope ends at a clause mark, at a conjunction that contrasts, gives a reason or brings a new subject, at a relative
clause unless a noun is negated (no donor who …), behind a verb of denial (nobody doubts that …), and after `REACH`
words. A second negation of the same clause undoes the first where grammar says so: not … without, not that … not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from partcode.coding.marks import Flags, Marks, Positions, covered, following, preceding
from partcode.coding.negation_words import Cue

REACH = 8  # words after the negator
BRIEF_REACH = 3  # after non
PARTNER_WITHIN = 6  # words between ne and pas
SUBJECT_WITHIN = 8  # between aucun and its ne
PARENTHESIS = 4  # words between two commas that don't end a clause
RELATIVE_WITHIN = 3  # between who and its negator
ABSENT_WITHIN = 3  # between a subject and the verb that says it isn't there

Phrases = Mapping[Cue, tuple[Positions, Positions]]


class Scopes(NamedTuple):
    """Negations by column. start: the first negating word (ne); at: the last one (pas, or the only one); negated are
    the words behind `at` and before `end`. Those before a negator are columns of their own: before, before_end, and
    before_cause, the negator. undone: negators that undo another."""

    start: Positions
    at: Positions
    end: Positions
    before: Positions
    before_end: Positions
    before_cause: Positions
    undone: Positions


class _Operators(NamedTuple):
    """Negators as they stand: `begin` is the first word that each can negate, ne's verb included."""

    start: Positions
    at: Positions
    begin: Positions

    def where(self, rows: Flags) -> _Operators:
        return _Operators(self.start[rows], self.at[rows], self.begin[rows])


def scopes(marks: Marks, phrases: Phrases) -> Scopes:
    """The scopes of all negators of a batch; `phrases` are those of `negation_words`, where they were found."""
    operators = _operators(marks, phrases["harmless"])
    end = _ends(marks, operators, phrases["closing"])
    end, undone = _undo(marks, operators, end)
    kept = ~np.isin(operators.start, undone)
    operators, end = operators.where(kept), end[kept]
    preceded = operators.begin < operators.at
    absent, absent_end, absent_cause = _absent(marks, phrases["absent"])
    return Scopes(
        start=operators.start,
        at=operators.at,
        end=end,
        before=np.concatenate([operators.begin[preceded], absent]),
        before_end=np.concatenate([operators.at[preceded], absent_end]),
        before_cause=np.concatenate([operators.at[preceded], absent_cause]),
        undone=undone,
    )


def _operators(marks: Marks, harmless: tuple[Positions, Positions]) -> _Operators:
    def kept(words: Positions) -> Positions:
        noun = marks.has("noun", words) & marks.beside("article", words, -1)
        return words[~noun & ~covered(words, *harmless)]

    ne, partner = _pairs(marks, kept(marks.every("ne")), kept(marks.every("partner")))
    alone = kept(marks.every("negator"))
    alone = alone[~np.isin(alone, partner) & ~_is_reply(marks, alone)]
    late = _late(marks, ne, alone)
    return _Operators(
        start=np.concatenate([ne, alone, late]),
        at=np.concatenate([partner, alone, late]),
        begin=np.concatenate([ne + 1, _backward(marks, alone), late + 1]),
    )


def _pairs(marks: Marks, ne: Positions, partners: Positions) -> tuple[Positions, Positions]:
    """Each ne that has a partner, and that partner."""
    partner = following(partners, ne, marks.size)
    near = partner - ne <= PARTNER_WITHIN + 1
    near &= marks.together(ne, partner)
    ne, partner = ne[near], partner[near]
    between = [following(marks.every(name), ne, marks.size) for name in ("restrictive", "barrier")]
    # One clause mark ends the clause of ne; two enclose a parenthesis (il n'y a, je crois, pas de …).
    whole = (np.minimum(*between) > partner) & (marks.clause_marks(ne, partner) != 1)
    return ne[whole], partner[whole]


def _late(marks: Marks, ne: Positions, alone: Positions) -> Positions:
    """Each ne whose partner stands before it, as its subject (personne ne …)."""
    others = marks.every("ne")
    others = others[~np.isin(others, ne)]
    subject = preceding(alone[marks.has("nominal", alone)], others)
    near = (subject >= 0) & (others - subject <= SUBJECT_WITHIN) & marks.together(others, subject)
    found: Positions = others[near & (marks.clause_marks(subject, others) != 1)]
    return found


def _is_reply(marks: Marks, words: Positions) -> Flags:
    """Whether each is an answer before a new clause: no we trust them."""
    clause_follows = marks.beside("subject", words, 1)
    clause_follows |= marks.beside("article", words, 1) & ~marks.together(words, words - 1)
    return marks.has("reply", words) & clause_follows


def _backward(marks: Marks, words: Positions) -> Positions:
    """The first word that each negates: the one after it, or the verb before it."""
    before = words - 1
    for _ in range(2):
        before = before - (marks.together(words, before) & marks.has("skipped", np.maximum(before, 0)))
    covers = marks.has("backward", words) & marks.together(words, before)
    covers &= marks.clause_marks(np.maximum(before, 0), words) == 0
    # An article before it shows a noun; the same words are pronouns after a subject (on la coupe pas).
    noun = marks.beside("context", before.clip(0), -1) & ~marks.beside("subject", before.clip(0), -2)
    return np.where(covers & ~noun, before, words + 1)


def _ends(marks: Marks, operators: _Operators, closing: tuple[Positions, Positions]) -> Positions:
    at = operators.at
    nominal = marks.has("nominal", at) | marks.beside("indefinite", at, 1) | _cleft(marks, at)
    clausal_without = marks.beside("restrictive", at, 1)  # sans que nous …
    limits = [
        at + 1 + np.where(marks.has("brief", at), BRIEF_REACH, REACH),
        _clause_end(marks, at),
        # Behind a relative clause, an auxiliary goes on with the sentence.
        np.where(_in_relative(marks, operators), following(marks.every("auxiliary"), at + 1, marks.size), marks.size),
        following(_barriers(marks), at, marks.size),
        np.where(nominal, marks.size, following(marks.every("relative"), at, marks.size)),
        np.where(
            marks.has("without", at) & ~clausal_without,
            following(marks.every("nominative"), at, marks.size),
            marks.size,
        ),
        # Denied is the verb itself, wherever it stands (on n'hésite pas à …), and nothing behind it.
        following(np.sort(closing[1]), operators.begin - 1, marks.size) + 1,
    ]
    return np.maximum(np.minimum.reduce(limits), at + 1)


def _clause_end(marks: Marks, at: Positions) -> Positions:
    """Where the clause of each negator ends, which goes on behind a few words in commas (we don't, erm, trust …)."""
    end = marks.clause_end(at)
    again = marks.clause_end(_inside(marks, end))
    parenthesis = (end <= at + 2) & marks.together(at, again) & (again - end <= PARENTHESIS)
    # With a subject and more than a verb (you know, je crois), it is a clause of its own.
    parenthesis &= (again - end <= 2) | ~marks.beside("subject", _inside(marks, end - 1), 1)
    parenthesis &= ~marks.has("nominal", at) & ~marks.has("brief", at)
    return np.where(parenthesis, marks.clause_end(_inside(marks, again)), end)


def _inside(marks: Marks, words: Positions) -> Positions:
    return words.clip(max=max(marks.size - 1, 0))


def _in_relative(marks: Marks, operators: _Operators) -> Flags:
    """Whether each negator is that of a relative clause (those who don't …)."""
    relative = preceding(marks.every("relative"), operators.start)
    near = (relative >= 0) & (operators.start - relative <= RELATIVE_WITHIN)
    within: Flags = near & (marks.clause_start(operators.at) <= relative)
    return within


def _cleft(marks: Marks, at: Positions) -> Flags:
    return marks.beside("cleft", at, -1) | marks.beside("cleft", at, -2) | marks.beside("cleft", at, -3)


def _barriers(marks: Marks) -> Positions:
    """Words that end a scope by themselves, or because a new clause follows."""
    joining, condition = marks.every("joining"), marks.every("condition")
    joining = joining[marks.beside("subject", joining, 1) | marks.beside("auxiliary", joining, 1)]
    condition = condition[marks.beside("subject", condition, 1) | marks.beside("article", condition, 1)]
    return np.sort(np.concatenate([marks.every("barrier"), joining, condition]))


def _undo(marks: Marks, operators: _Operators, end: Positions) -> tuple[Positions, Positions]:
    """The ends of the scopes cut where a second negator undoes the first, and these second ones."""
    at, start = operators.at, operators.start
    is_without = marks.has("without", at)
    joined = following(marks.every("joining"), at, marks.size)
    plain = np.sort(start[~is_without])
    # A question with a negation (isn't it odd that nobody …) denies nothing.
    asks = marks.beside("nominative", at, 1) | marks.beside("cleft", at, 1)
    complement = np.where(asks, marks.size, following(marks.every("complement"), at, marks.size))
    doubling = np.sort(start[marks.has("doubling", start) | (marks.has("ne", start) & (at == start + 1))])
    twice = following(doubling, at, marks.size)
    adjacent = (twice - at <= 2) & ~marks.same_word(at, np.minimum(twice, marks.size - 1))
    undone = np.minimum.reduce(
        [
            following(np.sort(at[is_without]), at, marks.size),
            following(plain, complement, marks.size),
            np.where(adjacent, twice, marks.size),
        ]
    )
    undoes = ~is_without & (undone < end) & (undone < joined) & ~_in_relative(marks, operators)
    # The second negator itself is still negated, for rules that name it (without trust).
    return np.where(undoes, undone + 1, end), np.unique(undone[undoes])


def _absent(marks: Marks, phrases: tuple[Positions, Positions]) -> tuple[Positions, Positions, Positions]:
    """The subjects of phrases that say it isn't there: the words before, up to the clause's start."""
    verb = np.unique(phrases[0])
    verb = verb - marks.beside("ne", verb, -1)
    # The subject may stand before a comma, with a pronoun in its place (la confiance, elle n'est plus là).
    end = verb - (marks.beside("subject", verb, -1) & (marks.clause_start(verb) == verb - 1))
    start = np.maximum(end - 1 - ABSENT_WITHIN, marks.clause_start((end - 1).clip(0)))
    others = np.sort(np.concatenate([marks.every("relative"), marks.every("subject")]))
    own = (preceding(others, end) < start) & marks.together(verb, end - 1)
    return start[own], end[own], verb[own]
