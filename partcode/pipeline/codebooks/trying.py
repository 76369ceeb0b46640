"""Codebooks tried out on their own examples, all or some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from partcode.codebook.findings import listed, meant
from partcode.coding.explanation import Explanation
from partcode.coding.sequence_trial import failing_sequence_examples, sequence_examples
from partcode.coding.trial import Trial, code_sentences, example_results
from partcode.errors import Location, UsageError
from partcode.model import Codebook, Example
from partcode.model.codebook import SequenceExample

Wanted = Callable[[str, Sequence[str]], bool]  # by the id of a code or a sequence, and the texts of one example


@dataclass(frozen=True, slots=True)
class Tried:
    """An example put to the test. `of` is the code or the sequence, `role` that of a sentence; `expected` says what
    should be, `problem` what is wrong, "" when it passed.

    `explanation` is for sentences that failed; `said` are, for turns that failed, the codes of each.
    """

    codebook: str
    of: str
    kind: str
    where: Location
    language: str
    role: str
    texts: tuple[str, ...]
    expected: str
    problem: str
    explanation: Explanation | None = None
    said: tuple[tuple[str, ...], ...] = ()

    @property
    def passed(self) -> bool:
        """Whether all is as the example says."""
        return not self.problem


def everything(of: str, texts: Sequence[str]) -> bool:
    """Wanted: every example."""
    return True


def own_examples(book: Codebook, wanted: Wanted = everything) -> Codebook:
    """The codebook with those of its own examples that are wanted.

    Inherited ones are the business of the codebook that they stand in, and may rely on what was switched off. Codes
    that have no rules and stand for nothing are coded by people: no sentence proves them.
    """
    codes = []
    for code in book.codes:
        own = [one for one in code.examples if one.where.path == book.path and wanted(code.id, [one.text])]
        codes.append(replace(code, examples=tuple(own) if code.rules or code.stands_for else ()))
    sequences = []
    for sequence in book.sequences:
        kept = [one for one in sequence.examples if one.where.path == book.path and wanted(sequence.id, _texts(one))]
        sequences.append(replace(sequence, examples=tuple(kept)))
    return replace(book, codes=tuple(codes), sequences=tuple(sequences))


def try_examples(book: Codebook, wanted: Wanted = everything) -> Iterator[Tried]:
    """The codebook's own examples put to the test, in order: of codes, then of sequences."""
    tried = own_examples(book, wanted)
    for result in example_results(tried):
        one = result.example
        yield Tried(
            codebook=book.id,
            of=result.code,
            kind="example",
            where=one.where,
            language=one.language,
            role=one.role,
            texts=(one.text,),
            expected=_expected(one),
            problem=result.message,
            explanation=result.explanation,
        )
    yield from _try_sequences(tried)


def _try_sequences(book: Codebook) -> Iterator[Tried]:
    failing = {found.where: found.message for found in failing_sequence_examples(book)}
    for sequence, example, _ in sequence_examples(book):
        problem = failing.get(example.where, "")
        yield Tried(
            codebook=book.id,
            of=sequence.id,
            kind="sequence",
            where=example.where,
            language=listed(dict.fromkeys(turn.language for turn in example.turns), "+"),
            role="",
            texts=tuple(_texts(example)),
            expected=_expected(example),
            problem=problem,
            said=_said(book, example) if problem else (),
        )


def _texts(example: SequenceExample) -> list[str]:
    return [f"{turn.role}: {turn.text}" if turn.role else turn.text for turn in example.turns]


def _expected(example: Example | SequenceExample) -> str:
    if not example.matches:
        return "rejected"
    if isinstance(example, SequenceExample):
        return {None: "a chain", True: "a complete chain", False: "a partial chain"}[example.complete]
    verdicts = (("negated", example.negated), ("reported", example.reported))
    return ", ".join(["coded", *(name if value else f"not {name}" for name, value in verdicts if value is not None)])


def _said(book: Codebook, example: SequenceExample) -> tuple[tuple[str, ...], ...]:
    """By turn, the codes of it, with what keeps them from making a step."""
    verdicts = code_sentences([book, *book.uses], [Trial(*turn) for turn in example.turns])
    return tuple(
        tuple(f"{one.code}{' (negated)' * one.negated}{' (reported)' * (one.reported is True)}" for one in turn)
        for turn in verdicts
    )


def chosen(codebooks: Sequence[Codebook], name: str) -> str:
    """The start of a tree of codes or sequences; UsageError with what may be meant when there is none."""
    start = name.removesuffix(".")
    ids = [code.id for book in codebooks for code in book.codes]
    ids += [sequence.id for book in codebooks for sequence in book.sequences]
    if any(in_tree(id, start) for id in ids):
        return start
    raise UsageError(f"no code {name}{meant(name, ids)}", hint=f"the codes are {listed(sorted(ids))}")


def in_tree(id: str, start: str) -> bool:
    """Whether a code is `start`, or below it."""
    return id == start or id.startswith(f"{start}.")
