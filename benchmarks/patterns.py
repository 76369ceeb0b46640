"""The codebook of the benchmark: 60 codes and 1,624 patterns, as YAML for partcode and as values for its rivals.

On its own: `python -m benchmarks.patterns CODEBOOK.yaml`, with --changed for the other one.

Of both languages together there are 600 lemmas, 360 lemma phrases, 240 wildcards, 184 gaps, 120 exact phrases and
120 lemmas under a rule that drops or flags what is negated.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np

from benchmarks.vocabulary import Vocabulary, vocabulary
from partcode.words.forms import fold
from partcode.words.lemmas import lemmas

CODES = 60
LANGUAGES = ("en", "fr")
COUNTS = {"lemmas": 300, "phrases": 180, "wildcards": 120, "gaps": 92, "exact": 60, "drop": 30, "flag": 30}
CHANGED = 30  # lemmas per language that the changed codebook has instead of others

Kind = Literal["lemma", "prefix", "form"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One pattern: `words` in order, each a lemma, a prefix or a form as `kind` says, with at most `gap` other
    words before the last. `code` and `rule` are where the codebook has it."""

    code: str
    rule: str
    language: str
    kind: Kind
    words: tuple[str, ...]
    gap: int = 0

    @property
    def id(self) -> str:
        """A name that no other pattern has."""
        return f"{self.code}/{self.rule}/{self.language}/{self.pattern}"

    @property
    def pattern(self) -> str:
        """The pattern as a researcher writes it."""
        if self.kind == "form":
            return f'"{" ".join(self.words)}"'
        if self.gap:
            return f"{self.words[0]} ..{self.gap} {self.words[1]}"
        return " ".join(self.words) + ("*" if self.kind == "prefix" else "")

    @property
    def negation(self) -> str:
        """What the rule does with a negated match."""
        return self.rule if self.rule in ("drop", "flag") else "ignore"


@lru_cache(maxsize=2)
def entries(changed: bool = False) -> tuple[Entry, ...]:
    """All patterns; the changed ones differ in a tenth of the lemmas."""
    return tuple(entry for language in LANGUAGES for entry in _of_language(vocabulary(language), changed))


def _of_language(words: Vocabulary, changed: bool) -> Iterator[Entry]:
    rng = np.random.default_rng([11, ord(words.language[0])])
    plain = _unambiguous(words)
    known = set(plain)
    # Middling words: with the most frequent ones every sentence would be hit, with rare ones none.
    middling = min(5000, len(plain) - 400)
    single = [plain[i] for i in 400 + rng.permutation(middling)[: COUNTS["lemmas"] + CHANGED]]
    single = single[CHANGED:] if changed else single[: COUNTS["lemmas"]]
    negated = [plain[i] for i in 300 + rng.permutation(600)[: COUNTS["drop"] + COUNTS["flag"]]]
    usable = [c for c in words.collocations if known.issuperset(c.lemmas)]
    adjacent = [c for c in usable if not c.apart]
    apart = [c for c in usable if c.apart]
    chosen = [adjacent[i] for i in rng.permutation(len(adjacent))[: COUNTS["phrases"] + COUNTS["exact"]]]
    lists: dict[str, list[tuple[Kind, tuple[str, ...], int]]] = {
        "lemmas": [("lemma", (lemma,), 0) for lemma in single],
        "phrases": [("lemma", c.lemmas, 0) for c in chosen[: COUNTS["phrases"]]],
        "wildcards": [("prefix", (prefix,), 0) for prefix in _prefixes(plain, rng)],
        "gaps": [("lemma", c.lemmas, c.apart) for c in apart[: COUNTS["gaps"]]],
        "exact": [("form", tuple(c.surfaces[0].split()), 0) for c in chosen[COUNTS["phrases"] :]],
        "drop": [("lemma", (lemma,), 0) for lemma in negated[: COUNTS["drop"]]],
        "flag": [("lemma", (lemma,), 0) for lemma in negated[COUNTS["drop"] :]],
    }
    for rule, found in lists.items():
        for place, (kind, said, gap) in enumerate(found):
            yield Entry(f"bench.c{place % CODES:02d}", rule, words.language, kind, said, gap)


def _unambiguous(words: Vocabulary) -> list[str]:
    """Lemmas that no form shares with another of them, so that one lemma a word (all that spaCy has) will do."""
    language = words.language
    plain = {lemma for lemma in words.forms if "-" not in lemma and lemmas(lemma, language) == (lemma,)}
    for found in words.forms.values():
        for form in found:
            plain.difference_update([lemma for lemma in lemmas(fold(form), language) if lemma in plain][1:])
    return [lemma for lemma in words.forms if lemma in plain]


def _prefixes(plain: list[str], rng: np.random.Generator) -> list[str]:
    long = [lemma for lemma in plain[400:6000] if len(lemma) >= 8]
    cut = dict.fromkeys(long[i][:6] for i in rng.permutation(len(long)))
    return list(cut)[: COUNTS["wildcards"]]


def to_yaml(patterns: tuple[Entry, ...], version: str = "1.0.0") -> str:
    """The patterns as a codebook of partcode."""
    by_code: dict[str, dict[str, dict[str, list[Entry]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for entry in patterns:
        by_code[entry.code][entry.rule][entry.language].append(entry)
    lines = ["codebook: bench", f"version: {version}", "title: {en: Benchmark, fr: Banc d'essai}", "codes:"]
    for code, rules in sorted(by_code.items()):
        lines += [f"  - id: {code}", f"    label: {{en: {code}, fr: {code}}}", f"    definition: Words of {code}."]
        lines.append("    rules:")
        for rule, languages in rules.items():
            lines.append(f"      - id: {rule}")
            for language, found in languages.items():
                # Single quotes: between double ones YAML's scalar would mean exact words.
                written = ", ".join(f"'{entry.pattern}'" for entry in found)
                lines.append(f"        {language}: [{written}]")
            lines.append(f"        negation: {next(iter(languages.values()))[0].negation}")
    return "\n".join(lines) + "\n"


def write_codebook(path: Path, changed: bool = False) -> None:
    """The codebook as a file; the changed one is a version of its own."""
    path.write_text(to_yaml(entries(changed), "1.1.0" if changed else "1.0.0"), encoding="utf-8")


def write_one_changed(path: Path) -> None:
    """The codebook with the first code as the changed one has it, and the others as they were."""
    first = f"bench.c{0:02d}"
    new = [entry for entry in entries(changed=True) if entry.code == first]
    path.write_text(to_yaml((*new, *(entry for entry in entries() if entry.code != first)), "1.0.1"), encoding="utf-8")


def main() -> None:
    """Write the codebook from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("codebook", type=Path)
    parser.add_argument("--changed", action="store_true")
    given = parser.parse_args()
    write_codebook(given.codebook, given.changed)
    print(f"{len(entries(given.changed))} patterns")


if __name__ == "__main__":
    main()
