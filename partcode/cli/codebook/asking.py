"""What people give on the command line or send through a pipe: a code, a sentence, texts that must be UTF-8."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from partcode.errors import UsageError

if TYPE_CHECKING:
    from partcode.model import Codebook

_EXAMPLE = '"They cut the grant."'


def asked(words: Sequence[str]) -> tuple[str, str]:
    """The code, "" for none, and the sentence, from stdin for -."""
    if len(words) > 2:
        raise UsageError("more than a code and a sentence", hint=f"put the sentence in quotes: {_EXAMPLE}")
    code, sentence = words if len(words) == 2 else ("", words[0])
    text = (_piped() if sentence == "-" else utf8(sentence, "the sentence")).strip()
    if not text:
        raise UsageError("no sentence to explain", hint=_EXAMPLE)
    return code, text


def refuse_code(word: str, books: Sequence[Codebook]) -> None:
    """UsageError when the only word that was given is the id of a code."""
    if any(code.id == word for book in books for code in book.codes):
        raise UsageError(f"{word} is a code; the sentence is missing", hint=f"explain {word} {_EXAMPLE}")


def utf8(text: str, what: str) -> str:
    """The text; UsageError when the bytes that were given for it aren't UTF-8 (Python keeps them as surrogates)."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise UsageError(f"{what} isn't UTF-8: {text}", hint="set the terminal to UTF-8 and type it again") from None
    return text


def _piped() -> str:
    hint = "convert it first: iconv -f latin1 -t utf-8"
    try:
        text = sys.stdin.read()
        text.encode("utf-8")
    except UnicodeError:
        raise UsageError("what comes from stdin isn't UTF-8", hint=hint) from None
    return text
