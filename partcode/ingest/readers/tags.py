"""Tags of HTML with thousands of attributes, over which libxml2 would think for hours: each is compared with all."""

from __future__ import annotations

import re

from partcode.ingest.source import Source

MAX_ATTRIBUTES = 1000

_LONG = 2 * MAX_ATTRIBUTES  # characters; a shorter tag can't have as many
_TAG = re.compile(
    r"<(?:!--(?:-?>|.*?(?:--!?>|\Z))|([a-z][^\s/>]*+)(?:[^>\"']++|\"[^\"]*+\"|'[^']*+'|[\"'])*+)",
    re.DOTALL | re.IGNORECASE,
)
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_BETWEEN = re.compile(r"[\s/]++[^\s/=>]|\"[^\s/>]")
_ENDS = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style")}  # what is in them is no markup


def refuse_giant_tags(source: Source, text: str) -> None:
    """Raises ReadError when a tag of the page `text` has more attributes than any page needs."""
    at = 0
    while tag := _TAG.search(text, at):
        if len(tag[0]) > _LONG and len(_BETWEEN.findall(_QUOTED.sub('""', tag[0]))) > MAX_ATTRIBUTES:
            raise source.error("a tag of it has thousands of attributes", "save the page again from a browser")
        at = tag.end()
        if end := _ENDS.get((tag[1] or "").lower()):
            found = end.search(text, at)
            at = found.start() if found else len(text)
