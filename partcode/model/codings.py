"""Who coded, and what was decided about it: the words that tables, SQL and locks share."""

from __future__ import annotations

from typing import Literal

Decision = Literal["accepted", "rejected"]
PROPOSED, ACCEPTED, REJECTED = STATUSES = ("proposed", "accepted", "rejected")

BY_RULE = "rule:"  # with which the coder of a machine coding begins: rule:<codebook>@<version>


def person_of(coder: str) -> str:
    """The coder, if it is a person; else ""."""
    return "" if coder.startswith(BY_RULE) else coder
