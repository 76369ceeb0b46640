"""What codebooks ask of the engine: every rule and every context gets a number, its owner of matches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple, get_args

from partcode.coding.negation_words import NEGATORS, Cue, phrases
from partcode.coding.references import Portion, in_order, needed_codes, resolve
from partcode.match.program import Program, compile_program
from partcode.match.regexes import RegexRule
from partcode.match.tokens import TokenRule, literals
from partcode.model import LANGUAGES, Code, Codebook, Near, Pattern, Rule, Who
from partcode.model.codebook import Sequence as TurnSequence

ByLanguage = Mapping[str, tuple[Pattern, ...]]
Owned = dict[str, list[tuple[int, Pattern]]]


class PlannedRule(NamedTuple):
    """A rule at work. The numbers are indexes into the plan's lists: `codebook`, `code`, and `sources`, the rules
    whose matches are its own; `unless`, `any` and `none` are owners of its contexts, -1 where it has none."""

    codebook: int
    code: int
    rule: Rule
    who: Who | None
    sources: tuple[int, ...]
    unless: int
    any: int
    none: int


class PlannedCode(NamedTuple):
    """A code at work: the index of its codebook, and the owners that its rules are. One that is not `asked` for is
    there for other codes or for sequences."""

    codebook: int
    code: Code
    rules: range
    asked: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Codebooks laid out for matching.

    The first `applied` of `codebooks` were asked for; of the others only the codes that these need are here.
    `sequences` are those asked for, with the index of their codebook. A rule's owner is its place in `rules`; contexts
    follow, then the phrases around negations (`cues`), up to `owners`. `order` names the rules so that each comes
    after those whose matches it takes. `lossy` are the owners whose patterns also find words that lost their accented
    letters.
    """

    codebooks: tuple[Codebook, ...]
    applied: int
    codes: tuple[PlannedCode, ...]
    sequences: tuple[tuple[int, TurnSequence], ...]
    rules: tuple[PlannedRule, ...]
    order: tuple[int, ...]
    cues: Mapping[Cue, int]
    owners: int
    lossy: frozenset[int]
    patterns: Mapping[str, tuple[tuple[int, Pattern], ...]]
    regexes: tuple[RegexRule, ...]
    tokens: tuple[TokenRule, ...]

    def compile(self, language: str) -> Program:
        """The plan's patterns of a language as a program for the engine, with what its token patterns look for."""
        tokens = [one for one in self.tokens if one.language == language]
        return compile_program({language: self.patterns[language]}, NEGATORS, literals(tokens), self.lossy)


def make_plan(codebooks: Sequence[Codebook], only: Mapping[str, Portion] | None = None) -> Plan:
    """Number everything, in the order of the codebooks; borrowed ones follow, each once by its sha256.

    `only`, by sha256, says of some of the codebooks that a portion of them is asked for.
    """
    asked = [(book, (only or {}).get(book.sha256) or Portion.whole(book)) for book in codebooks]
    needed = needed_codes(asked)
    books = tuple(book for book, _ in needed)
    codes = tuple(_planned_codes([ones for _, ones in needed], [portion.codes for _, portion in asked]))
    numbering = _Numbering(sum(len(planned.rules) for planned in codes))
    rules = tuple(_planned_rules(books, codes, numbering))
    cues = {cue: numbering.owner() for cue in get_args(Cue)}
    for phrase in phrases():
        numbering.patterns[phrase.language].append((cues[phrase.cue], phrase.pattern))
    names = _names(codes, rules)
    return Plan(
        codebooks=books,
        applied=len(codebooks),
        codes=codes,
        sequences=tuple(
            (number, one)
            for number, (book, portion) in enumerate(asked)
            for one in book.sequences
            if one.id in portion.sequences
        ),
        rules=rules,
        order=in_order({owner: planned.sources for owner, planned in enumerate(rules)}),
        cues=cues,
        owners=numbering.next,
        lossy=frozenset(_lossy(books, rules)),
        patterns={language: tuple(numbering.patterns[language]) for language in LANGUAGES},
        regexes=tuple(_regexes(numbering.patterns, names)),
        tokens=tuple(_tokens(rules, names)),
    )


class _Numbering:
    """Gives owners their numbers, and notes whose the patterns are; rules have the first numbers."""

    def __init__(self, rules: int) -> None:
        self.next = rules
        self.patterns: Owned = defaultdict(list)

    def owner(self) -> int:
        """The next number."""
        self.next += 1
        return self.next - 1

    def claim(self, owner: int, claimed: ByLanguage) -> None:
        """The patterns are those of `owner`."""
        for language, ones in claimed.items():
            self.patterns[language] += [(owner, pattern) for pattern in ones]

    def context(self, context: ByLanguage) -> int:
        """The owner of a context, -1 where there is none."""
        if not any(context.values()):
            return -1
        owner = self.owner()
        self.claim(owner, context)
        return owner


def _planned_codes(by_codebook: Sequence[Sequence[Code]], asked: Sequence[frozenset[str]]) -> Iterator[PlannedCode]:
    pairs = [(number, code) for number, codes in enumerate(by_codebook) for code in codes]
    bounds = accumulate((len(code.rules) for _, code in pairs), initial=0)
    for (number, code), (start, end) in zip(pairs, pairwise(bounds), strict=True):
        is_asked = number < len(asked) and code.id in asked[number]
        yield PlannedCode(number, code, range(start, end), is_asked)


def _planned_rules(
    books: Sequence[Codebook], codes: Sequence[PlannedCode], numbering: _Numbering
) -> Iterator[PlannedRule]:
    rules_of = {(books[planned.codebook].sha256, planned.code.id): planned.rules for planned in codes}
    for place, (codebook, code, owners, _) in enumerate(codes):
        for owner, rule in zip(owners, code.rules, strict=True):
            numbering.claim(owner, rule.patterns)
            named = [resolve(name, books[codebook]) for name in rule.codes]
            sources = tuple(source for book, target in named for source in rules_of[book.sha256, target.id])
            contexts = [numbering.context(context) for context in _contexts(rule)]
            yield PlannedRule(codebook, place, rule, rule.who or code.who, sources, *contexts)


def _names(codes: Sequence[PlannedCode], rules: Sequence[PlannedRule]) -> dict[int, str]:
    """By owner, the rule that it is, or that it is a context of, as code/rule."""
    return {
        one: f"{codes[planned.code].code.id}/{planned.rule.id}"
        for owner, planned in enumerate(rules)
        for one in (owner, planned.unless, planned.any, planned.none)
    }


def _lossy(books: Sequence[Codebook], rules: Sequence[PlannedRule]) -> Iterator[int]:
    """The owners of what codebooks with `accents: lossy` look for."""
    for owner, planned in enumerate(rules):
        if books[planned.codebook].accents == "lossy":
            yield from (owner, *(one for one in (planned.unless, planned.any, planned.none) if one >= 0))


def _contexts(rule: Rule) -> tuple[ByLanguage, ...]:
    near = rule.near or Near("sentence")
    return rule.unless, near.any, near.none


def _regexes(patterns: Mapping[str, Sequence[tuple[int, Pattern]]], names: Mapping[int, str]) -> Iterator[RegexRule]:
    for language in LANGUAGES:
        for owner, pattern in patterns.get(language, ()):
            if pattern.regex is not None:
                yield RegexRule(owner, names[owner], language, pattern.regex, pattern.where)


def _tokens(rules: Sequence[PlannedRule], names: Mapping[int, str]) -> Iterator[TokenRule]:
    for owner, planned in enumerate(rules):
        for language in LANGUAGES:
            if planned.rule.tokens.get(language):
                tokens = planned.rule.tokens[language]
                yield TokenRule(owner, names[owner], language, tokens, planned.rule.where)
