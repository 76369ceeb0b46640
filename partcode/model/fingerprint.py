"""Short names for settings: the same settings have the same name on every machine."""

from __future__ import annotations

import hashlib
import json


def fingerprint(*parts: object) -> str:
    """Twelve hexadecimal digits that follow from the parts (plain JSON values, tuples as lists)."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]
