"""Whether brute force, spaCy and partcode find the same: compared as sets of places, never as counts.

On its own: `python -m benchmarks.same_hits --megabytes 1`, or, for a run that has been made,
`python -m benchmarks.same_hits --corpus FOLDER --evidence results/evidence.csv`.

A place is (document, code, rule, start, end) in code points. Of nested matches of one rule the tightest count, as
in partcode. All read the same words (partcode.words) and sentences (partcode.segment); rules that drop what is
negated are left out, since what negates is a question of taste.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.corpus import documents, read_corpus
from benchmarks.engine import Engine, sentence_spans
from benchmarks.patterns import LANGUAGES, Entry, entries, to_yaml
from partcode.words.forms import Word, words_of
from partcode.words.lemmas import lemmas

Texts = Sequence[tuple[str, str, str]]  # name, language, text


class Place(NamedTuple):
    """Where a rule holds."""

    document: str
    code: str
    rule: str
    start: int
    end: int


Step = tuple[str, str, int]  # kind, word, other words allowed before it

_lemmas = cache(lemmas)


def holds(kind: str, wanted: str, form: str, language: str) -> bool:
    """Whether one folded form satisfies one word of a pattern."""
    if kind == "prefix":
        return form.startswith(wanted)
    return form == wanted or (kind == "lemma" and wanted in _lemmas(form, language))


def brute_force(texts: Texts, patterns: Iterable[Entry]) -> set[Place]:
    """Every pattern tried at every word of every sentence, each distinct form against each pattern once."""
    mine = {language: [entry for entry in patterns if entry.language == language] for language in LANGUAGES}
    starters: dict[tuple[str, str], list[Entry]] = {}
    found = set()
    for name, language, words in _sentences(texts):
        for at, word in enumerate(words):
            key = language, word.form
            if key not in starters:
                starters[key] = [e for e in mine[language] if holds(e.kind, e.words[0], word.form, language)]
            for entry in starters[key]:
                for last in _ends(_steps(entry), words, at, language):
                    found.add(Place(name, entry.code, entry.rule, word.start, words[last].end))
    return tightest(found)


def _steps(entry: Entry) -> list[Step]:
    *before, last = entry.words
    return [*((entry.kind, word, 0) for word in before), (entry.kind, last, entry.gap)]


def _ends(steps: Sequence[Step], words: Sequence[Word], at: int, language: str) -> Iterator[int]:
    """The last words of all matches whose first step holds at word `at`."""
    kind, wanted, _ = steps[0]
    if not holds(kind, wanted, words[at].form, language):
        return
    if len(steps) == 1:
        yield at
        return
    for following in range(at + 1, min(at + 2 + steps[1][2], len(words))):
        yield from _ends(steps[1:], words, following, language)


def _sentences(texts: Texts) -> Iterator[tuple[str, str, list[Word]]]:
    for name, language, text in texts:
        for start, end in sentence_spans(text):
            yield name, language, [Word(start + w.start, start + w.end, w.form) for w in words_of(text[start:end])]


def by_spacy(texts: Texts, patterns: Iterable[Entry]) -> set[Place]:
    """The matches of strong spaCy, on Docs of the same words and sentences."""
    from spacy.tokens import Doc

    from benchmarks.spacy_rivals import Strong, orths_of

    known = {entry.id: entry for entry in patterns}
    rivals = {language: Strong(language, known.values()) for language in LANGUAGES}
    found = set()
    by_document: dict[tuple[str, str], list[list[Word]]] = defaultdict(list)
    for name, language, words in _sentences(texts):
        by_document[name, language].append(words)
    for (name, language), sentences in by_document.items():
        words = [word for sentence in sentences for word in sentence]
        numbers = np.repeat(np.arange(len(sentences)), [len(sentence) for sentence in sentences])
        doc = Doc(rivals[language].vocab, [word.form for word in words])
        for hit, start, end in rivals[language].match(doc, orths_of(doc), numbers):
            entry = known[hit]
            found.add(Place(name, entry.code, entry.rule, words[start].start, words[end - 1].end))
    return tightest(found)


def by_engine(texts: Texts, patterns: tuple[Entry, ...]) -> set[Place]:
    """The matches of partcode's engine."""
    with tempfile.TemporaryDirectory() as folder:
        codebook = Path(folder, "bench.yaml")
        codebook.write_text(to_yaml(patterns), encoding="utf-8")
        engine = Engine(codebook)
    batches = engine.index(texts)
    engine.compile()
    found = set()
    first = 0
    for batch, evidence in zip(batches, engine.match(batches), strict=True):
        document = first + batch.document[batch.sentence[evidence.first]]
        columns = (document, evidence.owner, evidence.start, evidence.end)
        for number, owner, start, end in zip(*(column.tolist() for column in columns), strict=True):
            code, rule = engine.rules[owner]
            found.add(Place(texts[number][0], code, rule, start, end))
        first += int(batch.document[-1]) + 1
    return found


def from_evidence(path: Path) -> set[Place]:
    """The matches in an exported evidence table, those of `drop` rules left out."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        Place(row["document"], row["code"], row["rule"], int(row["match_start"]), int(row["match_end"]))
        for row in rows
        if row["rule"] != "drop"
    }


def tightest(places: Iterable[Place]) -> set[Place]:
    """Without the places that hold a shorter one of the same rule."""
    by_rule: dict[tuple[str, str, str], set[tuple[int, int]]] = defaultdict(set)
    for place in places:
        by_rule[place[:3]].add((place.start, -place.end))
    kept = set()
    for rule, spans in by_rule.items():
        nearest_end: int | None = None
        # From the last start to the first, and of one start the shortest first.
        for start, minus_end in sorted(spans, reverse=True):
            if nearest_end is None or -minus_end < nearest_end:
                nearest_end = -minus_end
                kept.add(Place(*rule, start, -minus_end))
    return kept


def compared() -> tuple[Entry, ...]:
    """The patterns whose matches don't depend on negation."""
    return tuple(entry for entry in entries() if entry.negation != "drop")


def differences(found: dict[str, set[Place]]) -> list[str]:
    """One line for every two finders that differ."""
    lines = []
    for (one, left), (other, right) in pairwise(found.items()):
        if left != right:
            example = sorted(left ^ right)[0]
            lines.append(f"{one} {len(left)}, {other} {len(right)}: {len(left ^ right)} differ, first {example}")
    return lines


def main() -> None:
    """Compare from the command line; exit code 1 when anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=0.2)
    parser.add_argument("--evidence", type=Path)
    parser.add_argument("--corpus", type=Path)
    given = parser.parse_args()
    if given.corpus:
        texts = read_corpus(given.corpus)
    else:
        texts = [(name, name[-6:-4], text) for name, text in documents(given.megabytes, seed=5)]
    patterns = compared()
    found = {"spaCy": by_spacy(texts, patterns), "engine": by_engine(texts, patterns)}
    if given.evidence:
        found["evidence"] = from_evidence(given.evidence)
    else:
        found = {"brute force": brute_force(texts, patterns), **found}
    lines = differences(found)
    print("\n".join(lines) or f"same {len(next(iter(found.values())))} matches: {', '.join(found)}")
    raise SystemExit(bool(lines))


if __name__ == "__main__":
    main()
