"""A bare loop over regular expressions, one per code: what one writes without any library."""

from __future__ import annotations

import re

from benchmarks.peers.given import Find, Hit, Literal, by_code


def finder(literals: list[Literal]) -> Find:
    """Every expression over every text."""
    expressions = {
        code: re.compile(rf"\b(?:{'|'.join(map(re.escape, texts))})\b", re.IGNORECASE)
        for code, texts in by_code(literals).items()
    }
    return lambda texts: [
        Hit(document, code, *match.span())
        for document, _, text in texts
        for code, expression in expressions.items()
        for match in expression.finditer(text)
    ]
