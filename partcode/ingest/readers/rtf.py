"""Rich Text Format through striprtf, with what it gets wrong put right before and after."""

from __future__ import annotations

import re

from partcode.ingest.readers.content import Content
from partcode.ingest.source import Source
from partcode.text import normalise

_CODEPAGE = re.compile(r"\\ansicpg(\d+)")
# Code pages that striprtf doesn't know would be read as UTF-8, and Apple writes 10000 for Mac Roman.
_CODECS = {"10000": "mac_roman", "0": "cp1252", "65001": "utf-8"}
_DELETED = re.compile(r"(\{[^{}]*?)\\deleted(?![0a-z])")
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")
_FIELD = re.compile(r"\{\\field(?=\{)", re.IGNORECASE)
_NOTE = re.compile(r"\\footnote(?![a-z])")


def read_rtf(source: Source) -> Content:
    """A .rtf file. Tracked deletions, comments, page headers and footnotes stay out; table cells are tabbed."""
    from importlib.metadata import version

    from striprtf.striprtf import rtf_to_text

    if not source.data.lstrip().startswith(b"{\\rtf"):
        raise source.error("not what its extension says: it is no RTF", "give it the extension of what it is")
    if not source.data.rstrip(b"\0 \t\r\n").endswith(b"}"):
        raise source.error("cut off: its last bracket is missing", "copy the file again")
    markup, codec = _markup(source)
    try:
        text: str = rtf_to_text(markup, encoding=codec)  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, ArithmeticError, TypeError) as error:  # striprtf checks nothing
        raise source.error(f"damaged: {error}", "save it again as .docx or .odt") from None
    lines = (line.rstrip("\t ") for line in normalise(text).split("\n"))
    notes = len(_NOTE.findall(markup))
    warnings = (f"{notes} footnote(s) left out",) if notes else ()
    return Content("\n".join(lines).strip("\n"), f"striprtf {version('striprtf')}", codec, warnings=warnings)


def _markup(source: Source) -> tuple[str, str]:
    """The markup that striprtf reads rightly, and the codec of its bytes."""
    head = source.data[:4096].decode("latin-1")
    codec = source.encoding or _codec(head)
    try:
        markup = source.data.decode("ascii" if source.data.isascii() else codec)
    except (UnicodeDecodeError, LookupError):
        markup = source.data.decode("latin-1")  # pictures as bytes; the text of proper RTF is ASCII
    if (declared := _CODEPAGE.search(head)) and (source.encoding or declared[1] in _CODECS):
        markup = _CODEPAGE.sub("", markup, count=1)
    markup = _DELETED.sub(r"\1\\*\\deleted", markup)  # an ignorable group, like comments
    # Where it knows a link, striprtf would write the address into the text, and look for links for hours.
    markup = _FIELD.sub(r"{\\field ", markup)
    return _CELL.sub(r"\\tab", markup), codec


def _codec(head: str) -> str:
    if declared := _CODEPAGE.search(head):
        return _CODECS.get(declared[1], f"cp{declared[1]}")
    if re.search(r"\\mac\b", head):
        return "mac_roman"
    return "cp850" if re.search(r"\\pca?\b", head) else "cp1252"
