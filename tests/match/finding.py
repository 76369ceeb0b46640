"""One pattern held against one text, without a codebook."""

import numpy as np

from partcode.codebook.patterns import parse
from partcode.errors import Location
from partcode.match.batch import Batch
from partcode.match.engine import match, minimal
from partcode.match.program import compile_program
from partcode.match.vocabulary import WordClasses
from partcode.model import LANGUAGES
from partcode.words.lemmas import lemma_column
from partcode.words.stream import Indexer, code_points


def found(source, text, language, *, lossy=False):
    """The words that the first match of a pattern covers; "" when there is none. The text is one sentence."""
    pattern = parse(source, Location("codebook.yaml", 1, 1), {}, language)
    negators = dict.fromkeys(LANGUAGES, frozenset())
    program = compile_program({language: [(0, pattern)]}, negators, lossy={0} if lossy else ())
    indexer = Indexer()
    words = indexer.index(text, code_points(text))
    classes = WordClasses(program.wanted, frozenset(program.lossy.values()))
    classes.learn(indexer.vocabulary, {one: lemma_column(indexer.vocabulary, one) for one in LANGUAGES})
    hits = minimal(match(program, classes, _batch(words, language, len(text))))
    return text[words.start[hits.first[0]] : words.end[hits.last[0]]] if hits.first.size else ""


def _batch(words, language, length):
    one = np.zeros(1, dtype=np.int64)
    return Batch(
        ids=words.ids,
        start=words.start,
        clause=words.clause,
        sentence=np.zeros(words.ids.size, dtype=np.int64),
        language=np.array([LANGUAGES.index(language)], dtype=np.uint8),
        coded=np.ones(1, dtype=np.bool_),
        first=np.array([0, words.ids.size]),
        document=one,
        sentence_start=one,
        sentence_end=np.array([length]),
    )
