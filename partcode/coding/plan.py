"""What codebooks ask of the engine: every rule and every context gets a number, its owner of matches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from partcode.coding.negation import NEGATORS
from partcode.match.program import Program, compile_program
from partcode.match.regexes import RegexRule
from partcode.match.tokens import TokenRule, literals
from partcode.model import LANGUAGES, Code, Codebook, Near, Pattern, Rule, Who


class PlannedRule(NamedTuple):
    """A rule at work. The numbers are indexes: `codebook` and `code` into the plan's lists; `unless`, `any`
    and `none` are owners of its contexts, -1 where it has none."""

    codebook: int
    code: int
    rule: Rule
    who: Who | None
    unless: int
    any: int
    none: int


class PlannedCode(NamedTuple):
    codebook: int
    code: Code


@dataclass(frozen=True, slots=True)
class Plan:
    """Codebooks laid out for matching. A rule's owner is its place in `rules`; contexts follow."""

    codebooks: tuple[Codebook, ...]
    codes: tuple[PlannedCode, ...]
    rules: tuple[PlannedRule, ...]
    patterns: Mapping[str, tuple[tuple[int, Pattern], ...]]
    regexes: tuple[RegexRule, ...]
    tokens: tuple[TokenRule, ...]

    def compile(self) -> Program:
        """The plan's patterns as a program for the engine, with what its token patterns look for."""
        return compile_program(self.patterns, NEGATORS, literals(self.tokens))


def make_plan(codebooks: Sequence[Codebook]) -> Plan:
    """Number everything, in the order of the codebooks."""
    codes = tuple(PlannedCode(number, code) for number, codebook in enumerate(codebooks) for code in codebook.codes)
    pairs = [(number, planned.codebook, rule) for number, planned in enumerate(codes) for rule in planned.code.rules]
    patterns: dict[str, list[tuple[int, Pattern]]] = defaultdict(list)
    owners = iter(range(len(pairs), 10**9))
    rules = []
    for owner, (code, codebook, rule) in enumerate(pairs):
        _claim(patterns, owner, rule.patterns)
        contexts = [_context(patterns, owners, context) for context in _contexts(rule)]
        rules.append(PlannedRule(codebook, code, rule, rule.who or codes[code].code.who, *contexts))
    names = {owner: f"{codes[code].code.id}/{rule.id}" for owner, (code, _, rule) in enumerate(pairs)}
    return Plan(
        codebooks=tuple(codebooks),
        codes=codes,
        rules=tuple(rules),
        patterns={language: tuple(patterns[language]) for language in LANGUAGES},
        regexes=tuple(_regexes(patterns, names)),
        tokens=tuple(
            TokenRule(owner, names[owner], language, planned.rule.tokens[language])
            for owner, planned in enumerate(rules)
            for language in LANGUAGES
            if planned.rule.tokens.get(language)
        ),
    )


def _contexts(rule: Rule) -> tuple[Mapping[str, tuple[Pattern, ...]], ...]:
    near = rule.near or Near("sentence")
    return rule.unless, near.any, near.none


def _context(
    patterns: dict[str, list[tuple[int, Pattern]]],
    owners: Iterator[int],
    context: Mapping[str, tuple[Pattern, ...]],
) -> int:
    if not any(context.values()):
        return -1
    owner = next(owners)
    _claim(patterns, owner, context)
    return owner


def _claim(
    patterns: dict[str, list[tuple[int, Pattern]]], owner: int, claimed: Mapping[str, tuple[Pattern, ...]]
) -> None:
    for language, ones in claimed.items():
        patterns[language] += [(owner, pattern) for pattern in ones]


def _regexes(patterns: Mapping[str, Sequence[tuple[int, Pattern]]], names: Mapping[int, str]) -> Iterator[RegexRule]:
    for language in LANGUAGES:
        for owner, pattern in patterns.get(language, ()):
            if pattern.regex is not None:
                name = names.get(owner, "a context")
                yield RegexRule(owner, name, language, pattern.regex, pattern.where)
