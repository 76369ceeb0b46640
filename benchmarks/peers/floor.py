"""ahocorasick_rs: one pass over the text, and a look at the characters around each hit. It only scans."""

from __future__ import annotations

from importlib import import_module

from benchmarks.peers.given import Find, Hit, Literal, Text


def finder(literals: list[Literal]) -> Find:
    """Raises ImportError where ahocorasick_rs isn't installed."""
    codes = [literal.code for literal in literals]
    automaton = import_module("ahocorasick_rs").AhoCorasick([literal.text for literal in literals])

    def find(texts: list[Text]) -> list[Hit]:
        found = []
        for document, _, text in texts:
            folded = text.casefold()
            for number, start, end in automaton.find_matches_as_indexes(folded, overlapping=True):
                if not (folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum()):
                    found.append(Hit(document, codes[number], start, end))
        return found

    return find
