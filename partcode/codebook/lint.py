"""Softer findings: what a codebook can do without, but its reader or a run would miss."""

from __future__ import annotations

from collections.abc import Iterator

from partcode.codebook import tree
from partcode.codebook.findings import Place, Report
from partcode.codebook.syntax import PatternError, names, read
from partcode.codebook.tree import Fields, Items, Node, Scalar
from partcode.errors import Finding, Location
from partcode.model.codebook import Code, Codebook, Pattern, Rule
from partcode.model.corpus import LANGUAGES


def check(codebook: Codebook) -> tuple[Finding, ...]:
    """What a codebook that loads still lacks: translations, examples, rules; lists and patterns it doesn't need."""
    report = Report(codebook.path, codebook.source)
    for code in codebook.codes:
        _code(code, report)
    _unused_lists(report, codebook.source)
    return tuple(sorted(report.findings, key=lambda found: (found.where.line or 0, found.where.column or 0)))


def _place(where: Location) -> Place:
    return Place(where.line or 1, where.column or 1)


def _code(code: Code, report: Report) -> None:
    place = _place(code.where)
    for language in LANGUAGES:
        if not code.label.get(language):
            report.add("PC401", place, f"{code.id} has no {language} label", f"label: {{{language}: …}}")
    if not code.rules:
        report.add("PC403", place, f"{code.id} has no rules", "people can still code it by hand")
    elif not code.examples:
        report.add("PC402", place, f"{code.id} has no examples", "examples: {matches: [{en: …}], rejects: [{en: …}]}")
    for rule in code.rules:
        _translated(rule, report)
    _repeated(code, report)


def _translated(rule: Rule, report: Report) -> None:
    for language in LANGUAGES:
        if not rule.patterns.get(language) and not rule.tokens.get(language):
            report.add(
                "PC401",
                _place(rule.where),
                f"the rule {rule.id} has no {language} patterns",
                f"{language}: […]",
            )


def _repeated(code: Code, report: Report) -> None:
    """The same words twice in one code: the second pattern adds nothing, unless its rule asks for more."""
    for rule in code.rules:
        for patterns in rule.patterns.values():
            first: dict[object, Pattern] = {}
            for pattern in patterns:
                earlier = first.setdefault(pattern.regex or frozenset(pattern.alternatives), pattern)
                if earlier is not pattern:
                    line = earlier.where.line
                    report.add(
                        "PC405",
                        _place(pattern.where),
                        "the same pattern again",
                        f"the first is in line {line}",
                    )


def _unused_lists(report: Report, source: str) -> None:
    """The model keeps lists written out, so the file itself says which were used."""
    root = tree.read(source, Report(report.path, source))
    fields = {key.value: node for key, node in root.entries} if isinstance(root, Fields) else {}
    lists = fields.get("lists")
    if not isinstance(lists, Fields):
        return
    used = {name for node in fields.values() for scalar in _scalars(node) for name in _named(scalar)}
    for key, _ in lists.entries:
        if key.value not in used:
            report.add("PC404", key.place, f"the list <{key.value}> is never used", "use it, or take it out")


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    children = node.items if isinstance(node, Items) else [value for _, value in getattr(node, "entries", ())]
    for child in children:
        yield from _scalars(child)


def _named(scalar: Scalar) -> set[str]:
    try:
        return {part.name for part in names(read(scalar.value))} if "<" in scalar.value else set()
    except PatternError:
        return set()  # a text that isn't a pattern
