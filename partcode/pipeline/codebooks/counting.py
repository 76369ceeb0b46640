"""What the rules of codebooks find in a corpus, counted by language without writing anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.coding.coder import Codings
from partcode.model import LANGUAGES, Codebook
from partcode.model.columns import NO_TURN, NOBODY
from partcode.model.options import Progress
from partcode.pipeline.applying import coder_for
from partcode.pipeline.codebooks.rehearsal import Rehearsal, rehearse
from partcode.pipeline.codebooks.rehearsed_chains import ChainsOf
from partcode.store import Store

_GROUPS = len(LANGUAGES) + 1  # the last for sentences in any other language, in which nothing is found
_WIDE = 1 << 40  # above every number of a sentence, document or speaker of a batch

Numbers = NDArray[np.int64]


class Hits(NamedTuple):
    """What was found: matches, and the sentences, documents and speakers of turns that they stand in; and how many
    of these sentences are negated and reported."""

    matches: int
    segments: int
    documents: int
    speakers: int
    negated: int
    reported: int


class Chains(NamedTuple):
    """The chains of a sequence that were found, how many of them are complete, and the documents that they are in."""

    found: int
    complete: int
    documents: int


class Place(NamedTuple):
    """A code at work: its number, and those of its rules."""

    code: int
    rules: range


class Counted:
    """Codebooks applied to all documents of a store. Languages go by their index in LANGUAGES, codes and rules by
    the numbers of `place`."""

    def __init__(self, store: Store, codebooks: Sequence[Codebook], progress: Progress) -> None:
        self._coder = coder_for(store, codebooks)
        plan = self._coder.plan
        self._places = {
            (plan.codebooks[one.codebook].sha256, one.code.id): Place(number, one.rules)
            for number, one in enumerate(plan.codes)
        }
        self._sentences = np.zeros(_GROUPS, dtype=np.int64)
        self._codes = np.zeros((len(Hits._fields), len(plan.codes) * _GROUPS), dtype=np.int64)
        self._rules = np.zeros((len(Hits._fields), len(plan.rules) * _GROUPS), dtype=np.int64)
        self._finder = ChainsOf(plan)
        self._chains: defaultdict[tuple[str, str], list[tuple[int, bool]]] = defaultdict(list)
        for batch in rehearse(store, [self._coder], progress):
            self._add(batch)

    def _add(self, batch: Rehearsal) -> None:
        language, speaker = _languages(batch), _speakers(batch)
        codings = batch.codings[0]
        self._sentences += np.bincount(language, minlength=_GROUPS)
        self._codes += _hits(codings, language, speaker, self._codes.shape[1])
        self._rules += _hits(_by_rule(codings), language, speaker, self._rules.shape[1])
        for chain in self._finder.chains(batch, codings):
            key = (self._coder.plan.codebooks[chain.codebook].sha256, chain.sequence)
            self._chains[key].append((batch.documents[chain.document].version_id, chain.complete))

    def place(self, codebook: Codebook, code: str) -> Place:
        """The numbers of a code of one of the codebooks."""
        return self._places[codebook.sha256, code]

    def sentences(self, language: int) -> int:
        """How many sentences the corpus has in a language."""
        return int(self._sentences[language])

    def of_code(self, code: int, language: int) -> Hits:
        """What a code finds; its sentences are negated and reported as its codings are."""
        return Hits(*self._codes[:, code * _GROUPS + language].tolist())

    def of_rule(self, rule: int, language: int) -> Hits:
        """What a rule finds; a sentence is negated or reported where its plainest match is."""
        return Hits(*self._rules[:, rule * _GROUPS + language].tolist())

    def of_sequence(self, codebook: Codebook, sequence: str) -> Chains:
        """The chains of a sequence of one of the codebooks."""
        found = self._chains.get((codebook.sha256, sequence), ())
        return Chains(len(found), sum(complete for _, complete in found), len({version for version, _ in found}))

    def forms(self, rules: Iterable[int], language: int) -> int:
        """How many distinct words of the corpus satisfy some step of the patterns of rules."""
        name = LANGUAGES[language]
        patterns = [one for rule in rules for one in self._coder.plan.rules[rule].rule.patterns.get(name, ())]
        steps = {step.atoms for pattern in patterns for steps in pattern.alternatives for step in steps}
        satisfying = [self._coder.satisfying((name, atoms)) for atoms in steps]
        return int(np.logical_or.reduce(satisfying).sum()) if satisfying else 0


def _languages(batch: Rehearsal) -> Numbers:
    """By sentence of the batch, its language."""
    columns = [np.minimum(one.language, len(LANGUAGES)) for one in batch.segments]
    return np.concatenate(columns).astype(np.int64)


def _speakers(batch: Rehearsal) -> Numbers:
    """By sentence of the batch, the row id of its speaker, or NOBODY."""
    columns = []
    for document, sentences in zip(batch.documents, batch.segments, strict=True):
        by_turn = np.array([*document.speakers, NOBODY], dtype=np.int64)
        columns.append(by_turn[np.where(sentences.turn == NO_TURN, len(by_turn) - 1, sentences.turn)])
    return np.concatenate(columns)


def _by_rule(codings: Codings) -> Codings:
    """The matches as if each rule were a code of its own: one coding for each rule and segment."""
    counts = np.diff(codings.first)
    segment, document = np.repeat(codings.segment, counts), np.repeat(codings.document, counts)
    reported = np.abs(codings.match_reported)
    order = np.lexsort((reported, codings.match_negated, segment, codings.rule))
    rule, segment = codings.rule[order], segment[order]
    new = np.ones(rule.size, dtype=np.bool_)
    new[1:] = (rule[1:] != rule[:-1]) | (segment[1:] != segment[:-1])
    lead = np.flatnonzero(new)
    negated, reported = codings.match_negated[order], codings.match_reported[order]
    return Codings(
        segment=segment[lead],
        document=document[order][lead],
        code=rule[lead],
        negated=negated[lead],
        reported=reported[lead],
        first=np.append(lead, rule.size),
        rule=rule,
        start=codings.start[order],
        end=codings.end[order],
        match_negated=negated,
        match_reported=reported,
        match_lost=codings.match_lost[order],
    )


def _hits(codings: Codings, language: Numbers, speaker: Numbers, groups: int) -> Numbers:
    """A row for each field of Hits, a column for each code and language."""
    group = codings.code * _GROUPS + language[codings.segment]
    said_by = speaker[codings.segment]
    known = said_by != NOBODY
    rows = (
        np.repeat(group, np.diff(codings.first)),
        group,
        _distinct(group, codings.document),
        _distinct(group[known], said_by[known]),
        group[codings.negated],
        group[codings.reported == 1],
    )
    return np.stack([np.bincount(row, minlength=groups) for row in rows])


def _distinct(group: Numbers, thing: Numbers) -> Numbers:
    """The group of each different thing in it."""
    pairs: Numbers = np.unique(group * _WIDE + thing) // _WIDE
    return pairs
