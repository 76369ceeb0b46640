"""What stands around a place of a text, as tables show it."""

from __future__ import annotations

_CONTEXT = 120  # code points on either side


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before, at and after a place; before and after on one line."""
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return " ".join(before.split()), text[start:end], " ".join(after.split())


def in_context(text: str, start: int, end: int, width: int = 30) -> str:
    """A place and what stands around it, on one line."""
    return " ".join(text[max(0, start - width) : end + width].split())
