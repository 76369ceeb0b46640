"""Matches with their verdicts: what context, negation and the speaker's role make of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.coding.negation import Negation
from partcode.coding.plan import Plan, PlannedRule
from partcode.match.batch import Batch
from partcode.model import ROLES, Near

UNKNOWN_ROLE = len(ROLES)  # index after the last role
NOT_SAID, UNKNOWN = 0, -1  # verdicts on reported: 0 no, 1 yes, -1 the speaker's role is unknown

Positions = NDArray[np.int64]
Flags = NDArray[np.bool_]
Obstacle = Literal["unless", "near any", "near none", "said_by", "negation"]


class Evidence(NamedTuple):
    """Matches by column. owner: the rule (or context); first, last: words of the batch; start, end: code points
    in the document; negator: negating words inside are the pattern's own; lost: a word of it lost its accented
    letters; negated; reported (int8 verdict)."""

    owner: Positions
    first: Positions
    last: Positions
    start: Positions
    end: Positions
    negator: Flags
    lost: Flags
    negated: Flags
    reported: NDArray[np.int8]

    def where(self, keep: Flags | Positions | slice) -> Evidence:
        """The rows that are kept."""
        return Evidence(
            self.owner[keep],
            self.first[keep],
            self.last[keep],
            self.start[keep],
            self.end[keep],
            self.negator[keep],
            self.lost[keep],
            self.negated[keep],
            self.reported[keep],
        )

    @classmethod
    def joined(cls, parts: Sequence[Evidence]) -> Evidence:
        """The rows of all parts, one after another."""
        return cls(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


class ByOwner:
    """Evidence, sorted by owner, as each owner's rows."""

    def __init__(self, evidence: Evidence, owners: int) -> None:
        self._evidence = evidence
        self._bounds = np.searchsorted(evidence.owner, np.arange(owners + 1)).tolist()

    def of(self, owner: int) -> Evidence:
        """The rows of one owner."""
        return self._evidence.where(slice(self._bounds[owner], self._bounds[owner + 1]))


class Groups(NamedTuple):
    """By sentence of a batch: the paragraph and the turn it stands in, numbered through the batch, and the
    role of its speaker (index into ROLES, or UNKNOWN_ROLE)."""

    paragraph: Positions
    turn: Positions
    role: Positions


class Judge:
    """Decides what of the matches stands as evidence, rule by rule, each after those whose matches it takes."""

    def __init__(self, plan: Plan, batch: Batch, groups: Groups, found: ByOwner, negation: Negation) -> None:
        self.negation = negation
        self._batch = batch
        self._groups = groups
        self._found = found
        self._standing: dict[int, Evidence] = {}
        for owner in plan.order:
            self._standing[owner] = self._stands(plan.rules[owner], owner)

    def evidence(self) -> Evidence:
        """All that stands, by rule."""
        nothing = self._found.of(0).where(slice(0))
        return Evidence.joined([nothing, *(self._standing[owner] for owner in range(len(self._standing)))])

    def standing(self, owner: int) -> Evidence:
        """What stands of one rule."""
        return self._standing[owner]

    def candidates(self, planned: PlannedRule, owner: int) -> Evidence:
        """The matches of a rule with their verdicts, those of the codes that it names among them, before anything
        is dropped."""
        own = self.found(owner)
        if own.owner.size:
            own = own._replace(negated=self.negation.of(own.first, own.last, own.negator))
        taken = [self._standing[source] for source in planned.sources]
        rows = _each_once(Evidence.joined([own, *taken]), owner) if any(one.owner.size for one in taken) else own
        if planned.rule.negation == "ignore":
            rows = rows._replace(negated=np.zeros_like(rows.negated))
        return self._reported(planned, rows)

    def obstacles(self, planned: PlannedRule) -> Iterator[tuple[Obstacle, Callable[[Evidence], Flags]]]:
        """What can stop a match of a rule: a name, and which rows it stops."""
        near, who = planned.rule.near, planned.who
        if planned.unless >= 0:
            yield "unless", lambda rows: overlaps(rows, self.found(planned.unless))
        if near and planned.any >= 0:
            yield "near any", lambda rows: ~self._is_near(near, rows, self.found(planned.any))
        if near and planned.none >= 0:
            yield "near none", lambda rows: self._is_near(near, rows, self.found(planned.none))
        if who and who.said_by:
            yield "said_by", lambda rows: ~_among(who.said_by)[self._role(rows)]
        if planned.rule.negation == "drop":
            yield "negation", lambda rows: rows.negated

    def found(self, owner: int) -> Evidence:
        """The matches of a rule's own patterns, or of a context, before any verdict."""
        return self._found.of(owner)

    def _stands(self, planned: PlannedRule, owner: int) -> Evidence:
        rows = self.candidates(planned, owner)
        for _, stopped in self.obstacles(planned):
            if rows.owner.size:
                rows = rows.where(~stopped(rows))
        return rows

    def _role(self, rows: Evidence) -> Positions:
        return self._groups.role[self._batch.sentence[rows.first]]

    def _reported(self, planned: PlannedRule, rows: Evidence) -> Evidence:
        if not planned.who or not planned.who.exerted_by or not rows.owner.size:
            return rows
        role = self._role(rows)
        by_another = (~_among(planned.who.exerted_by)[role]).astype(np.int8)
        return rows._replace(reported=np.where(role == UNKNOWN_ROLE, UNKNOWN, by_another).astype(np.int8))

    def _is_near(self, near: Near, rows: Evidence, others: Evidence) -> Flags:
        own, theirs = self._batch.sentence[rows.first], self._batch.sentence[others.first]
        if near.within == "words":
            # Word positions run through the batch, so the sentence is asked for as well.
            return overlaps(rows, others, near.words + 1) & np.isin(own, theirs)
        group = {"paragraph": self._groups.paragraph, "turn": self._groups.turn}.get(near.within)
        return np.isin(own, theirs) if group is None else np.isin(group[own], group[theirs])


def _each_once(rows: Evidence, owner: int) -> Evidence:
    """The rows under a new owner, each span once, by its best verdict."""
    order = np.lexsort((rows.lost, np.abs(rows.reported), rows.negated, rows.end, rows.start, rows.last, rows.first))
    rows = rows.where(order)._replace(owner=np.full(order.size, owner))
    new = np.ones(order.size, dtype=np.bool_)
    new[1:] = np.logical_or.reduce(
        [column[1:] != column[:-1] for column in (rows.first, rows.last, rows.start, rows.end)]
    )
    return rows.where(new)


def _among(roles: Sequence[str]) -> Flags:
    wanted = np.zeros(UNKNOWN_ROLE + 1, dtype=np.bool_)
    wanted[[ROLES.index(role) for role in roles]] = True
    return wanted


def overlaps(rows: Evidence, others: Evidence, margin: int = 0) -> Flags:
    """Whether a row shares a word with any of the others, or stands at most `margin` words away."""
    if not others.owner.size:
        return np.zeros(rows.owner.size, dtype=np.bool_)
    order = np.argsort(others.first, kind="stable")
    first, reach = others.first[order], np.maximum.accumulate(others.last[order])
    before = np.searchsorted(first, rows.last + margin, side="right") - 1
    found: Flags = (before >= 0) & (reach[np.maximum(before, 0)] >= rows.first - margin)
    return found
