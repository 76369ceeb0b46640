"""What a terminal is given to show: the one place where words that somebody wrote are kept from steering it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any, TextIO, cast

from partcode.errors import printable
from partcode.table import STRONG

# For terminals that can't show the program's own signs. One for one: columns stay columns.
_SIMPLE = str.maketrans("─━│█▓▒░▚▞▤▥▦▧▩·…→«»“”‘’–", '--|#=:.%/+*&@x..>""""\'\'-')


class Screen:
    """A stream, in front of whoever writes to it: what a terminal would obey is written out, as is what its encoding
    can't say. It has no `buffer` that would lead past it."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def __getattr__(self, name: str) -> Any:
        if name == "buffer":
            raise AttributeError(name)
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        """Show a text as it is, with its `strong` words underlined."""
        return self.draw(STRONG.sub("\x1b[1;4m\\1\x1b[0m", printable(text)))

    def writelines(self, lines: Iterable[str]) -> None:
        """The same for many."""
        for line in lines:
            self.write(line)

    def draw(self, text: str) -> int:
        """Let the terminal have a text with colours, in which all that somebody wrote is printable."""
        encoding = self.stream.encoding
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            text = text.translate(_SIMPLE).encode(encoding, "backslashreplace").decode(encoding)
        return self.stream.write(text)


def guard() -> None:
    """Put a screen before stderr, and before stdout when it is a terminal; off one, the payload stays as it is."""
    if sys.stdout and sys.stdout.isatty():
        sys.stdout = cast(TextIO, Screen(sys.stdout))
    if sys.stderr:
        sys.stderr = cast(TextIO, Screen(sys.stderr))


def draw(text: str, stream: TextIO) -> None:
    """Write what `render` has drawn, in which all words are printable and all colours its own."""
    (stream.draw if isinstance(stream, Screen) else stream.write)(text)


def has_styles(stream: TextIO) -> bool:
    """Whether words can be shown underlined there."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return isinstance(stream, Screen) and stream.isatty() and not plain
