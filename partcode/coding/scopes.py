"""How far negations reach: from each negator to the end of its clause, all of a batch at a time.

A scope ends with its clause (see `clauses`) and after `REACH` words. A second negation of the same clause undoes the
first where grammar says so: not … without, not that … not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from partcode.coding.clauses import Operators, clause_ends, relatives
from partcode.coding.marks import Flags, Marks, Positions, covered, following, preceding
from partcode.coding.negation_words import Cue

REACH = 8  # words after the negator
BRIEF_REACH = 3  # after non
PARTNER_WITHIN = 6  # words between ne and pas
SUBJECT_WITHIN = 8  # between aucun and its ne
ABSENT_WITHIN = 3  # between a subject and the verb that says it isn't there

Phrases = Mapping[Cue, tuple[Positions, Positions]]


class Scopes(NamedTuple):
    """Negations by column. start: the first negating word (ne); at: the last one (pas, or the only one); negated are
    the words behind `at` and before `end`; limit: where the clause ends, which may be further. Those before a negator
    are columns of their own: before, before_end, and before_cause, the negator. undone: negators that undo another."""

    start: Positions
    at: Positions
    end: Positions
    limit: Positions
    before: Positions
    before_end: Positions
    before_cause: Positions
    undone: Positions


def scopes(marks: Marks, phrases: Phrases) -> Scopes:
    """The scopes of all negators of a batch; `phrases` are those of `negation_words`, where they were found."""
    operators = _operators(marks, _harmless(phrases))
    limit = clause_ends(marks, operators, phrases["closing"])
    near = operators.at + 1 + np.where(marks.has("brief", operators.at), BRIEF_REACH, REACH)
    end, undone = _undo(marks, operators, np.minimum(limit, near))
    limit = np.where(end < np.minimum(limit, near), end, limit)
    kept = ~np.isin(operators.start, undone)
    operators, end, limit = operators.where(kept), end[kept], limit[kept]
    preceded = operators.begin < operators.at
    absent, absent_end, absent_cause = _absent(marks, phrases["absent"])
    return Scopes(
        start=operators.start,
        at=operators.at,
        end=end,
        limit=limit,
        before=np.concatenate([operators.begin[preceded], absent]),
        before_end=np.concatenate([operators.at[preceded], absent_end]),
        before_cause=np.concatenate([operators.at[preceded], absent_cause]),
        undone=undone,
    )


def _harmless(phrases: Phrases) -> tuple[Positions, Positions]:
    """The phrases in which no negator negates. "pas que" is one of them (not only) unless it opens a clause."""
    first, last = phrases["only"]
    only = ~np.isin(last - 1, phrases["claim"][1])
    harmless = phrases["harmless"]
    return np.concatenate([harmless[0], first[only]]), np.concatenate([harmless[1], last[only]])


def _operators(marks: Marks, harmless: tuple[Positions, Positions]) -> Operators:
    def kept(words: Positions) -> Positions:
        noun = marks.has("noun", words) & marks.beside("article", words, -1)
        return words[~noun & ~covered(words, *harmless)]

    ne, partner = _pairs(marks, kept(marks.every("ne")), kept(marks.every("partner")))
    alone = kept(marks.every("negator"))
    alone = alone[~np.isin(alone, partner) & ~_is_reply(marks, alone)]
    late = _late(marks, ne, alone)
    return Operators(
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


def _undo(marks: Marks, operators: Operators, end: Positions) -> tuple[Positions, Positions]:
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
    undoes = ~is_without & (undone < end) & (undone < joined) & (relatives(marks, operators) < 0)
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
