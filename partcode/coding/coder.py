"""The automatic coder: documents in, codings with their evidence out, one batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from partcode.coding.evidence import NOT_SAID, UNKNOWN, ByOwner, Evidence, Groups, Judge
from partcode.coding.negation import Negation, NegationFinder
from partcode.coding.plan import Plan
from partcode.match.batch import Batch
from partcode.match.engine import Hits, minimal
from partcode.match.matcher import Matcher
from partcode.match.regexes import Regexes
from partcode.match.tokens import match_tokens
from partcode.model.codebook import CERTAINTIES

VERSION = "4"  # changes when the same words and codebooks may give other codings


@dataclass(frozen=True, slots=True)
class Codings:
    """Codings by column, sorted by segment and code, and their evidence.

    segment: as given by the caller; document: index into the batch; code: index into the plan's codes; negated
    (bool) and reported (int8: 0, 1, -1 unknown) are those of the leading evidence; first: index of each coding's
    first match, with one more entry at the end. By match: rule (index into the plan's rules), start, end (code
    points), match_negated, match_reported, match_lost (bool: it holds a word that lost its accented letters, which
    the rule wants too); the leading match of a coding comes first.
    """

    segment: NDArray[np.int64]
    document: NDArray[np.int64]
    code: NDArray[np.int64]
    negated: NDArray[np.bool_]
    reported: NDArray[np.int8]
    first: NDArray[np.int64]
    rule: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    match_negated: NDArray[np.bool_]
    match_reported: NDArray[np.int8]
    match_lost: NDArray[np.bool_]

    def where(self, keep: NDArray[np.bool_]) -> Codings:
        """Some of the codings, with their evidence."""
        counts = np.diff(self.first)
        matches = np.repeat(keep, counts)
        return Codings(
            segment=self.segment[keep],
            document=self.document[keep],
            code=self.code[keep],
            negated=self.negated[keep],
            reported=self.reported[keep],
            first=np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts[keep])]),
            rule=self.rule[matches],
            start=self.start[matches],
            end=self.end[matches],
            match_negated=self.match_negated[matches],
            match_reported=self.match_reported[matches],
            match_lost=self.match_lost[matches],
        )


class Coder:
    """A plan at work on a vocabulary that grows: `learn` the words of a batch before it is coded."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._matcher = Matcher(plan.compile)
        self.satisfying = self._matcher.satisfying
        self._regexes = Regexes(plan.regexes)
        self._negations = NegationFinder()
        self._lengths = np.zeros(0, dtype=np.int64)

    def learn(self, words: Sequence[str], lemmas: Mapping[str, Sequence[str]]) -> None:
        """Take in the next words, whose ids follow on those learnt before; `lemmas` by language, one entry per
        word (see words.lemmas)."""
        self._matcher.learn(words, lemmas)
        self._regexes.learn(words)
        self._negations.learn(words, lemmas)
        self._lengths = np.concatenate([self._lengths, np.array([len(word) for word in words], dtype=np.int64)])

    def matches(self, batch: Batch, text_of: Callable[[int], str]) -> Evidence:
        """Every match of every pattern, sorted by owner and place: of rules the tightest ones, of contexts all, since
        what a shorter one leaves out may be just what a rule's match shares with the longer."""
        hits = self._matcher.find(batch)
        if self.plan.tokens:
            tokens = match_tokens(self.plan.tokens, batch, self.satisfying, self._lengths, text_of)
            hits = Hits(*(np.concatenate(pair) for pair in zip(hits, tokens, strict=True)))
        of_rule = hits.owner < len(self.plan.rules)
        kept = zip(minimal(hits.where(of_rule)), hits.where(~of_rule), strict=True)
        return self._located(batch, Hits(*(np.concatenate(pair) for pair in kept)), text_of)

    def code(
        self,
        batch: Batch,
        groups: Groups,
        segments: NDArray[np.int64],
        text_of: Callable[[int], str],
    ) -> Codings:
        """The codings of a batch; `segments` names the segment of every sentence."""
        judged = self.judge(batch, groups, text_of).evidence()
        sentence = batch.sentence[judged.first]
        return self._grouped(judged, segments[sentence], batch.document[sentence])

    def judge(self, batch: Batch, groups: Groups, text_of: Callable[[int], str]) -> Judge:
        """All rules of a batch judged."""
        found = ByOwner(self.matches(batch, text_of), self.plan.owners)
        return Judge(self.plan, batch, groups, found, self.negations(batch, found))

    def negations(self, batch: Batch, found: ByOwner) -> Negation:
        """The negations of a batch in which `found` was found."""
        phrases = {cue: found.of(owner) for cue, owner in self.plan.cues.items()}
        return self._negations.find(batch, {cue: (rows.first, rows.last) for cue, rows in phrases.items()})

    def _located(self, batch: Batch, hits: Hits, text_of: Callable[[int], str]) -> Evidence:
        extra = np.array(self._regexes.find(batch, text_of), dtype=np.int64).reshape(-1, 5)
        owner = np.concatenate([hits.owner, extra[:, 0]])
        first = np.concatenate([hits.first, extra[:, 1]])
        last = np.concatenate([hits.last, extra[:, 2]])
        start = np.concatenate([batch.start[hits.first], extra[:, 3]])
        end = np.concatenate([batch.start[hits.last] + self._lengths[batch.ids[hits.last]], extra[:, 4]])
        negator = np.concatenate([hits.negator, np.zeros(len(extra), dtype=np.bool_)])
        found = Evidence(
            owner,
            first,
            last,
            start,
            end,
            negator,
            np.concatenate([hits.lost | self._lost(batch, hits), np.zeros(len(extra), dtype=np.bool_)]),
            np.zeros_like(negator),
            np.full(owner.size, NOT_SAID, np.int8),
        )
        return found.where(np.lexsort((last, first, owner)))

    def _lost(self, batch: Batch, hits: Hits) -> NDArray[np.bool_]:
        """Which matches hold a word that lost its accented letters, among those of owners that want such words. One
        that only stands in a gap of the match counts as well."""
        if not self.plan.lossy:
            return np.zeros(hits.owner.size, dtype=np.bool_)
        words = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(self._matcher.lost(batch))])
        lost: NDArray[np.bool_] = np.isin(hits.owner, sorted(self.plan.lossy)) & (
            words[hits.last + 1] > words[hits.first]
        )
        return lost

    def _grouped(self, found: Evidence, segment: NDArray[np.int64], document: NDArray[np.int64]) -> Codings:
        code_of = np.array([rule.code for rule in self.plan.rules] or [0], dtype=np.int64)
        code = code_of[found.owner]
        # Plain evidence leads, then that of unknown speakers, then reported; negated comes last of all. Among equals
        # the surest rule leads.
        rank = np.where(found.reported == UNKNOWN, 1, found.reported.astype(np.int64) * 2) + 4 * found.negated
        doubt = np.array([CERTAINTIES.index(rule.rule.certainty) for rule in self.plan.rules] or [0], dtype=np.int64)
        order = np.lexsort((found.owner, found.end, found.start, doubt[found.owner], rank, code, segment))
        found, segment, code = found.where(order), segment[order], code[order]
        new = np.ones(segment.size, dtype=np.bool_)
        new[1:] = (segment[1:] != segment[:-1]) | (code[1:] != code[:-1])
        lead = np.flatnonzero(new)
        return Codings(
            segment=segment[lead],
            document=document[order][lead],
            code=code[lead],
            negated=found.negated[lead],
            reported=found.reported[lead],
            first=np.append(lead, segment.size),
            rule=found.owner,
            start=found.start,
            end=found.end,
            match_negated=found.negated,
            match_reported=found.reported,
            match_lost=found.lost,
        )
