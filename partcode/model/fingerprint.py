"""Names made of what they name: the same settings, and the same text, have the same on every machine."""

from __future__ import annotations

import hashlib
import json


def fingerprint(*parts: object) -> str:
    """Twelve hexadecimal digits that follow from the parts (plain JSON values, tuples as lists)."""
    return sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True))[:12]


def sha256(text: str) -> str:
    """The sha256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
