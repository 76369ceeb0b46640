"""Single sentences laid out for the coder, without a database: for examples and explanations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from partcode.coding.coder import Coder, Codings
from partcode.coding.evidence import UNKNOWN_ROLE, Groups, Judge
from partcode.coding.plan import Plan, make_plan
from partcode.match.batch import Batch
from partcode.model import LANGUAGES, ROLES, Codebook
from partcode.words.lemmas import lemma_column
from partcode.words.stream import Indexer, Words, code_points


class Trial(NamedTuple):
    """One sentence to be coded. `role` is the speaker's, "" when unknown."""

    text: str
    language: str
    role: str = ""


class Layout(NamedTuple):
    """Codebooks and sentences ready for each other; each sentence is a document of its own."""

    coder: Coder
    trials: Sequence[Trial]
    batch: Batch
    groups: Groups
    ends: Sequence[int]  # by word of the batch, in code points of its sentence

    @property
    def plan(self) -> Plan:
        """The codebooks at work."""
        return self.coder.plan

    def text(self, number: int) -> str:
        """The text of one sentence."""
        return self.trials[number].text

    def judge(self) -> Judge:
        """All rules judged on all sentences."""
        return self.coder.judge(self.batch, self.groups, self.text)

    def code(self) -> Codings:
        """The codings; the segment of each is the number of its sentence."""
        return self.coder.code(self.batch, self.groups, np.arange(len(self.trials)), self.text)


def lay_out(codebooks: Sequence[Codebook], trials: Sequence[Trial]) -> Layout:
    """Sentences and codebooks, ready to be coded."""
    indexer = Indexer()
    words = [indexer.index(trial.text, code_points(trial.text)) for trial in trials]
    coder = Coder(make_plan(codebooks))
    coder.learn(indexer.vocabulary, {language: lemma_column(indexer.vocabulary, language) for language in LANGUAGES})
    number = np.arange(len(trials))
    roles = [ROLES.index(trial.role) if trial.role else UNKNOWN_ROLE for trial in trials]
    groups = Groups(number, number, np.array(roles, dtype=np.int64))
    return Layout(coder, trials, _batch(trials, words), groups, [end for one in words for end in one.end.tolist()])


def _batch(trials: Sequence[Trial], words: Sequence[Words]) -> Batch:
    counts = np.array([one.ids.size for one in words], dtype=np.int64)
    number = np.arange(len(trials))
    return Batch(
        ids=np.concatenate([np.zeros(0, dtype=np.int64), *(one.ids for one in words)]),
        start=np.concatenate([np.zeros(0, dtype=np.int64), *(one.start for one in words)]),
        clause=np.concatenate([np.zeros(0, dtype=np.bool_), *(one.clause for one in words)]),
        sentence=np.repeat(number, counts),
        language=np.array([LANGUAGES.index(trial.language) for trial in trials], dtype=np.uint8),
        coded=np.ones(len(trials), dtype=np.bool_),
        first=np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)]),
        document=number,
        sentence_start=np.zeros(len(trials), dtype=np.int64),
        sentence_end=np.array([len(trial.text) for trial in trials], dtype=np.int64),
    )
