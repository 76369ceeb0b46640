"""Examples of what partcode knows without rules, put to the test: kinds of segment and citations in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from partcode.model import Code, Example
from partcode.model.columns import KINDS
from partcode.segment.citations import find_citations
from partcode.segment.kinds import kinds

# What a paragraph is depends on its neighbours, so between two examples stands plain prose.
_PROSE = "The road to the village was long, and we spoke of the rain, of schools and of nothing else that day {}."


def structure_messages(code: Code) -> list[tuple[Example, str]]:
    """Each example of a code that stands for a kind of segment or for citations, and what is wrong with it ("" when
    nothing is). The examples of one language are paragraphs of one document: headers are known by their return."""
    what, value = code.stands_for or ("", "")
    if what == "segment":
        return [(one, _message(one, value, bool(find_citations(one.text)))) for one in code.examples]
    if what != "kind":
        return []
    languages = dict.fromkeys(example.language for example in code.examples)
    return [pair for language in languages for pair in _of_kind(value, code.examples, language)]


def stands(code: Code, text: str, language: str, role: str) -> bool:
    """Whether a code without rules is there, by what it stands for, in a text that somebody of a role says."""
    what, value = code.stands_for or ("", "")
    if what == "role":
        return role == value
    example = Example(text, language, matches=True, where=code.where)
    return any(not message for _, message in structure_messages(replace(code, examples=(example,))))


def _of_kind(kind: str, examples: Sequence[Example], language: str) -> list[tuple[Example, str]]:
    chosen = [example for example in examples if example.language == language]
    found = _kinds([example.text for example in chosen])
    return [(one, _message(one, kind, was == kind)) for one, was in zip(chosen, found, strict=True)]


def _kinds(lines: Sequence[str]) -> list[str]:
    paragraphs = [text for number, line in enumerate(lines, 1) for text in (line, _PROSE.format(number))]
    ends = np.cumsum([len(text) + 2 for text in paragraphs]) - 2
    starts = ends - [len(text) for text in paragraphs]
    spans = np.stack([starts, ends], axis=1).astype(np.int32)
    return [KINDS[index] for index in kinds("\n\n".join(paragraphs), spans, (), spoken=False).tolist()][::2]


def _message(example: Example, what: str, found: bool) -> str:
    if found == example.matches:
        return ""
    return f"the segmenter finds no {what} here" if example.matches else f"the segmenter takes this for {what}"
