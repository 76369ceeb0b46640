"""Matches with their verdicts: what context, negation and the speaker's role make of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.coding.plan import Plan, PlannedRule
from partcode.match.batch import Batch
from partcode.model import ROLES, Near

UNKNOWN_ROLE = len(ROLES)  # index after the last role
NOT_SAID, UNKNOWN = 0, -1  # verdicts on reported: 0 no, 1 yes, -1 the speaker's role is unknown

Positions = NDArray[np.int64]


class Evidence(NamedTuple):
    """Matches by column. owner: the rule (or context); first, last: words of the batch; start, end: code points
    in the document; negator: negating words inside are the pattern's own; negated; reported (int8 verdict)."""

    owner: Positions
    first: Positions
    last: Positions
    start: Positions
    end: Positions
    negator: NDArray[np.bool_]
    negated: NDArray[np.bool_]
    reported: NDArray[np.int8]

    def where(self, keep: NDArray[np.bool_] | Positions) -> Evidence:
        """The rows that are kept."""
        return Evidence(
            self.owner[keep],
            self.first[keep],
            self.last[keep],
            self.start[keep],
            self.end[keep],
            self.negator[keep],
            self.negated[keep],
            self.reported[keep],
        )


class Groups(NamedTuple):
    """By sentence of a batch: the paragraph and the turn it stands in, numbered through the batch, and the
    role of its speaker (index into ROLES, or UNKNOWN_ROLE)."""

    paragraph: Positions
    turn: Positions
    role: Positions


def judge(
    plan: Plan,
    batch: Batch,
    groups: Groups,
    evidence: Evidence,
    negated: Callable[[Evidence], NDArray[np.bool_]],
) -> Evidence:
    """The evidence of rules alone (contexts have served), with every verdict given and every drop made."""
    bounds = np.searchsorted(evidence.owner, np.arange(_owners(plan, evidence) + 1))
    kept = []
    for owner, planned in enumerate(plan.rules):
        rows = evidence.where(np.arange(bounds[owner], bounds[owner + 1]))
        if rows.owner.size:
            kept.append(_judge_rule(planned, batch, groups, evidence, bounds, rows, negated))
    if not kept:
        return evidence.where(np.zeros(0, dtype=np.int64))
    return Evidence(*(np.concatenate(columns) for columns in zip(*kept, strict=True)))


def _owners(plan: Plan, evidence: Evidence) -> int:
    contexts = [max(rule.unless, rule.any, rule.none) + 1 for rule in plan.rules]
    return max([len(plan.rules), *contexts])


def _judge_rule(
    planned: PlannedRule,
    batch: Batch,
    groups: Groups,
    evidence: Evidence,
    bounds: Positions,
    rows: Evidence,
    negated: Callable[[Evidence], NDArray[np.bool_]],
) -> Evidence:
    def context(owner: int) -> Evidence:
        return evidence.where(np.arange(bounds[owner], bounds[owner + 1]))

    if planned.unless >= 0:
        rows = rows.where(~_overlaps(rows, context(planned.unless)))
    near = planned.rule.near
    if near and planned.any >= 0:
        rows = rows.where(_is_near(near, batch, groups, rows, context(planned.any)))
    if near and planned.none >= 0:
        rows = rows.where(~_is_near(near, batch, groups, rows, context(planned.none)))
    rows = _with_speaker(planned, batch, groups, rows)
    if planned.rule.negation == "ignore":
        return rows
    verdict = negated(rows)
    if planned.rule.negation == "drop":
        return rows.where(~verdict)
    return rows._replace(negated=verdict)


def _with_speaker(planned: PlannedRule, batch: Batch, groups: Groups, rows: Evidence) -> Evidence:
    who = planned.who
    if who is None:
        return rows
    role = groups.role[batch.sentence[rows.first]]
    if who.said_by:
        said = _among(who.said_by)[role]
        rows, role = rows.where(said), role[said]
    if who.exerted_by:
        by_another = (~_among(who.exerted_by)[role]).astype(np.int8)
        rows = rows._replace(reported=np.where(role == UNKNOWN_ROLE, UNKNOWN, by_another).astype(np.int8))
    return rows


def _among(roles: Sequence[str]) -> NDArray[np.bool_]:
    wanted = np.zeros(UNKNOWN_ROLE + 1, dtype=np.bool_)
    wanted[[ROLES.index(role) for role in roles]] = True
    return wanted


def _overlaps(rows: Evidence, others: Evidence, margin: int = 0) -> NDArray[np.bool_]:
    """Whether a row shares a word with any of the others, or stands at most `margin` words away."""
    if not others.owner.size:
        return np.zeros(rows.owner.size, dtype=np.bool_)
    order = np.argsort(others.first, kind="stable")
    first, reach = others.first[order], np.maximum.accumulate(others.last[order])
    before = np.searchsorted(first, rows.last + margin, side="right") - 1
    return (before >= 0) & (reach[np.maximum(before, 0)] >= rows.first - margin)


def _is_near(near: Near, batch: Batch, groups: Groups, rows: Evidence, others: Evidence) -> NDArray[np.bool_]:
    own, theirs = batch.sentence[rows.first], batch.sentence[others.first]
    if near.within == "words":
        # Word positions run through the batch, so the sentence is asked for as well.
        return _overlaps(rows, others, near.words + 1) & np.isin(own, theirs)
    group = {"paragraph": groups.paragraph, "turn": groups.turn}.get(near.within)
    return np.isin(own, theirs) if group is None else np.isin(group[own], group[theirs])
