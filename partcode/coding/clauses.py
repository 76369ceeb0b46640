"""Where the clause of each negator ends.

It ends at a clause mark, at a conjunction that contrasts, gives a reason or brings a new subject, at "and" with a verb
that can't be negated with the one before, at a relative clause unless a noun is negated (no donor who …), behind a
relative clause where the sentence goes on, and behind a verb of denial (nobody doubts that …).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from partcode.coding.marks import Flags, Marks, Positions, following, preceding

PARENTHESIS = 4  # words between two commas that don't end a clause
LONG_PARENTHESIS = 8  # straight behind the negator
RELATIVE_WITHIN = 3  # between who and its negator


class Operators(NamedTuple):
    """Negators as they stand: `start` is the first negating word (ne), `at` the last one (pas, or the only one),
    `begin` the first word that each can negate, ne's verb included."""

    start: Positions
    at: Positions
    begin: Positions

    def where(self, rows: Flags) -> Operators:
        """Some of them."""
        return Operators(self.start[rows], self.at[rows], self.begin[rows])


def clause_ends(marks: Marks, operators: Operators, closing: tuple[Positions, Positions]) -> Positions:
    """Where the clause of each negator ends; `closing` are the phrases behind which nothing is negated."""
    at = operators.at
    nominal = marks.has("nominal", at) | marks.beside("indefinite", at, 1) | _cleft(marks, at)
    clausal_without = marks.beside("restrictive", at, 1)  # sans que nous …
    mark, resumed = _mark(marks, at)
    limits = [
        mark,
        _main_verb(marks, operators),
        _joined_verb(marks, at),
        following(_barriers(marks), resumed, marks.size),
        np.where(nominal, marks.size, following(marks.every("relative"), resumed, marks.size)),
        np.where(
            marks.has("without", at) & ~clausal_without,
            following(marks.every("nominative"), at, marks.size),
            marks.size,
        ),
        # Denied is the verb itself, wherever it stands (on n'hésite pas à …), and nothing behind it.
        following(np.sort(closing[1]), operators.begin - 1, marks.size) + 1,
    ]
    return np.maximum(np.minimum.reduce(limits), at + 1)


def relatives(marks: Marks, operators: Operators) -> Positions:
    """The word that opens each negator's relative clause (those who don't …), -1 where it stands in none."""
    start = operators.start
    opener = preceding(marks.every("relative"), start)
    # "that" is one before a negated verb, but not at the head of a sentence.
    before = start - 1 - marks.beside("auxiliary", start, -1)
    verbal = ~marks.has("nominal", start) & ~marks.has("partner", start) & ~marks.has("without", start)
    that = verbal & marks.beside("complement", before, 0) & marks.together(start, before - 1) & ~marks.has("ne", start)
    opener = np.where(that, np.maximum(opener, before), opener)
    near = (opener >= 0) & (start - opener <= RELATIVE_WITHIN) & (marks.clause_start(operators.at) <= opener)
    return np.where(near, opener, -1)


def _mark(marks: Marks, at: Positions) -> tuple[Positions, Positions]:
    """The clause mark that ends each clause, which goes on behind a few words in commas (we don't, erm, trust …),
    and the last word before it goes on."""
    end = marks.clause_end(at)
    again = marks.clause_end(_inside(marks, end))
    words = again - end
    parenthesis = (end <= at + 2) & marks.together(at, again) & ~marks.beside("subject", _inside(marks, again), 0)
    parenthesis &= words <= np.where(end == at + 1, LONG_PARENTHESIS, PARENTHESIS)
    # With a subject and more than a verb (you know, je crois), it is a clause of its own.
    parenthesis &= (words <= 2) | ~marks.beside("subject", _inside(marks, end - 1), 1)
    parenthesis &= ~marks.has("nominal", at) & ~marks.has("brief", at)
    return (
        np.where(parenthesis, marks.clause_end(_inside(marks, again)), end),
        np.where(parenthesis, again - 1, at),
    )


def _main_verb(marks: Marks, operators: Operators) -> Positions:
    """The verb with which the sentence goes on behind a relative clause (those who don't come decide …)."""
    at = operators.at
    opener = relatives(marks, operators)
    finite = _finite(marks)
    # A French negator stands behind the verb of its clause, an English one before it unless it is the object.
    behind = marks.has("partner", at) | marks.has("nominal", at)
    subject = marks.has("nominal", at) & (at == opener + 1)  # whom nobody asked
    before = np.where(subject, following(finite, at, marks.size), at + 1 + marks.beside("light", at, 1))
    past_verb = np.where(behind & ~subject, at, before)
    main = following(finite, past_verb, marks.size)
    others = np.sort(np.concatenate([marks.every(name) for name in ("complement", "nominative", "relative")]))
    return np.where((opener >= 0) & (following(others, at, marks.size) > main), main, marks.size)


def _finite(marks: Marks) -> Positions:
    """Auxiliaries, and verbs that no article or other sign of a noun goes before, in order."""
    verb, maybe = marks.every("verb"), marks.every("maybe")
    found = np.concatenate([verb, maybe[marks.beside("article", maybe, 1)]])
    found = found[~marks.beside("context", found, -1) & ~marks.beside("joining", found, -1)]
    return np.unique(np.concatenate([marks.every("auxiliary"), found]))


def _joined_verb(marks: Marks, at: Positions) -> Positions:
    """The first "and" with a verb that can't stand under the same negation (they don't ask and imposed …)."""
    joining = marks.every("joining")
    verb = joining + 1 + marks.beside("light", joining, 1)
    goes_on = marks.beside("verb", verb, 0) | (marks.beside("maybe", verb, 0) & marks.beside("article", verb, 1))
    goes_on &= marks.together(joining, verb)
    unchanged = marks.beside("unchanged", verb, 0) & marks.together(joining, verb)
    infinitive = marks.has("bare", at) | marks.beside("bare", at, -1)
    past = marks.has("past", at) | marks.beside("past", at, -1)
    return np.minimum(
        np.where(infinitive, following(joining[goes_on], at, marks.size), marks.size),
        np.where(past, following(joining[unchanged], at, marks.size), marks.size),
    )


def _barriers(marks: Marks) -> Positions:
    """Words that end a scope by themselves, or because a new clause follows."""
    joining, condition = marks.every("joining"), marks.every("condition")
    joining = joining[marks.beside("subject", joining, 1) | marks.beside("auxiliary", joining, 1)]
    condition = condition[marks.beside("subject", condition, 1) | marks.beside("article", condition, 1)]
    return np.sort(np.concatenate([marks.every("barrier"), joining, condition]))


def _cleft(marks: Marks, at: Positions) -> Flags:
    return marks.beside("cleft", at, -1) | marks.beside("cleft", at, -2) | marks.beside("cleft", at, -3)


def _inside(marks: Marks, words: Positions) -> Positions:
    return words.clip(max=max(marks.size - 1, 0))
