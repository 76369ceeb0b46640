"""The one normalisation that stored text goes through, and places in it."""

from __future__ import annotations

import re
import unicodedata

NORMALISATION = "1"  # stored with every version: BOM off, LF, NUL out, lone surrogates joined, NFC

_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = str.maketrans({"\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n"})


def normalise(text: str) -> str:
    """Text as it is stored: no BOM, LF line ends, NFC, nothing that SQLite or UTF-8 can't hold.

    Curly quotes, no-break spaces, ligatures and soft hyphens stay; matching looks through them.
    """
    if any(char in text for char in "\x85\u2028\u2029\x0b\x0c"):
        text = text.translate(_LINE_ENDS)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.removeprefix("\ufeff").replace("\x00", "")
    if not text.isascii() and _SURROGATE.search(text):
        # Some readers give an emoji as two halves; through UTF-16 they become one again.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """1-based line and column (in code points) of an offset into `text`."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)
