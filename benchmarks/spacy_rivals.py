"""The same codebook matched by spaCy: well (`Strong`) and as everybody writes it first (`Naive`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any, Protocol

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.attrs import LEMMA, ORTH
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from benchmarks.patterns import Entry
from partcode.words.forms import fold
from partcode.words.lemmas import lemmas

NEGATORS = {
    "en": frozenset("not no never without nobody nothing n't don't isn't can't won't doesn't didn't cannot".split()),
    "fr": frozenset("ne n' pas sans jamais aucun aucune rien non".split()),
}
NEGATION_WORDS = 3  # a negator so many words before a match negates it
SENTENCE_ENDS = (".", "?", "!", "…")

Hit = tuple[str, int, int]  # entry id, first token, token behind the last


class Rival(Protocol):
    """Something that finds the hits of a codebook in a text."""

    def hits(self, text: str) -> list[Hit]:
        """All matches of one document, those under a `drop` rule that are negated left out."""


@cache
def lemma_of(word: str, language: str, wanted: frozenset[str]) -> str:
    """The lemma that the codebook names, if the word has it, else the likeliest one."""
    found = lemmas(fold(word), language)
    return next((lemma for lemma in found if lemma in wanted), found[0])


def wanted_lemmas(patterns: Iterable[Entry]) -> frozenset[str]:
    """All lemmas that patterns ask for."""
    return frozenset(word for entry in patterns if entry.kind == "lemma" for word in entry.words)


def gap_pattern(entry: Entry) -> list[dict[str, str]]:
    """A pattern of lemmas for spaCy's Matcher; other words between are optional tokens."""
    steps = [{"LEMMA": word} for word in entry.words]
    return [*steps[:-1], *([{"OP": "?"}] * entry.gap), steps[-1]]


def orths_of(doc: Doc) -> NDArray[np.uint64]:
    """The word of every token, as spaCy numbers words."""
    column: NDArray[np.uint64] = doc.to_array(ORTH)  # type: ignore[assignment]  # the stubs say float
    return column


class Strong:
    """One pass of the tokeniser, one lemma look-up per distinct word, PhraseMatcher wherever it can be used.

    Wildcards are written out over the words met so far, so PhraseMatcher does them too; Matcher does the gaps.
    Matches that cross a sentence are dropped afterwards, which is cheaper than a Doc per sentence.
    """

    def __init__(self, language: str, patterns: Iterable[Entry]) -> None:
        mine = [entry for entry in patterns if entry.language == language]
        self._nlp = spacy.blank(language)
        self.vocab: Vocab = self._nlp.vocab
        self._language = language
        self._wanted = wanted_lemmas(mine)
        self._negation = {self.vocab.strings.add(e.id): e.negation for e in mine if e.negation != "ignore"}
        self._lemmas = PhraseMatcher(self.vocab, attr="LEMMA")
        self._forms = PhraseMatcher(self.vocab, attr="LOWER")
        self._gaps = Matcher(self.vocab)
        self._prefixes: dict[str, list[str]] = {}
        self._known: dict[int, int] = {}  # lemma by word
        self._negators = {self.vocab.strings.add(word) for word in NEGATORS[language]}
        self._ends = np.array([self.vocab.strings.add(mark) for mark in SENTENCE_ENDS], dtype=np.uint64)
        for entry in mine:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        words = list(entry.words)
        if entry.kind == "prefix":
            self._prefixes.setdefault(words[0], []).append(entry.id)
        elif entry.gap:
            self._gaps.add(entry.id, [gap_pattern(entry)])
        elif entry.kind == "form":
            self._forms.add(entry.id, [Doc(self.vocab, words)])
        else:
            self._lemmas.add(entry.id, [Doc(self.vocab, words, lemmas=words)])

    def hits(self, text: str) -> list[Hit]:
        """All matches of one document."""
        doc = self._nlp.make_doc(text)
        orths = orths_of(doc)
        ends = np.isin(orths, self._ends) | self._line_ends(orths)
        return self.match(doc, orths, np.cumsum(ends) - ends)

    def match(self, doc: Doc, orths: NDArray[np.uint64], sentence: NDArray[np.int64]) -> list[Hit]:
        """All matches of tokens whose `sentence` numbers are given."""
        distinct, inverse = np.unique(orths, return_inverse=True)
        for orth in distinct.tolist():
            if orth not in self._known:
                self._learn(orth)
        of_distinct = np.array([self._known[orth] for orth in distinct.tolist()], dtype=np.uint64)
        doc.from_array([LEMMA], of_distinct[inverse])  # type: ignore[arg-type]  # the stubs want two dimensions
        numbers, names = sentence.tolist(), self.vocab.strings
        return [
            (names[key], start, end)
            for key, start, end in (*self._lemmas(doc), *self._forms(doc), *self._gaps(doc))
            if numbers[start] == numbers[end - 1] and not self._dropped(doc, numbers, key, start)
        ]

    def _learn(self, orth: int) -> None:
        word = self.vocab.strings[orth]
        self._known[orth] = self.vocab.strings.add(lemma_of(word.lower(), self._language, self._wanted))
        form = fold(word)
        for length in range(2, len(form) + 1):
            for entry_id in self._prefixes.get(form[:length], ()):
                self._forms.add(entry_id, [Doc(self.vocab, [word.lower()])])

    def _line_ends(self, orths: NDArray[np.uint64]) -> NDArray[np.bool_]:
        lines = [orth for orth in set(orths.tolist()) if "\n" in self.vocab.strings[orth]]
        return np.isin(orths, np.array(lines, dtype=np.uint64))

    def _dropped(self, doc: Doc, sentence: list[int], key: int, start: int) -> bool:
        verdict = self._negation.get(key)
        if verdict is None:
            return False
        before = range(max(0, start - NEGATION_WORDS), start)
        negated = any(doc[i].lower in self._negators and sentence[i] == sentence[start] for i in before)
        return negated and verdict == "drop"


class Naive:
    """A pipeline with sentencizer and lemmatiser, and one Matcher over every sentence."""

    def __init__(self, language: str, patterns: Iterable[Entry]) -> None:
        mine = [entry for entry in patterns if entry.language == language]
        self._nlp = spacy.blank(language)
        self._nlp.add_pipe("sentencizer")
        self._nlp.add_pipe("bench_lemmatizer", config={"language": language, "wanted": sorted(wanted_lemmas(mine))})
        self._negators = NEGATORS[language]
        self._drops = {entry.id for entry in mine if entry.negation == "drop"}
        self._matcher = Matcher(self._nlp.vocab)
        for entry in mine:
            self._matcher.add(entry.id, [_naive_pattern(entry)])

    def hits(self, text: str) -> list[Hit]:
        """All matches of one document."""
        found = []
        for sentence in self._nlp(text).sents:
            for match in self._matcher(sentence, as_spans=True):
                before = sentence.doc[max(sentence.start, match.start - NEGATION_WORDS) : match.start]
                negated = any(token.lower_ in self._negators for token in before)
                if not (negated and match.label_ in self._drops):
                    found.append((match.label_, match.start, match.end))
        return found


def _naive_pattern(entry: Entry) -> list[dict[str, Any]]:
    if entry.kind == "prefix":
        return [{"LOWER": {"REGEX": f"^{entry.words[0]}"}}]
    if entry.kind == "form":
        return [{"LOWER": word} for word in entry.words]
    return list(gap_pattern(entry))


@Language.factory("bench_lemmatizer")
def _bench_lemmatizer(nlp: Language, name: str, language: str, wanted: list[str]) -> Any:
    lemmas_wanted = frozenset(wanted)

    def lemmatize(doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = lemma_of(token.lower_, language, lemmas_wanted)
        return doc

    return lemmatize


def count(hits: Iterable[Hit]) -> Counter[str]:
    """Hits by entry."""
    return Counter(entry for entry, _, _ in hits)
