"""Multi-pattern scanners over the raw literals of the codebook: the bound of what scanning can do.

They know nothing of words, sentences, gaps or negation; literals of lemmas are all their forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from benchmarks.patterns import LANGUAGES, Entry
from benchmarks.vocabulary import vocabulary

Scan = Callable[[str], int]  # a text to the number of its hits


def literals(patterns: Iterable[Entry]) -> list[str]:
    """Every lower-case surface of every word that a pattern looks for, each once."""
    forms = {language: vocabulary(language).forms for language in LANGUAGES}
    found: dict[str, None] = {}
    for entry in patterns:
        for word in entry.words:
            surfaces = forms[entry.language].get(word, (word,)) if entry.kind == "lemma" else (word,)
            found.update(dict.fromkeys(surfaces))
    return list(found)


def hyperscan(wanted: list[str]) -> Scan:
    """Hyperscan over the UTF-8 bytes. Raises ImportError where it is not installed."""
    library = import_module("hyperscan")
    database = library.Database(mode=library.HS_MODE_BLOCK)
    raw = [literal.encode() for literal in wanted]
    flags = [library.HS_FLAG_CASELESS] * len(raw)
    database.compile(expressions=raw, ids=list(range(len(raw))), elements=len(raw), flags=flags, literal=True)
    scratch = library.Scratch(database)

    def scan(text: str) -> int:
        hits: list[int] = []

        def note(number: int, start: int, end: int, flags: int, context: object) -> None:
            hits.append(number)

        database.scan(text.encode(), match_event_handler=note, scratch=scratch)
        return len(hits)

    return scan


def ahocorasick(wanted: list[str]) -> Scan:
    """ahocorasick_rs over the text in lower case. Raises ImportError where it is not installed."""
    library = import_module("ahocorasick_rs")
    automaton = library.AhoCorasick(wanted, matchkind=library.MatchKind.Standard)

    def scan(text: str) -> int:
        return len(automaton.find_matches_as_indexes(text.lower(), overlapping=True))

    return scan
