"""The automatic coder: documents in, codings with their evidence out, one batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from partcode.coding.evidence import NOT_SAID, UNKNOWN, Evidence, Groups, judge
from partcode.coding.negation import NegationFinder
from partcode.coding.plan import Plan
from partcode.match.batch import Batch
from partcode.match.engine import Hits, match, minimal
from partcode.match.regexes import match_regexes
from partcode.match.tokens import match_tokens
from partcode.match.vocabulary import Lexicon
from partcode.model import LANGUAGES

VERSION = "1"  # changes when the same words and codebooks may give other codings


@dataclass(frozen=True, slots=True)
class Codings:
    """Codings by column, sorted by segment and code, and their evidence.

    segment: as given by the caller; document: index into the batch; code: index into the plan's codes; negated
    (bool) and reported (int8: 0, 1, -1 unknown) are those of the leading evidence; first: index of each coding's
    first match, with one more entry at the end. By match: rule (index into the plan's rules), start, end (code
    points), match_negated, match_reported; the leading match of a coding comes first.
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


class Coder:
    """A plan compiled against one vocabulary. `lemmas` by language, one entry per word (see words.lemmas)."""

    def __init__(self, plan: Plan, vocabulary: Sequence[str], lemmas: Mapping[str, Sequence[str]]) -> None:
        self.plan = plan
        self._vocabulary = vocabulary
        self._lexicons = {one: Lexicon(one, vocabulary, lemmas[one]) for one in LANGUAGES}
        self._program = plan.compile(self._lexicons, len(vocabulary))
        self._lengths = np.array([len(word) for word in vocabulary], dtype=np.int64)

    @cached_property
    def _negations(self) -> NegationFinder:
        return NegationFinder(self._vocabulary)

    def matches(self, batch: Batch, text_of: Callable[[int], str]) -> Evidence:
        """Every match of every pattern of rules and contexts, the tightest ones, sorted by owner and place."""
        hits = match(self._program, batch)
        if self.plan.tokens:
            tokens = match_tokens(self.plan.tokens, batch, self._lexicons, self._vocabulary, text_of)
            hits = Hits(*(np.concatenate(pair) for pair in zip(hits, tokens, strict=True)))
        return self._located(batch, minimal(hits), text_of)

    def code(
        self,
        batch: Batch,
        groups: Groups,
        segments: NDArray[np.int64],
        text_of: Callable[[int], str],
    ) -> Codings:
        """The codings of a batch; `segments` names the segment of every sentence."""
        evidence = self.matches(batch, text_of)
        negations = self._negations.find(batch)
        judged = judge(
            self.plan,
            batch,
            groups,
            evidence,
            lambda rows: negations.of(rows.first, rows.last, rows.negator),
        )
        sentence = batch.sentence[judged.first]
        return self._grouped(judged, segments[sentence], batch.document[sentence])

    def _located(self, batch: Batch, hits: Hits, text_of: Callable[[int], str]) -> Evidence:
        regex_hits = match_regexes(self.plan.regexes, batch, text_of) if self.plan.regexes else []
        extra = np.array(regex_hits, dtype=np.int64).reshape(-1, 5)
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
            np.zeros_like(negator),
            np.full(owner.size, NOT_SAID, np.int8),
        )
        return found.where(np.lexsort((last, first, owner)))

    def _grouped(self, found: Evidence, segment: NDArray[np.int64], document: NDArray[np.int64]) -> Codings:
        code_of = np.array([rule.code for rule in self.plan.rules] or [0], dtype=np.int64)
        code = code_of[found.owner]
        # Plain evidence leads, then that of unknown speakers, then reported; negated comes last of all.
        rank = np.where(found.reported == UNKNOWN, 1, found.reported.astype(np.int64) * 2) + 4 * found.negated
        order = np.lexsort((found.owner, found.end, found.start, rank, code, segment))
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
        )
