"""Softer findings: what a codebook can do without, but its reader or a run would miss."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from partcode.codebook import reachable, shadows, tree, wording
from partcode.codebook.findings import Place, Report
from partcode.codebook.syntax import PatternError, names, read
from partcode.codebook.tree import Fields, Items, Node, Scalar
from partcode.errors import Finding, Location
from partcode.model.codebook import Code, Codebook, Example, Rule
from partcode.model.corpus import LANGUAGES


def check(codebook: Codebook, negators: Mapping[str, Collection[str]]) -> tuple[Finding, ...]:
    """What a codebook that loads still lacks, and what in it finds nothing; by place.

    What it inherits is the business of the codebook that it extends. `negators` are the negating words by language.
    """
    report = Report(codebook.path, codebook.source)
    root = tree.read(codebook.source, Report(report.path, codebook.source))
    fields = {key.value: node for key, node in root.entries} if isinstance(root, Fields) else {}
    if title := fields.get("title"):
        _named(codebook.title, "title", codebook.id, title.place, report)
    for code in codebook.codes:
        if code.where.path == codebook.path:
            _code(code, negators, report)
    for sequence in codebook.sequences:
        if sequence.where.path == codebook.path:
            _named(sequence.label, "label", sequence.id, _place(sequence.where), report)
    wording.check(codebook, report)
    reachable.check(codebook, fields.get("sequences"), report)
    _unused_lists(fields, report)
    return tuple(sorted(report.findings, key=lambda found: (found.where.line or 0, found.where.column or 0)))


def _place(where: Location) -> Place:
    return Place(where.line or 1, where.column or 1)


def _named(names: Mapping[str, str], what: str, whose: str, place: Place, report: Report) -> None:
    for language in LANGUAGES:
        if not names.get(language):
            report.add("PC401", place, f"{whose} has no {language} {what}", f"{what}: {{{language}: …}}")


def _code(code: Code, negators: Mapping[str, Collection[str]], report: Report) -> None:
    place = _place(code.where)
    _named(code.label, "label", code.id, place, report)
    if not code.rules and not code.stands_for:
        report.add("PC403", place, f"{code.id} has no rules", "people can still code it by hand")
    if code.rules and not code.examples:
        report.add("PC402", place, f"{code.id} has no examples", "examples: {matches: [{en: …}], rejects: [{en: …}]}")
    for rule in code.rules:
        if rule.where.path == report.path:
            _translated(rule, report)
            _tokens(rule, report)
    shadows.check(code, negators, report)
    _contradictory(code, report)


def _translated(rule: Rule, report: Report) -> None:
    for language in LANGUAGES:
        if not (rule.codes or rule.patterns.get(language) or rule.tokens.get(language)):
            message = f"the rule {rule.id} has no {language} patterns"
            report.add("PC401", _place(rule.where), message, f"{language}: […]")


def _tokens(rule: Rule, report: Report) -> None:
    """LOWER is compared with words in lower case."""
    for token in chain.from_iterable(chain.from_iterable(rule.tokens.values())):
        value = token.get("LOWER")
        if isinstance(value, str) and value != value.lower():
            message = f"the rule {rule.id} never matches: LOWER is never {value}"
            report.add("PC407", _place(rule.where), message, f"{{LOWER: {value.lower()}}}")


def _contradictory(code: Code, report: Report) -> None:
    """A sentence that the code must match and must reject."""
    matched: dict[tuple[str, str, str], Example] = {_said(one): one for one in code.examples if one.matches}
    for example in code.examples:
        if not example.matches and example.where.path == report.path and (other := matched.get(_said(example))):
            hint = f"it matches in line {other.where.line}"
            report.add("PC408", _place(example.where), "this sentence is in matches and in rejects", hint)


def _said(example: Example) -> tuple[str, str, str]:
    return example.language, example.text, example.role


def _unused_lists(fields: Mapping[str, Node], report: Report) -> None:
    """The model keeps lists written out, so the file itself says which were used."""
    lists = fields.get("lists")
    if not isinstance(lists, Fields):
        return
    used = {name for node in fields.values() for scalar in _scalars(node) for name in _lists_in(scalar)}
    for key, _ in lists.entries:
        if key.value not in used:
            report.add("PC404", key.place, f"the list <{key.value}> is never used", "use it, or take it out")


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    children = node.items if isinstance(node, Items) else [value for _, value in getattr(node, "entries", ())]
    for child in children:
        yield from _scalars(child)


def _lists_in(scalar: Scalar) -> set[str]:
    try:
        return {part.name for part in names(read(scalar.value))} if "<" in scalar.value else set()
    except PatternError:
        return set()  # a text that isn't a pattern
