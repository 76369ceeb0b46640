"""Regular expressions of rules, checked before they are compiled: some of a dozen characters fill the memory."""

from __future__ import annotations

import re
import unicodedata

from partcode.codebook.syntax import PatternError

MAX_SIZE = 20_000  # characters and groups, what is repeated written out

_PLAIN_HINT = r"a backslash makes a character plain: \( \["
_LARGE_HINT = "fewer repetitions inside repetitions: (a{100}){100} is a, 10,000 times"
_CALL = re.compile(r"\(\?(R|[+-]?[0-9]+|&|P>)")
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(?P<least>[0-9]+)(,[0-9]*)?\}|.", re.DOTALL)


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
        raise PatternError("PC314", start + (error.pos or 0), message, _PLAIN_HINT) from None
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
