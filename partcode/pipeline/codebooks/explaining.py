"""What the rules make of a text that somebody asks about, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from partcode.coding.explanation import Explainer, Explanation, explain, number_of
from partcode.coding.layout import Trial, lay_out
from partcode.model import LANGUAGES, Codebook
from partcode.pipeline.codebooks.without_rules import why_without
from partcode.segment.language import LanguageFinder
from partcode.segment.paragraphs import paragraphs
from partcode.segment.sentences import sentences
from partcode.words.stream import Indexer, code_points


class Asked(NamedTuple):
    """A text as a whole, its sentences, and the paragraph of each. `doubtful`: its language was guessed, and seems to
    be one that rules don't know."""

    whole: Trial
    trials: tuple[Trial, ...]
    paragraphs: tuple[int, ...]
    doubtful: bool


def asked_sentences(text: str, language: str = "", role: str = "") -> Asked:
    """A text as a run cuts it, said by one speaker; the language of each sentence is guessed where none is given."""
    chars = code_points(text)
    spans, paragraph = sentences(text, chars, paragraphs(text, chars))
    indexer = Indexer()
    words = indexer.index(text, chars)
    bounds = np.searchsorted(words.start, np.append(spans[:, 0], len(text)))
    found = LanguageFinder(language).find(text, indexer.vocabulary, words.ids, spans, paragraph, bounds)
    trials = [
        Trial(text[start:end], LANGUAGES[number] if number < len(LANGUAGES) else _likelier(text), role)
        for (start, end), number in zip(spans.tolist(), found.sentences.tolist(), strict=True)
    ]
    whole = Trial(text, trials[0].language, role)
    return Asked(whole, tuple(trials), tuple(paragraph.tolist()), found.document not in LANGUAGES)


def _likelier(text: str) -> str:
    import py3langid

    return next(str(language) for language, _ in py3langid.rank(text) if language in LANGUAGES)


def explain_sentences(codebooks: Sequence[Codebook], asked: Asked, code: str = "") -> list[Explanation]:
    """What the rules of a code make of each sentence; without one, of all codes of which a rule matches something. A
    code without rules stands for something about the text as a whole.

    Raises UsageError for a code that isn't in the codebooks.
    """
    if why_without(codebooks, code):
        return [explain(codebooks, code, asked.whole)]
    layout = lay_out(codebooks, asked.trials)
    one_turn = np.zeros(len(asked.trials), dtype=np.int64)
    groups = layout.groups._replace(paragraph=np.array(asked.paragraphs, dtype=np.int64), turn=one_turn)
    explainer = Explainer(layout._replace(groups=groups))
    applied = [number for number, planned in enumerate(layout.plan.codes) if planned.asked]
    codes = [number_of(layout, code)] if code else applied
    found = [explainer.explain(number, sentence) for sentence in range(len(asked.trials)) for number in codes]
    return [one for one in found if code or any(rule.matches for rule in one.rules)]
