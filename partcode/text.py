"""The one normalisation that stored text goes through."""

from __future__ import annotations

import unicodedata

NORMALISATION = "1"  # stored with every version: BOM off, LF, NUL out, lone surrogates joined, NFC

_RARE = "\r\x00\x0b\x0c\x85\u2028\u2029\ufeff"  # most texts have none of them
_LINE_ENDS = str.maketrans({"\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n"})


def normalise(text: str) -> str:
    """Text as it is stored: no BOM, LF line ends, NFC, nothing that SQLite or UTF-8 can't hold.

    Curly quotes, no-break spaces, ligatures and soft hyphens stay; matching looks through them.
    """
    if any(char in text for char in _RARE):
        text = _without_rare(text)
    if _has_surrogates(text):
        # Some readers give an emoji as two halves; through UTF-16 they become one again.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _without_rare(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    return text.removeprefix("\ufeff").replace("\x00", "")


def _has_surrogates(text: str) -> bool:
    """Whether UTF-16 can't say the text, which is the fastest way to ask."""
    try:
        text.encode("utf-16-le")
    except UnicodeEncodeError:
        return True
    return False
