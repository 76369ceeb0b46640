"""partcode's engine in one process, without files and SQLite: what is compared with rivals that have neither.

On its own: `python -m benchmarks.engine FOLDER CODEBOOK --megabytes 10 --rounds 3`.

Warm: the words of the texts have been met, as in every re-run. Languages are given, as the rivals have them.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import MEGABYTE, read_corpus
from partcode.codebook.loader import load
from partcode.coding.coder import Coder, Codings
from partcode.coding.evidence import UNKNOWN_ROLE, Evidence, Groups
from partcode.coding.plan import make_plan
from partcode.match.batch import Batch, batch_of
from partcode.model import LANGUAGES, Kind, Span
from partcode.model.columns import KINDS, NO_TURN, Sentences, Stream
from partcode.segment.paragraphs import paragraphs
from partcode.segment.sentences import sentences
from partcode.store.corpus.reading import WORDS_IN_A_BATCH
from partcode.words.lemmas import lemma_column
from partcode.words.stream import Indexer, code_points

Texts = Sequence[tuple[str, str, str]]  # name, language, text
_LABEL = re.compile(r"\n\w+: ")
_BODY = KINDS.index(Kind.BODY)


class Engine:
    """Texts to words and sentences, and those to matches and codings."""

    def __init__(self, codebook: Path) -> None:
        self._plan = make_plan([load(codebook)])
        self._indexer = Indexer()
        self.rules = [(self._plan.codes[rule.code].code.id, rule.rule.id) for rule in self._plan.rules]
        self.coder: Coder | None = None

    def index(self, texts: Texts) -> list[Batch]:
        """Sentences and word ids of all texts."""
        batches: list[list[tuple[Stream, Sentences]]] = []
        words = WORDS_IN_A_BATCH
        for _, language, text in texts:
            if words >= WORDS_IN_A_BATCH:
                batches.append([])
                words = 0
            batches[-1].append(self._document(language, text))
            words += batches[-1][-1][0].ids.size
        return [batch_of(parts, [_BODY]) for parts in batches]

    def compile(self) -> None:
        """The codebook against all words met so far."""
        words = self._indexer.vocabulary
        self.coder = Coder(self._plan)
        self.coder.learn(words, {language: lemma_column(words, language) for language in LANGUAGES})

    def match(self, batches: Sequence[Batch]) -> list[Evidence]:
        """The match stage alone: all matches of all patterns, without verdicts."""
        assert self.coder is not None
        return [self.coder.matches(batch, _no_text) for batch in batches]

    def code(self, batches: Sequence[Batch]) -> list[Codings]:
        """Matches, negation and codings by sentence."""
        assert self.coder is not None
        found = []
        for batch in batches:
            every = np.arange(batch.coded.size)
            groups = Groups(every, every, np.full(every.size, UNKNOWN_ROLE))
            found.append(self.coder.code(batch, groups, every, _no_text))
        return found

    def _document(self, language: str, text: str) -> tuple[Stream, Sentences]:
        chars = code_points(text)
        spans, paragraph = _cut(text, chars)
        words = self._indexer.index(text, chars)
        sentence = np.searchsorted(spans[:, 0], words.start, "right") - 1
        inside = (sentence >= 0) & (words.end <= spans[sentence, 1])
        columns = Sentences(
            start=spans[:, 0],
            end=spans[:, 1],
            paragraph=paragraph,
            turn=np.full(len(spans), NO_TURN, dtype=np.int32),
            kind=np.full(len(spans), _BODY, dtype=np.uint8),
            language=np.full(len(spans), LANGUAGES.index(language), dtype=np.uint8),
            words=np.bincount(sentence[inside], minlength=len(spans)).astype(np.int32),
        )
        ids, start = words.ids[inside].astype(np.uint32), words.start[inside].astype(np.int32)
        return Stream(ids, start, words.clause[inside]), columns


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a generated interview are, its speaker labels left out."""
    return [(start, end) for start, end in _cut(text, code_points(text))[0].tolist()]


def _cut(text: str, chars: NDArray[np.uint32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    labels = [Span(label.start() + 1, label.end()) for label in _LABEL.finditer(text)]
    labels.append(Span(0, text.index(": ") + 2))
    return sentences(text, chars, paragraphs(text, chars, (), labels))


def _no_text(document: int) -> str:
    raise AssertionError("no rule of the benchmark reads the text")


def _best(rounds: int, work: Callable[[], object]) -> float:
    """Seconds of the best of some rounds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def measure(texts: Texts, codebook: Path, rounds: int = 3) -> dict[str, float]:
    """MB/s of indexing, of the match stage alone and of the whole engine, warm; and the matches it found."""
    engine = Engine(codebook)
    began = time.perf_counter()
    batches = engine.index(texts)
    cold = time.perf_counter() - began
    engine.compile()
    engine.code(batches)
    megabytes = sum(len(text.encode()) for _, _, text in texts) / MEGABYTE
    return {
        "index_cold": megabytes / cold,
        "index": megabytes / _best(rounds, lambda: engine.index(texts)),
        "match": megabytes / _best(rounds, lambda: engine.match(batches)),
        "engine": megabytes / _best(rounds, lambda: engine.code(engine.index(texts))),
        "hits": sum(len(codings.rule) for codings in engine.code(batches)),
        "sentences": sum(batch.coded.size for batch in batches),
        "hit_sentences": sum(np.unique(codings.segment).size for codings in engine.code(batches)),
    }


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("codebook", type=Path)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print(json.dumps(measure(read_corpus(given.folder, given.megabytes), given.codebook, given.rounds)))


if __name__ == "__main__":
    main()
