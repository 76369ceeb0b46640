"""Every example of every shipped codebook is a test of its own."""

import pytest

from partcode.codebook.collection import collect, shipped_paths
from partcode.coding.trial import example_results

RESULTS = [result for book in collect(shipped_paths()) for result in example_results(book)]


@pytest.mark.parametrize(
    "result",
    [
        pytest.param(result, id=f"{result.code}-{result.example.language}-{result.example.where.line}")
        for result in RESULTS
    ],
)
def test_example(result):
    assert result.passed, f"{result.example.where}: {result.message}: « {result.example.text} »"
