"""How a methods appendix is worded: its texts in two languages, numbers with their nouns."""

from __future__ import annotations

import re
from string import Formatter
from typing import Any, Literal

from partcode.pipeline.appendix.english import ENGLISH
from partcode.pipeline.appendix.french import FRENCH

Language = Literal["en", "fr"]

_TEXTS = {"en": ENGLISH, "fr": FRENCH}
_BEFORE = re.compile(r" (?=[:;?!%»])|(?<=«) ")  # where French sets a space that must not break
_NO_BREAK = "\u00a0"


class Wording(Formatter):
    """The texts of one language. A field `{codes:code|codes}` is a number with its noun, `{codes}` the number alone."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, key: str, **values: object) -> str:
        """The text of that key; KeyError for an unknown one."""
        text = _TEXTS[self.language][key]
        return self.vformat(_BEFORE.sub(_NO_BREAK, text) if self.language == "fr" else text, (), values)

    def name(self, what: str, value: str) -> str:
        """What a value is called: a role, a unit; the value itself where it has no other name."""
        return _TEXTS[self.language].get(f"{what}.{value}", value) if value else self.say("none")

    def number(self, value: float) -> str:
        """A number as it is written: 1,117 or .871 with three decimals."""
        written = f"{value:,.3f}" if isinstance(value, float) else f"{value:,}"
        if self.language == "en":
            return written
        return written.replace(",", "\u202f").replace(".", ",")

    def format_field(self, value: Any, format_spec: str) -> str:
        """A field of a text."""
        written = self.number(value) if isinstance(value, int | float) else str(value)
        if not format_spec:
            return written
        one, many = format_spec.split("|")
        singular = value == 1 if self.language == "en" else abs(value) < 2
        return f"{written}{' ' if self.language == 'en' else _NO_BREAK}{one if singular else many}"
