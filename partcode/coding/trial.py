"""Codebooks tried out on single sentences, without a database: for examples and explanations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from partcode.coding.coder import Coder
from partcode.coding.evidence import UNKNOWN_ROLE, Groups
from partcode.coding.plan import make_plan
from partcode.errors import Finding
from partcode.match.batch import Batch
from partcode.model import LANGUAGES, ROLES, Codebook, Example, Span
from partcode.words.lemmas import lemma_column
from partcode.words.stream import Indexer, Words, code_points


class Trial(NamedTuple):
    """One sentence to be coded. `role` is the speaker's, "" when unknown."""

    text: str
    language: str
    role: str = ""


class Verdict(NamedTuple):
    """A coding of a sentence by its leading match. `reported` is None when the speaker's role is unknown."""

    code: str
    rule: str
    span: Span
    negated: bool
    reported: bool | None


def code_sentences(codebooks: Sequence[Codebook], trials: Sequence[Trial]) -> list[list[Verdict]]:
    """The codings of each sentence, in the order of its codes."""
    indexer = Indexer()
    words = [indexer.index(trial.text, code_points(trial.text)) for trial in trials]
    plan = make_plan(codebooks)
    lemmas = {language: lemma_column(indexer.vocabulary, language) for language in LANGUAGES}
    number = np.arange(len(trials))
    roles = [ROLES.index(trial.role) if trial.role else UNKNOWN_ROLE for trial in trials]
    coder = Coder(plan)
    coder.learn(indexer.vocabulary, lemmas)
    codings = coder.code(
        _batch(trials, words),
        Groups(number, number, np.array(roles, dtype=np.int64)),
        number,
        lambda one: trials[one].text,
    )
    verdicts: list[list[Verdict]] = [[] for _ in trials]
    for coding, (trial, code) in enumerate(zip(codings.segment.tolist(), codings.code.tolist(), strict=True)):
        lead = int(codings.first[coding])
        reported = int(codings.reported[coding])
        verdicts[trial].append(
            Verdict(
                plan.codes[code].code.id,
                plan.rules[int(codings.rule[lead])].rule.id,
                Span(int(codings.start[lead]), int(codings.end[lead])),
                bool(codings.negated[coding]),
                None if reported < 0 else bool(reported),
            )
        )
    return verdicts


def failing_examples(codebook: Codebook) -> Iterator[Finding]:
    """Examples that their code does not match, or matches though it should reject them."""
    pairs = [(code.id, example) for code in codebook.codes for example in code.examples]
    trials = [Trial(example.text, example.language, example.role) for _, example in pairs]
    for (code, example), verdicts in zip(pairs, code_sentences([codebook], trials), strict=True):
        message = _disagreement(code, example, verdicts)
        if message:
            yield Finding("PC490", message, example.where, hint=f"« {example.text} »")


def _disagreement(code: str, example: Example, verdicts: Sequence[Verdict]) -> str:
    found = next((verdict for verdict in verdicts if verdict.code == code), None)
    if not example.matches:
        words = found and example.text[found.span.start : found.span.end]
        return f"{code} should reject this example, but rule {found.rule} matches “{words}”" if found else ""
    if found is None:
        return f"no rule of {code} matches this example"
    for name, wanted, got in (
        ("negated", example.negated, found.negated),
        ("reported", example.reported, found.reported),
    ):
        if wanted is not None and wanted != got:
            return f"{code} matches this example with {name}: {str(got).lower()}"
    return ""


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
