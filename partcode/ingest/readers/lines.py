"""Lines of a page as they were laid out."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """One line of one page (0-based). Its box is in points from the lower left corner of the page, all zero
    when unknown; `first` is the width of the first word. `hyphen`: the line ends in a hyphen that was taken off.
    """

    text: str
    page: int
    hyphen: bool = False
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0
    first: float = 0.0

    @property
    def height(self) -> float:
        """Height of the font's box."""
        return self.top - self.bottom

    @property
    def placed(self) -> bool:
        """Whether the place on the page is known."""
        return self.top != 0.0 or self.right != 0.0
