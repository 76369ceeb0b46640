"""Rules and examples of a code, from their YAML."""

from __future__ import annotations

import re
from typing import Literal, cast

from partcode.codebook import tokens
from partcode.codebook.findings import meant
from partcode.codebook.lists import patterns
from partcode.codebook.patterns import Lists
from partcode.codebook.schema import Schema
from partcode.codebook.tree import Fields, Items, Node
from partcode.model.codebook import Certainty, Example, Near, Pattern, Rule
from partcode.model.corpus import LANGUAGES

NEGATION: tuple[Literal["flag", "drop", "ignore"], ...] = ("flag", "drop", "ignore")
_KEYS = ("id", *LANGUAGES, "unless", "near", "negation", "who", "tokens", "certainty")
_CERTAINTY: tuple[Certainty, ...] = ("high", "medium", "low")
_WINDOWS = ("sentence", "paragraph", "turn")
_WORDS = re.compile(r"([1-9]\d{0,3}) words?", re.ASCII)

ByLanguage = dict[str, tuple[Pattern, ...]]


class RuleReader:
    """Reads rules whose patterns use `lists`."""

    def __init__(self, schema: Schema, lists: Lists) -> None:
        self.schema = schema
        self.report = schema.report
        self.lists = lists

    def rule(self, node: Node) -> Rule:
        """One rule; what is wrong with it is in the report."""
        fields = self.schema.fields(node, "a rule", _KEYS, required=("id",))
        rule = Rule(
            id=self.schema.identifier(fields.get("id"), "a rule's id"),
            where=self.report.where(node.place),
            patterns={lang: self._patterns(fields[lang], lang) for lang in LANGUAGES if lang in fields},
            unless=self._by_language(fields.get("unless"), "unless"),
            near=self._near(fields["near"]) if "near" in fields else None,
            negation=cast("Literal['flag']", self.schema.choice(fields.get("negation"), "negation", NEGATION, "flag")),
            who=self.schema.who(fields.get("who")),
            tokens=self._tokens(fields.get("tokens")),
            certainty=cast("Certainty", self.schema.choice(fields.get("certainty"), "certainty", _CERTAINTY, "medium")),
        )
        self._check(rule, node, fields)
        return rule

    def _patterns(self, node: Node, language: str) -> tuple[Pattern, ...]:
        return patterns(self.schema.scalars(node, "a pattern"), self.report, self.lists, language)

    def _by_language(self, node: Node | None, what: str) -> ByLanguage:
        pairs = self.schema.languages(node, what) if node else ()
        return {language: self._patterns(value, language) for language, value in pairs}

    def _tokens(self, node: Node | None) -> dict[str, tuple[tuple[tokens.Token, ...], ...]]:
        pairs = self.schema.languages(node, "tokens") if node else ()
        return {language: tokens.read(value, self.schema) for language, value in pairs}

    def _near(self, node: Node) -> Near:
        fields = self.schema.fields(node, "near", ("any", "none", "within"))
        if fields and not {"any", "none"} & fields.keys():
            self.report.add("PC202", node.place, "near has neither any nor none", "near: {any: {en: […], fr: […]}}")
        within, words = self._within(fields.get("within"))
        return Near(
            cast("Literal['sentence']", within),
            words,
            self._by_language(fields.get("any"), "any"),
            self._by_language(fields.get("none"), "none"),
        )

    def _within(self, node: Node | None) -> tuple[str, int]:
        found = self.schema.text(node, "within") or "sentence"
        if window := _WORDS.fullmatch(found):
            return "words", int(window[1])
        if node and found not in _WINDOWS:
            message = f"within can't be {found}{meant(found, _WINDOWS)}"
            self.report.add("PC208", node.place, message, "one of: sentence, paragraph, turn, 6 words")
        return found, 0

    def _check(self, rule: Rule, node: Node, fields: dict[str, Node]) -> None:
        if fields and not any(key in fields and _filled(fields[key]) for key in (*LANGUAGES, "tokens")):
            self.report.add("PC213", node.place, "the rule has no patterns", "add en: […] or fr: […]")
        if rule.near and rule.near.any:
            for language in (lang for lang in rule.patterns if rule.patterns[lang]):
                if language not in rule.near.any:
                    message = f"near: any has no {language} patterns, so that the rule never matches {language}"
                    self.report.add("PC219", fields["near"].place, message, f"add {language}: […] to near: any")


def _filled(node: Node) -> bool:
    """Whether something was written there, right or wrong: wrong patterns are findings of their own."""
    if isinstance(node, Items):
        return bool(node.items)
    return bool(node.entries) if isinstance(node, Fields) else True


def examples(node: Node | None, schema: Schema) -> tuple[Example, ...]:
    """The sentences under `matches` and `rejects`."""
    if node is None:
        return ()
    fields = schema.fields(node, "examples", ("matches", "rejects"))
    return tuple(
        found
        for key, value in fields.items()
        for item in schema.items(value, key)
        if (found := _example(item, schema, key == "matches"))
    )


def _example(node: Node, schema: Schema, matches: bool) -> Example | None:
    fields = schema.fields(node, "an example", (*LANGUAGES, "role", "negated", "reported"))
    languages = [language for language in LANGUAGES if language in fields]
    if not fields or len(languages) != 1:
        if fields:
            schema.report.add(
                "PC202",
                node.place,
                "an example is one sentence, in one language",
                "{en: They cut the grant.}",
            )
        return None
    roles = schema.roles(fields.get("role"), "role")
    return Example(
        text=schema.text(fields[languages[0]], "an example"),
        language=languages[0],
        matches=matches,
        where=schema.report.where(node.place),
        role=roles[0] if roles else "",
        negated=schema.boolean(fields.get("negated"), "negated"),
        reported=schema.boolean(fields.get("reported"), "reported"),
    )
