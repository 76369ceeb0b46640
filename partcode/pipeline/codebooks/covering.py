"""Codebooks against a corpus: which rules find something, which nothing, and which find most of a code alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from partcode.model import LANGUAGES, Code, Codebook, Rule
from partcode.model.options import Progress
from partcode.pipeline.codebooks.counting import Chains, Counted, Hits
from partcode.store import Store

MOST = 0.8  # of the matches of a code: from here on one rule makes most of them
CARES = ("no rules", "no hits", "no chains", "silent rules", "one rule", "")


@dataclass(frozen=True, slots=True)
class RuleCover:
    """One rule in one language. `forms` are distinct words of the corpus that its patterns take, `share` is that of
    the matches of its code; these and `hits` are None without texts in that language."""

    rule: Rule
    patterns: int
    forms: int | None
    hits: Hits | None
    share: float | None

    @property
    def silent(self) -> bool:
        """Whether it finds nothing in the texts that there are."""
        return self.hits is not None and not self.hits.matches


@dataclass(frozen=True, slots=True)
class CodeCover:
    """One code in one language, with the rules that it has there. `forms` and `hits` as in RuleCover."""

    codebook: str
    code: str
    language: str
    examples: int
    forms: int | None
    hits: Hits | None
    rules: tuple[RuleCover, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """The rules that find nothing."""
        return tuple(one.rule.id for one in self.rules if one.silent)

    @property
    def top(self) -> RuleCover | None:
        """The rule that makes most of the matches; None where there are none."""
        return max((one for one in self.rules if one.share), key=lambda one: one.share or 0.0, default=None)

    @property
    def care(self) -> str:
        """What asks to be looked at, the first of CARES that is so; "" for nothing."""
        if not self.rules:
            return "no rules"
        if self.hits and not self.hits.matches:
            return "no hits"
        if self.silent:
            return "silent rules"
        return "one rule" if len(self.rules) > 1 and self.top and (self.top.share or 0.0) >= MOST else ""


@dataclass(frozen=True, slots=True)
class SequenceCover:
    """One sequence, in whatever languages its codes are found. `chains` is None without a corpus."""

    codebook: str
    sequence: str
    examples: int
    chains: Chains | None

    @property
    def care(self) -> str:
        """What asks to be looked at, as for codes."""
        return "no chains" if self.chains and not self.chains.found else ""


class Coverage(NamedTuple):
    """Codes in each language, and sequences; those that need care come first in both."""

    codes: tuple[CodeCover, ...]
    sequences: tuple[SequenceCover, ...]


def cover(codebooks: Sequence[Codebook], store: Store | None, progress: Progress) -> Coverage:
    """Every code of the codebooks in every language, and every sequence; without a store, what the codebooks alone
    tell. Codes that stand for what is known without rules are left out."""
    counted = Counted(store, codebooks, progress) if store else None
    codes = [
        _cover(book, code, language, counted)
        for book in codebooks
        for code in book.codes
        if code.rules or not code.stands_for
        for language in range(len(LANGUAGES))
    ]
    sequences = [
        SequenceCover(book.id, one.id, len(one.examples), counted.of_sequence(book, one.id) if counted else None)
        for book in codebooks
        for one in book.sequences
    ]
    return Coverage(
        tuple(sorted(codes, key=_urgency)),
        tuple(sorted(sequences, key=lambda one: (CARES.index(one.care), one.sequence))),
    )


def _urgency(cover: CodeCover) -> tuple[int, float, float, str, str]:
    silent = len(cover.silent) / max(len(cover.rules), 1)
    share = (cover.top and cover.top.share) or 0.0
    return CARES.index(cover.care), -silent, -share, cover.code, cover.language


def _cover(book: Codebook, code: Code, language: int, counted: Counted | None) -> CodeCover:
    place = counted.place(book, code.id) if counted and counted.sentences(language) else None
    return CodeCover(
        codebook=book.id,
        code=code.id,
        language=LANGUAGES[language],
        examples=sum(one.language == LANGUAGES[language] for one in code.examples),
        forms=counted.forms(place.rules, language) if counted and place else None,
        hits=counted.of_code(place.code, language) if counted and place else None,
        rules=tuple(_rules(code, language, counted if place else None, place.rules if place else range(0))),
    )


def _rules(code: Code, language: int, counted: Counted | None, numbers: range) -> Iterator[RuleCover]:
    found = [counted.of_rule(number, language) for number in numbers] if counted else [None] * len(code.rules)
    total = sum(hits.matches for hits in found if hits)
    for place, (rule, hits) in enumerate(zip(code.rules, found, strict=True)):
        patterns = sum(len(ones.get(LANGUAGES[language], ())) for ones in (rule.patterns, rule.tokens))
        if patterns or rule.codes:
            forms = counted.forms([numbers[place]], language) if counted else None
            yield RuleCover(rule, patterns, forms, hits, hits.matches / total if hits and total else None)
