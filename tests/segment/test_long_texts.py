"""A megabyte of whatever a splitter may stumble over takes seconds, and a turn finder no more."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partcode.ingest.turns import find_turns
from partcode.model import Document
from partcode.model.options import Options, Silent
from partcode.pipeline.coding import code
from partcode.pipeline.ingesting import ingest
from partcode.segment.citations import find_citations
from partcode.segment.kinds import kinds
from partcode.segment.paragraphs import paragraphs
from partcode.segment.sentences import sentences

SIZE = 1_000_000
SECONDS = 10  # of one processor, for one text
PIECES = ["(", "A: ", "M. ", "a", "\n", "e\u0301", "👩\u200d👩\u200d👧", "שלום. ", "1.2.", ". ", "« ", "l'", "[1]",
          "… A", ".»", "A.\n", "(a) ", "(Aa, 2001) ", "\u200b", "\ufe0f", ". :) ", ".» » ", ". [a] ", "a:b:", "- ",
          "A: a\n", "AA B ", "http://a.b/", "a-", "\t", "\u00a0", "?!", "Aa, B. (2001). ", "1. a\n",
          "\nReferences\n\n"]  # fmt: skip


def seconds(text):
    """Processor time of all that is done with a text before its words are counted."""
    started = time.process_time()
    chars = np.frombuffer(text.encode("utf-32-le"), "<u4")
    frame = paragraphs(text, chars)
    sentences(text, chars, frame)
    kinds(text, frame, (), False)
    find_citations(text)
    find_turns(Document("a.txt", text, "txt", "utf-8", "plain 1", "", len(text)))
    return time.process_time() - started


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_a_megabyte_of_one_thing_is_split_in_seconds(piece):
    assert seconds((piece * SIZE)[: SIZE // 4]) < SECONDS / 4


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=4).map("".join))
@settings(max_examples=15, deadline=None, derandomize=True)
def test_any_pattern_of_them_is_split_in_seconds(pattern):
    assert seconds((pattern * SIZE)[: SIZE // 10]) < SECONDS / 4


@pytest.mark.slow
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=6).map("".join))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_very_many_patterns_of_them_are_split_in_seconds(pattern):
    assert seconds((pattern * SIZE)[:SIZE]) < SECONDS


@pytest.mark.slow
def test_a_run_over_a_megabyte_of_each_ends(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number, piece in enumerate(PIECES):
        (folder / f"{number}.txt").write_text((piece * SIZE)[:SIZE], encoding="utf-8")
    books = tuple(sorted((Path(__file__).parents[2] / "codebooks").glob("*.yaml")))
    options = Options(folders=(folder,), db=tmp_path / "p.db", out=tmp_path / "r", jobs=1, codebooks=books)
    started = time.process_time()
    report = ingest(options, Silent())
    code(options, Silent())
    assert time.process_time() - started < SECONDS * len(PIECES)
    assert not [file for file in report.files if "bug" in file.hint]
