"""File patterns, the same in metadata and in --include and --exclude."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def is_glob(pattern: str) -> bool:
    """Whether a path in the metadata stands for more than itself."""
    return any(char in pattern for char in "*?[")


def tidy(path: str) -> str:
    """A path as it is compared: forward slashes, composed accents, no ./ before it."""
    return unicodedata.normalize("NFC", path.strip().replace("\\", "/")).removeprefix("./")


def matches(pattern: str, path: str) -> bool:
    """Whether a relative path fits a glob: * within a folder, ** across folders; without a slash it is matched
    against the file's name, wherever it lies; a slash at the end stands for all that a folder holds."""
    pattern, path = tidy(pattern), tidy(path)
    if "/" not in pattern:
        path = path.rpartition("/")[2]
    return path == pattern or _compiled(pattern).fullmatch(path) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    if pattern.endswith("/"):
        pattern += "**"
    parts = re.split(r"(\*\*/|\*+|\?|\[[^\]/]+\])", pattern)
    return re.compile("".join(map(_translated, parts)), re.DOTALL)


def _translated(part: str) -> str:
    if part == "**/":
        return "(?:.*/)?"
    if part.startswith("**"):
        return ".*"
    if part in ("*", "?"):
        return "[^/]*" if part == "*" else "[^/]"
    if part.startswith("[") and part.endswith("]") and len(part) > 2:
        inside = part[1:-1].replace("\\", "\\\\").replace("[", "\\[")
        return f"[{'^' + inside[1:] if inside[0] == '!' else inside.replace('^', chr(92) + '^')}]"
    return re.escape(part)
