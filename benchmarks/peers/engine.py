"""partcode's engine without files and SQLite: words, sentences, matches, negation and codings of texts in memory.

The first time its words are new to it, and all it has to learn of them is counted; the second time they are known,
as in every later run of a study.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from benchmarks.engine import Engine
from benchmarks.peers.given import Find, Hit, Literal, Text
from benchmarks.peers.partcode import to_yaml


def finder(literals: list[Literal]) -> Find:
    """The engine with its codebook loaded."""
    with tempfile.TemporaryDirectory() as folder:
        codebook = Path(folder, "peers.yaml")
        codebook.write_text(to_yaml(literals), encoding="utf-8")
        engine = Engine(codebook)

    def find(texts: list[Text]) -> list[Hit]:
        batches = engine.index(texts)
        if engine.coder is None:
            engine.compile()
        found = []
        first = 0
        for batch, codings in zip(batches, engine.code(batches), strict=True):
            document = first + np.repeat(codings.document, np.diff(codings.first))
            columns = (document, codings.rule, codings.start, codings.end)
            for number, rule, start, end in zip(*(column.tolist() for column in columns), strict=True):
                found.append(Hit(texts[number].document, engine.rules[rule][0], start, end))
            first += int(batch.document[-1]) + 1
        return found

    return find
