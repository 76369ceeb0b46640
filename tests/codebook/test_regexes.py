"""Regular expressions that could take for ever, told from those that can't."""

import re
import time

import pytest

from partcode.codebook.regexes import runs_away


@pytest.mark.parametrize(
    "text",
    [
        "^(a+)+$",
        "(a*)*b",
        "(?:a|a)+b",
        "(|a)+b",
        "(aa?)*b",
        "(a{1,3}){20}b",
        "(a{,3})+b",
        "((a)+)+b",
        "(x(a+)y)+?",
        ".*a.*b.*c.*d",
        "a?" * 30 + "a" * 30,
        "(a|a)" * 30 + "b",
    ],
)
def test_what_can_run_away_is_seen(text: str) -> None:
    re.compile(text)
    assert runs_away(text)


@pytest.mark.parametrize(
    "text",
    [
        "^un.*able$",
        "(?i)^(un|in)?known?s?$",
        r"^\d{4}-\d{2}-\d{2}$",
        r"(\d{2}){3}",
        "(ab)+",
        "[(a+)+]x*",
        r"\(a+\)+",
        "colou??rs?",
        "(?x) a+ # and )",
        "^(un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize)$",
    ],
)
def test_what_ends_is_left_alone(text: str) -> None:
    assert not runs_away(text)
    began = time.perf_counter()
    re.search(text, "a" * 200)
    assert time.perf_counter() - began < 1
