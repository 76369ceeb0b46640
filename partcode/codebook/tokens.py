"""`tokens:` rules: spaCy Matcher patterns, checked before spaCy sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from partcode.codebook.findings import listed, meant
from partcode.codebook.regexes import PLAIN_HINT, runs_away
from partcode.codebook.schema import Schema
from partcode.codebook.token_names import ATTRIBUTES, COMPARISONS, FLAGS, OPERATORS
from partcode.codebook.tree import Fields, Items, Node, Scalar

# spaCy writes a repetition out token by token: a thousand of them would be a bomb.
_OP = re.compile(r"[!?+*]|\{(\d{1,2}|\d{1,2},|,\d{1,2}|\d{1,2},\d{1,2})\}", re.ASCII)

Token = dict[str, Any]


def read(node: Node, schema: Schema) -> tuple[tuple[Token, ...], ...]:
    """The token patterns of a rule in one language: each a list of dicts, one per token."""
    lists = [item for item in node.items if isinstance(item, Items) and item.items] if isinstance(node, Items) else []
    if not lists or len(lists) != len(getattr(node, "items", ())):
        message = "tokens is a list of lists of tokens"
        schema.report.add("PC214", node.place, message, "en: [[{LOWER: audit}, {POS: NOUN}]]")
    return tuple(tuple(_token(token, schema) for token in item.items) for item in lists)


def _token(node: Node, schema: Schema) -> Token:
    if not isinstance(node, Fields):
        schema.report.add("PC214", node.place, "a token is a mapping", "{LOWER: audit}")
        return {}
    token: Token = {}
    for key, value in node.entries:
        if key.value in ATTRIBUTES:
            token[key.value] = _value(key.value, value, schema)
        else:
            message = f"unknown token attribute {key.value}{meant(key.value.upper(), ATTRIBUTES)}"
            schema.report.add("PC214", key.place, message, f"for example {listed(ATTRIBUTES)}")
    return token


def _value(attribute: str, node: Node, schema: Schema) -> Any:
    """The value of one attribute: text, true or false, a number, or a mapping of operators."""
    if isinstance(node, Fields) and attribute != "OP":
        return {key.value: _operand(key, attribute, value, schema) for key, value in node.entries}
    if attribute == "LENGTH":
        return _number(node, schema)
    if attribute in FLAGS:
        return schema.boolean(node, attribute)
    text = schema.text(node, attribute)
    if attribute == "OP" and text and not _OP.fullmatch(text):
        schema.report.add("PC214", node.place, f"OP can't be {text}", "one of: ! ? + * {2} {1,3}")
    return text


def _operand(key: Scalar, attribute: str, node: Node, schema: Schema) -> Any:
    if key.value not in OPERATORS:
        message = f"unknown operator {key.value}{meant(key.value.upper(), OPERATORS)}"
        schema.report.add("PC214", key.place, message, f"operators: {listed(OPERATORS)}")
        return ""
    if key.value == "REGEX":
        for pattern in _scalars(node):
            _check_regex(pattern, schema)
    if key.value in COMPARISONS:
        return _number(node, schema)
    if isinstance(node, Items):
        return [_value(attribute, item, schema) for item in node.items]
    return _value(attribute, node, schema)


def _scalars(node: Node) -> Iterator[Scalar]:
    """The texts of an operand, which may be one, a list, or operators with either."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Items):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Fields):
        for _, value in node.entries:
            yield from _scalars(value)


def _check_regex(node: Scalar, schema: Schema) -> None:
    """spaCy compiles regular expressions as a run begins, and matches them without a time limit."""
    try:
        re.compile(node.value)
    except re.error as error:
        schema.report.add("PC214", node.place, f"bad regular expression: {error.msg}", PLAIN_HINT)
    except (RecursionError, OverflowError):
        schema.report.add("PC214", node.place, "the regular expression is too large", "split it")
    else:
        if runs_away(node.value):
            message = "a repetition or a choice inside a repetition, or many of them, may take for ever in REGEX"
            schema.report.add("PC214", node.place, message, "use a pattern /…/, which is timed")


def _number(node: Node, schema: Schema) -> int:
    found = schema.text(node, "a length")
    if re.fullmatch(r"\d{1,4}", found, re.ASCII):
        return int(found)
    schema.report.add("PC214", node.place, "a length is a whole number", "{LENGTH: 3}")
    return 0
