"""Recognise French text that has lost its accented letters ("dveloppement", "developpement").

No tool restores them, so a document is only recognised and reported. Measured on French interviews and reports:
of 150 words at least 3.3 % have an accented letter (median 11 %); where they were lost, none has.
"""

from __future__ import annotations

import re

_WINDOW = 900  # characters, about 150 French words
_LETTERS = "à-öø-ÿœÀ-ÖØ-ÞŒ"
_ACCENTED = re.compile(f"[{_LETTERS}]")
_MANY_ACCENTED = re.compile(f"(?:[^{_LETTERS}]*+[{_LETTERS}]){{4}}")
_WORD = re.compile(r"[^\W\d_]+")
_FRENCH = frozenset(
    "les des et est pour dans nous vous qui du avec sur pas une je il elle mais sont ce cette plus aux".split()
)
_FRENCH_SHARE = 0.08  # of the words of French text about 0.2 are among these, of Spanish or English 0.01
_ACCENTED_SHARE = 0.01


def lossy_share(text: str) -> float:
    """The share of the French windows of `text` (150 words each) without accented letters.

    0.0 where there is too little French to tell; windows in another language don't count.
    """
    lossy = french = 0
    for start in range(0, len(text) - _WINDOW + 1, _WINDOW):
        end = start + _WINDOW
        # Above three accented letters nothing was lost, and counting words is what costs time.
        if _MANY_ACCENTED.match(text, start, end):
            french += 1
            continue
        words = _WORD.findall(text[start:end].lower())
        if not words or sum(word in _FRENCH for word in words) < _FRENCH_SHARE * len(words):
            continue
        french += 1
        lossy += sum(_ACCENTED.search(word) is not None for word in words) < _ACCENTED_SHARE * len(words)
    return lossy / french if french else 0.0


def lost_accents(text: str, language: str) -> bool:
    """Whether `text`, or a part of it of about 150 words, is French without its accented letters.

    `language` is that of most of the document; only French ("fr") and undetermined ("") ones are looked at.
    """
    return language in ("fr", "") and lossy_share(text) > 0
