"""What a code's codings depend on, in twelve digits: two codes with the same ones find the same in every text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from partcode.coding.references import resolve
from partcode.errors import Location
from partcode.model import Code, Codebook, Pattern, Rule, Who
from partcode.model.codebook import Sequence
from partcode.model.fingerprint import fingerprint


class Fingerprints(NamedTuple):
    """Of the rules of a codebook by (code, rule), of its codes and of its sequences by id."""

    rules: Mapping[tuple[str, str], str]
    codes: Mapping[str, str]
    sequences: Mapping[str, str]


def fingerprints(book: Codebook) -> Fingerprints:
    """The fingerprints of a codebook: they change with what finds and judges, not with labels or definitions.

    A rule's holds its patterns with their lists written out, its contexts, negation, certainty, who speaks, and the
    codes that it names, of whichever codebook. A code's holds those of its rules in their order; a sequence's its
    steps and limits and the codes in them.
    """
    printer = _Printer()
    return Fingerprints(
        {(code.id, rule.id): printer.rule(rule, code, book) for code in book.codes for rule in code.rules},
        {code.id: printer.code(code, book) for code in book.codes},
        {one.id: printer.sequence(one, book) for one in book.sequences},
    )


def patterns_of(rule: Rule) -> dict[str, Location]:
    """Where the patterns of a rule stand, by a short print of each: of its language, its part in the rule, and what it
    matches with its lists written out."""
    near = rule.near
    parts = {
        "": rule.patterns,
        "unless": rule.unless,
        "any": near.any if near else {},
        "none": near.none if near else {},
    }
    return {
        fingerprint(part, language, _pattern(pattern))[:6]: pattern.where
        for part, by_language in parts.items()
        for language, patterns in by_language.items()
        for pattern in patterns
    }


class _Printer:
    """Fingerprints of rules and codes, each made once."""

    def __init__(self) -> None:
        self._rules: dict[tuple[str, str, str], str] = {}

    def code(self, code: Code, book: Codebook) -> str:
        # The order of its rules says which match leads.
        return fingerprint([self.rule(rule, code, book) for rule in code.rules])

    def rule(self, rule: Rule, code: Code, book: Codebook) -> str:
        key = (book.sha256, code.id, rule.id)
        if key not in self._rules:
            self._rules[key] = self._rule(rule, rule.who or code.who, book)
        return self._rules[key]

    def sequence(self, one: Sequence, book: Codebook) -> str:
        return fingerprint(
            [[[(move.code, move.roles) for move in step.moves], step.optional] for step in one.steps],
            [one.within, one.gap, one.alternating, one.at_least, one.negated, one.reported],
            [self._named(name, book) for name in sorted(one.codes)],
        )

    def _rule(self, rule: Rule, who: Who | None, book: Codebook) -> str:
        near = rule.near and [rule.near.within, rule.near.words, _patterns(rule.near.any), _patterns(rule.near.none)]
        return fingerprint(
            rule.id,
            _patterns(rule.patterns),
            _patterns(rule.unless),
            near,
            rule.negation,
            who and [who.exerted_by, who.said_by],
            {language: list(tokens) for language, tokens in rule.tokens.items()},
            [self._named(name, book) for name in rule.codes],
            rule.certainty,
            book.accents,
        )

    def _named(self, name: str, book: Codebook) -> tuple[str, str]:
        """A code that a rule or a sequence of `book` names."""
        lender, code = resolve(name, book)
        return name, self.code(code, lender)


def _patterns(by_language: Mapping[str, tuple[Pattern, ...]]) -> dict[str, list[object]]:
    return {language: list(map(_pattern, patterns)) for language, patterns in by_language.items() if patterns}


def _pattern(pattern: Pattern) -> object:
    return [pattern.regex, [[[step.gap, *sorted(step.atoms)] for step in steps] for steps in pattern.alternatives]]
