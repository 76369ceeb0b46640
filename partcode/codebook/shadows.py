"""Patterns that find nothing: shadowed by others of the code, or always stopped by their own rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from partcode.codebook.coverage import Coverage, Extent
from partcode.codebook.findings import Place, Report, brief
from partcode.model.codebook import CERTAINTIES, Code, Near, Pattern, Rule, Step
from partcode.model.corpus import LANGUAGES

Said = frozenset[object]  # patterns by what they match, wherever they stand


class _Owned(NamedTuple):
    rule: Rule
    pattern: Pattern


def check(code: Code, negators: Mapping[str, Collection[str]], report: Report) -> None:
    """Findings for the patterns of one code that stand in the file of `report`; `negators` are the negating words by
    language, which make a longer pattern say something else."""
    for language in LANGUAGES:
        _shadowed(code, language, negators[language], report)
        for rule in code.rules:
            if rule.where.path == report.path:
                _stopped(rule, language, report)
                _contradicted(rule, language, report)
    for rule in code.rules:
        if rule.where.path == report.path:
            _repeated(rule, report)


def place_of(pattern: Pattern) -> Place:
    """Where a pattern begins."""
    return Place(pattern.where.line or 1, pattern.where.column or 1)


def _repeated(rule: Rule, report: Report) -> None:
    """The same words twice in one rule: the second pattern adds nothing."""
    for patterns in rule.patterns.values():
        first: dict[object, Pattern] = {}
        for pattern in patterns:
            earlier = first.setdefault(_said(pattern), pattern)
            if earlier is not pattern:
                hint = f"the first is in line {earlier.where.line}"
                report.add("PC405", place_of(pattern), "the same pattern again", hint)


def _shadowed(code: Code, language: str, negators: Collection[str], report: Report) -> None:
    """Patterns without which the code would find the same."""
    owned = [_Owned(rule, pattern) for rule in code.rules for pattern in rule.patterns.get(language, ())]
    coverage = Coverage((pattern for _, pattern in owned), language)
    for number, (rule, pattern) in enumerate(owned):
        if pattern.where.path != report.path:
            continue
        others = sorted(_shadows(number, owned, coverage, language, negators))
        if others and (other := owned[others[0]]):
            place = f"line {other.pattern.where.line}"
            inside = "" if other.rule is rule else f" of the rule {other.rule.id}"
            message = (
                f"{brief(pattern.source)} adds nothing: {brief(other.pattern.source)}{inside} finds all that it would"
            )
            report.add("PC406", place_of(pattern), message, f"leave it out, or narrow the pattern in {place}")


def _shadows(
    number: int, owned: list[_Owned], coverage: Coverage, language: str, negators: Collection[str]
) -> Iterator[int]:
    """The patterns that shadow one: those found inside of it, by its own rule, where the tightest match counts, or by
    another that asks for no more; what negates, or what is near in words, may be another matter for the longer one."""
    rule, pattern = owned[number]
    same = coverage.held_by(pattern, "same")
    for other in coverage.held_by(pattern, "within"):
        wide = owned[other].rule
        inside = not (_names_any(pattern, negators) or (wide.near and wide.near.within == "words"))
        extent: Extent = "within" if wide is rule or inside else "same"
        if (
            (extent == "within" or other in same)
            and _asks_no_more(wide, rule, language)
            and _stays(other, number, owned, language, extent)
        ):
            yield other


def _names_any(pattern: Pattern, words: Collection[str]) -> bool:
    steps: Iterator[Step] = chain.from_iterable(pattern.alternatives)
    return any(atom.text in words for step in steps for atom in step.atoms)


def _stays(other: int, number: int, owned: list[_Owned], language: str, extent: Extent) -> bool:
    """Of two patterns that shadow each other the first stays; equal ones in one rule are a finding of their own."""
    if other == number or (owned[other].rule is owned[number].rule and _equal(owned[other], owned[number])):
        return False
    back = Coverage([owned[number].pattern], language).held_by(owned[other].pattern, extent)
    return other < number or not (back and _asks_no_more(owned[number].rule, owned[other].rule, language))


def _equal(one: _Owned, other: _Owned) -> bool:
    return _said(one.pattern) == _said(other.pattern)


def _said(pattern: Pattern) -> object:
    return pattern.regex or frozenset(pattern.alternatives)


def _all_said(patterns: Iterable[Pattern]) -> Said:
    return frozenset(map(_said, patterns))


def _asks_no_more(wide: Rule, narrow: Rule, language: str) -> bool:
    """Whether each match of `wide` stands, and counts as much, where the same match of `narrow` would."""
    return (
        _all_said(wide.unless.get(language, ())) <= _all_said(narrow.unless.get(language, ()))
        and (wide.near is None or _near_said(wide.near, language) == _near_said(narrow.near, language))
        and wide.negation == narrow.negation
        and wide.who == narrow.who
        and CERTAINTIES.index(wide.certainty) <= CERTAINTIES.index(narrow.certainty)
    )


def _near_said(near: Near | None, language: str) -> tuple[object, ...]:
    if near is None:
        return ()
    contexts = (_all_said(one.get(language, ())) for one in (near.any, near.none))
    return (near.within, near.words, *contexts)


def _stopped(rule: Rule, language: str, report: Report) -> None:
    """Patterns each match of which is dropped by the rule itself."""
    none = rule.near.none if rule.near else {}
    for what, context in (("unless", rule.unless), ("near: none", none)):
        coverage = Coverage(context.get(language, ()), language)
        for pattern in rule.patterns.get(language, ()):
            if stopping := coverage.always_held(pattern):
                message = f"never matches: {what} drops each match, by {brief(stopping.source)}"
                report.add("PC407", place_of(pattern), message, "narrow one of the two")


def _contradicted(rule: Rule, language: str, report: Report) -> None:
    """`near: any` that can't be there without `none` being there too. Within so many words, one may be nearer."""
    near = rule.near
    if near is None or near.within == "words" or not near.any.get(language):
        return
    coverage = Coverage(near.none.get(language, ()), language)
    held = [coverage.always_held(pattern) for pattern in near.any[language]]
    if all(held) and held[0]:
        message = (
            f"the rule {rule.id} never matches {language}: each near: any holds {brief(held[0].source)} of near: none"
        )
        report.add("PC407", place_of(near.any[language][0]), message, "take it out of one of the two")
