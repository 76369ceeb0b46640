"""Speaker labels that abbreviate a name given in full elsewhere in the same document."""

from __future__ import annotations

import re
from collections.abc import Iterable

_INITIALS = re.compile(r"(?:[^\W\d_]\.?[ -]?){2,4}")


def full_names(labels: Iterable[str]) -> dict[str, str]:
    """Initials → the one full name among `labels` that they abbreviate ("DB" → "Devin Becker").

    Initials of two names, or of none, are left alone.
    """
    distinct = dict.fromkeys(label for label in labels if label)
    names = [label for label in distinct if len(label.split()) > 1 and not _letters(label).isupper()]
    found = {}
    for label in distinct:
        if _INITIALS.fullmatch(label) and _letters(label).isupper():
            meant = [name for name in names if _letters(label) in _initials(name)]
            if len(meant) == 1:
                found[label] = meant[0]
    return found


def _letters(label: str) -> str:
    return "".join(c for c in label if c.isalpha())


def _initials(name: str) -> set[str]:
    """With particles and without: Ana de la Cruz is ADLC and AC."""
    words = [word for word in re.split(r"[\s'’.-]+", name) if word[:1].isalpha()]
    return {
        "".join(word[0] for word in words).upper(),
        "".join(word[0] for word in words if word[0].isupper()).upper(),
    }
