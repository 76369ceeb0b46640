"""Every example of every shipped codebook is a test of its own."""

import pytest

from partcode.codebook.collection import collect, shipped_paths
from partcode.coding.trial import failing_examples

BOOKS = collect(shipped_paths())
FAILING = {book.id: {(one.where.line, one.where.column): one for one in failing_examples(book)} for book in BOOKS}


@pytest.mark.parametrize(
    ("book", "where"),
    [
        pytest.param(book.id, example.where, id=f"{code.id}-{example.language}-{example.where.line}")
        for book in BOOKS
        for code in book.codes
        for example in code.examples
    ],
)
def test_example(book, where):
    failure = FAILING[book].get((where.line, where.column))
    assert failure is None, str(failure)
