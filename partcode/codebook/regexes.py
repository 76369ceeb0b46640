"""Regular expressions of rules, checked before they are compiled: some of a dozen characters fill the memory."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from partcode.codebook.syntax import PatternError

PLAIN_HINT = r"a backslash makes a character plain: \( \["
MAX_SIZE = 20_000  # characters and groups, what is repeated written out
_MAX_REPETITIONS = 3  # of any length, one after another: a word of n characters may take n to that power
_MAX_CHOICES = 10  # optional parts and groups of alternatives: two to that power

_LARGE_HINT = "fewer repetitions inside repetitions: (a{100}){100} is a, 10,000 times"
_CALL = re.compile(r"\(\?(R|[+-]?[0-9]+|&|P>)")
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(?P<least>[0-9]*)(?P<most>,[0-9]*)?\}|.", re.DOTALL)


def checked(source: str) -> str:
    """What stands between the slashes of /…/. Raises PatternError at its character."""
    start = source.index("/") + 1
    body = source.rstrip()[start:]
    if not body.endswith("/"):
        raise PatternError("PC314", start - 1, "the regular expression is never closed", "it is the whole pattern: /…/")
    text = unicodedata.normalize("NFC", body[:-1])
    if call := _CALL.search(text):
        message = "a regular expression can't call itself"
        raise PatternError("PC314", start + call.start(), message, "write out what is repeated")
    if _size(text) > MAX_SIZE:
        raise PatternError("PC314", start, "the regular expression is too large", _LARGE_HINT)
    if not text or _matches_nothing(text, start):
        raise PatternError("PC314", start, "the regular expression matches nothing at all", "leave out the last *")
    return text


def _matches_nothing(text: str, start: int) -> bool:
    """Whether the empty text is a match, as it then is everywhere. Raises PatternError when it can't be compiled."""
    import regex

    try:
        return regex.compile(text).fullmatch("", timeout=1) is not None
    except regex.error as error:
        message = f"bad regular expression: {error.msg}"
        raise PatternError("PC314", start + (error.pos or 0), message, PLAIN_HINT) from None
    except (RecursionError, OverflowError, TimeoutError):
        raise PatternError("PC314", start, "the regular expression is too large", "split it") from None


def _size(text: str) -> int:
    """About how large the compiled expression is: x{100} is x a hundred times and more, x+ twice."""
    groups = [0]
    last = 0
    for token in _TOKEN.finditer(text):
        found = token.group()
        if found == "(":
            groups.append(0)
            continue
        if token["least"] or found == "+":
            last *= int((token["least"] or "1")[:7])
        else:
            last = groups.pop() if found == ")" and len(groups) > 1 else 1
        groups[-1] += last
        if groups[-1] > MAX_SIZE:
            break
    return max(groups)


def why_never(text: str) -> str:
    """Why a regular expression can't match inside a sentence, where that is sure; "" where it isn't."""
    if "(?" in text:
        return ""  # a flag, or a look to one side, may make it match all the same
    if r"\n\n" in text:
        return "a sentence has no empty line"
    tokens = [token.group() for token in _TOKEN.finditer(text)]
    for before, after in pairwise(tokens):
        if after == "^" and (before == "$" or before.isalnum()):
            return f"nothing stands before the beginning, as {before} does"
        if before == "$" and after.isalnum():
            return f"nothing stands after the end, as {after} does"
    return ""


def runs_away(text: str) -> bool:
    """Whether a regular expression without a time limit may take for ever: a repetition or a choice inside a
    repetition, or many of them in a row. `text` is one that can be compiled."""
    groups = [False]  # whether each open group, the whole first, holds a repetition or a choice
    closed = False  # whether the group that has just been closed does
    repetitions = choices = 0
    for before, token in _parts(text):
        found = token.group()
        repeats = found in ("+", "*") or token["least"] is not None
        if repeats and closed:
            return True
        if found == "(":
            groups.append(False)
        elif found == ")" and len(groups) > 1:  # a comment may have one too many
            closed = groups.pop()
            choices += closed
            groups[-1] |= closed
            continue
        elif found == "|" or _is_open(token, before):
            repetitions += repeats
            choices += found == "?"
            groups[-1] = True
        closed = False
    return repetitions > _MAX_REPETITIONS or choices > _MAX_CHOICES


def _is_open(token: re.Match[str], before: str) -> bool:
    """Whether it says so many times or more, or less; (? opens a group, and {3} leaves nothing open."""
    found = token.group()
    return found in ("+", "*") or (found == "?" and before != "(") or bool(token["most"])


def _parts(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The parts of a regular expression, each with what stands before it; no signs that a repetition is lazy."""
    before, repeated = "", False
    for token in _TOKEN.finditer(text):
        found = token.group()
        if found.isspace() or (repeated and found in ("?", "+")):  # what is verbose may have spaces anywhere
            repeated = False
            continue
        yield before, token
        before = found
        repeated = found in ("+", "*", "?") or token["least"] is not None
