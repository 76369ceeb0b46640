"""Codebooks tried out on single sentences, without a database; their examples among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from partcode.coding.evidence import Obstacle
from partcode.coding.explanation import Explainer, Explanation
from partcode.coding.layout import Layout, Trial, lay_out
from partcode.coding.structure_trial import structure_messages
from partcode.errors import Finding
from partcode.model import Codebook, Example, Span

__all__ = ["ExampleResult", "Trial", "Verdict", "code_sentences", "example_results", "failing_examples"]


_KEYS: Mapping[Obstacle, str] = {
    "unless": "unless",
    "near any": "near: any",
    "near none": "near: none",
    "said_by": "who: said_by",
    "negation": "negation: drop",
}


class Verdict(NamedTuple):
    """A coding of a sentence by its leading match. `reported` is None when the speaker's role is unknown."""

    code: str
    rule: str
    span: Span
    negated: bool
    reported: bool | None


def code_sentences(codebooks: Sequence[Codebook], trials: Sequence[Trial]) -> list[list[Verdict]]:
    """The codings of each sentence by the codes of `codebooks`, in the order of these."""
    return _verdicts(lay_out(codebooks, trials))


def _verdicts(layout: Layout) -> list[list[Verdict]]:
    codings, plan = layout.code(), layout.plan
    verdicts: list[list[Verdict]] = [[] for _ in layout.trials]
    for coding, (trial, code) in enumerate(zip(codings.segment.tolist(), codings.code.tolist(), strict=True)):
        if not plan.codes[code].asked:
            continue
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


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """An example put to the test. `message` says what is wrong with it, "" when it passed; `found` is the coding by
    its code; `explanation`, for those that failed, what the rules made of it."""

    code: str
    example: Example
    message: str
    found: Verdict | None
    explanation: Explanation | None

    @property
    def passed(self) -> bool:
        """Whether the code does what the example says."""
        return not self.message


def example_results(codebook: Codebook) -> list[ExampleResult]:
    """Every example of a codebook put to the test: those of rules in order, then those of codes that stand for what
    the segmenter finds."""
    pairs = [
        (number, code.id, example)
        for number, code in enumerate(codebook.codes)
        if code.rules or not code.stands_for
        for example in code.examples
    ]
    layout = lay_out([codebook], [Trial(example.text, example.language, example.role) for _, _, example in pairs])
    explainer: Explainer | None = None
    results = []
    for trial, ((number, code, example), verdicts) in enumerate(zip(pairs, _verdicts(layout), strict=True)):
        found = next((verdict for verdict in verdicts if verdict.code == code), None)
        message = _disagreement(code, example, found)
        if message and explainer is None:
            explainer = Explainer(layout)
        explanation = explainer.explain(number, trial) if message and explainer else None
        if explanation and example.matches and found is None:
            message = _stopped(explanation) or message
        results.append(ExampleResult(code, example, message, found, explanation))
    return results + [
        ExampleResult(code.id, example, message, None, None)
        for code in codebook.codes
        if not code.rules
        for example, message in structure_messages(code)
    ]


def failing_examples(codebook: Codebook) -> Iterator[Finding]:
    """Examples that their code does not match, or matches though it should reject them."""
    for result in example_results(codebook):
        if not result.passed:
            yield Finding("PC490", result.message, result.example.where, hint=f"« {result.example.text} »")


def _stopped(explanation: Explanation) -> str:
    """What keeps the first match of a rule from being a coding, "" where nothing matches."""
    for rule in explanation.rules:
        for match in rule.matches:
            if match.stop:
                return (
                    f"the rule {rule.id} matches “{match.found.words}”, but its {_KEYS[match.stop.obstacle]} stops it"
                )
    return ""


def _disagreement(code: str, example: Example, found: Verdict | None) -> str:
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
