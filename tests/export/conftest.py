import sys
from pathlib import Path

import pytest

# The documents put together by hand for the store are what exports are tried on too.
sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

from by_hand import add_corpus, code_by_regex

from partcode.store import open_store


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "partcode.db", create=True) as opened:
        code_by_regex(opened, add_corpus(opened))
        yield opened
