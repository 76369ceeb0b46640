"""Words divided at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LAST = re.compile(r"([^\W\d_]+)-?$")
_FIRST = re.compile(r"[^\W\d_]+")


def joined(lines: Iterable[tuple[str, bool]]) -> str:
    """Lines as one text. Each is (text, whether it ends in a hyphen that was taken off).

    A divided word is made whole if that makes a word of English or French; otherwise the hyphen is real.
    """
    text, hyphen = "", False
    for line, divided in lines:
        if not text:
            text = line
        elif hyphen or (text.endswith("-") and _LAST.search(text) and line[:1].islower()):
            stem = text.removesuffix("-")
            text = stem + line if _makes_word(stem, line) else f"{stem}-{line}"
        else:
            text = f"{text} {line}"
        hyphen = divided
    return text + ("-" if hyphen else "")


def _makes_word(stem: str, line: str) -> bool:
    head, tail = _LAST.search(stem), _FIRST.match(line)
    if not head or not tail or not tail[0].islower():
        return False
    import simplemma

    return bool(simplemma.is_known((head[1] + tail[0]).lower(), ("en", "fr")))
