"""Generated files of every format: a document in which every span is what it says, or a named problem."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest
from grammars import FILES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outcomes import check
from seeds import SUFFIXES

from partcode.ingest.metadata import Metadata
from partcode.pipeline.prepare import Preparer, Task, fetch


@cache
def preparer():
    return Preparer()


def read(suffix, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a.{suffix}")
        path.write_bytes(data)
        check(preparer().attempt(fetch(Task(path, path.name, "", Metadata()))))


def generated(suffix, examples):
    @given(FILES[suffix])
    @settings(max_examples=examples, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def each(data):
        read(suffix, data)

    each()


def test_every_format_has_a_grammar():
    assert set(FILES) == set(SUFFIXES)
    assert all(isinstance(one, st.SearchStrategy) for one in FILES.values())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_generated_files_are_read_or_named(suffix):
    generated(suffix, 5 if suffix == "pdf" else 25)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_very_many_generated_files_are_read_or_named(suffix):
    generated(suffix, 100 if suffix == "pdf" else 1500)
