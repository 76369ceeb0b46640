"""The one normalisation that stored text goes through."""

from __future__ import annotations

import re
import unicodedata

NORMALISATION = "1"  # stored with every version: BOM off, LF, NUL out, lone surrogates joined, NFC

_SURROGATE = re.compile("[\ud800-\udfff]")
_RARE = re.compile("[\r\x00\x0b\x0c\x85\u2028\u2029\ufeff\ud800-\udfff]")  # most texts have none of them
_LINE_ENDS = str.maketrans({"\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n"})


def normalise(text: str) -> str:
    """Text as it is stored: no BOM, LF line ends, NFC, nothing that SQLite or UTF-8 can't hold.

    Curly quotes, no-break spaces, ligatures and soft hyphens stay; matching looks through them.
    """
    if _RARE.search(text):
        text = _without_rare(text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _without_rare(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    text = text.removeprefix("\ufeff").replace("\x00", "")
    if _SURROGATE.search(text):
        # Some readers give an emoji as two halves; through UTF-16 they become one again.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
