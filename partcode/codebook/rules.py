"""Rules and examples of a code, from their YAML."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast

from partcode.codebook import shape, tokens
from partcode.codebook.findings import brief, meant
from partcode.codebook.lists import patterns
from partcode.codebook.patterns import Lists
from partcode.codebook.schema import Schema
from partcode.codebook.tree import Node, Scalar
from partcode.model.codebook import Certainty, Example, Near, Pattern, Rule
from partcode.model.corpus import LANGUAGES

_WORDS = re.compile(r"([1-9][0-9]{0,3}) words?")
_WINDOWS = ("sentence", "paragraph", "turn")

ByLanguage = dict[str, tuple[Pattern, ...]]


class Reference(NamedTuple):
    """A code named in a rule of the code `owner`, as it stands in the file."""

    owner: str
    named: Scalar

    @property
    def target(self) -> str:
        """The id of the code that is named."""
        return self.named.value.strip()


class RuleReader:
    """Reads rules whose patterns use `lists`, and keeps the places of the codes that they name."""

    def __init__(self, schema: Schema, lists: Lists) -> None:
        self.schema = schema
        self.report = schema.report
        self.lists = lists
        self.references: list[Reference] = []

    def rule(self, node: Node, owner: str) -> Rule:
        """One rule of the code `owner`; what is wrong with it is in the report."""
        fields = self.schema.mapping(node, shape.RULE)
        rule = Rule(
            id=self.schema.identifier(fields.get("id"), "a rule's id"),
            where=self.report.where(node.place),
            patterns={lang: self._patterns(fields[lang], lang) for lang in LANGUAGES if lang in fields},
            unless=self._by_language(fields.get("unless"), "unless"),
            near=self._near(fields["near"]) if "near" in fields else None,
            negation=cast("Literal['flag']", self._word(fields, "negation", shape.NEGATION, "flag")),
            who=self.schema.who(fields.get("who")),
            tokens=self._tokens(fields.get("tokens")),
            codes=self._codes(fields.get("codes"), owner),
            certainty=cast("Certainty", self._word(fields, "certainty", shape.CERTAINTY, "medium")),
        )
        self._check(rule, fields)
        return rule

    def _word(self, fields: dict[str, Node], key: str, allowed: shape.Word, default: str) -> str:
        return self.schema.choice(fields.get(key), key, allowed.words, default)

    def _codes(self, node: Node | None, owner: str) -> tuple[str, ...]:
        named = self.schema.scalars(node, "a code's id") if node else ()
        references = [Reference(owner, scalar) for scalar in named]
        self.references += references
        return tuple(dict.fromkeys(reference.target for reference in references))

    def _patterns(self, node: Node, language: str) -> tuple[Pattern, ...]:
        return patterns(self.schema.scalars(node, "a pattern"), self.report, self.lists, language)

    def _by_language(self, node: Node | None, what: str) -> ByLanguage:
        pairs = self.schema.languages(node, what) if node else ()
        return {language: self._patterns(value, language) for language, value in pairs}

    def _tokens(self, node: Node | None) -> dict[str, tuple[tuple[tokens.Token, ...], ...]]:
        pairs = self.schema.languages(node, "tokens") if node else ()
        return {language: tokens.read(value, self.schema) for language, value in pairs}

    def _near(self, node: Node) -> Near:
        fields = self.schema.mapping(node, shape.NEAR)
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
            message = f"within can't be {brief(found)}{meant(found, _WINDOWS)}"
            self.report.add("PC208", node.place, message, "one of: sentence, paragraph, turn, 6 words")
        return found, 0

    def _check(self, rule: Rule, fields: dict[str, Node]) -> None:
        """A context that is never there in one language stops every match in that language."""
        if rule.near and rule.near.any:
            for language in LANGUAGES if rule.codes else (lang for lang in rule.patterns if rule.patterns[lang]):
                if language not in rule.near.any:
                    message = f"near: any has no {language} patterns, so that the rule never matches {language}"
                    self.report.add("PC219", fields["near"].place, message, f"add {language}: […] to near: any")


def examples(node: Node | None, schema: Schema) -> tuple[Example, ...]:
    """The sentences under `matches` and `rejects`."""
    if node is None:
        return ()
    fields = schema.mapping(node, shape.EXAMPLES)
    return tuple(
        found
        for key, value in fields.items()
        for item in schema.items(value, key)
        if (found := _example(item, schema, key == "matches"))
    )


def _example(node: Node, schema: Schema, matches: bool) -> Example | None:
    fields = schema.mapping(node, shape.EXAMPLE)
    languages = [language for language in LANGUAGES if language in fields]
    if len(languages) != 1:
        return None
    role = schema.scalar(fields["role"], "role") if "role" in fields else None
    return Example(
        text=schema.text(fields[languages[0]], "an example"),
        language=languages[0],
        matches=matches,
        where=schema.report.where(node.place),
        role=schema.role(role) if role else "",
        negated=schema.boolean(fields.get("negated"), "negated"),
        reported=schema.boolean(fields.get("reported"), "reported"),
    )
