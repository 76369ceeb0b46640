"""What simplemma knows of a form, by its dictionary, and what its rules make of others.

`lemmatize` and `is_known` of simplemma say the same. They check and remember each word before they look it up, which
costs more than looking it up: a vocabulary has a hundred thousand words, each once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from unicodedata import normalize

from partcode.words.forms import fold


class Dictionary:
    """The dictionary and the rules of one language; its keys are normalised (NFC)."""

    def __init__(self, language: str) -> None:
        from simplemma.strategies import DefaultDictionaryFactory, DefaultStrategy, DictionaryLookupStrategy

        factory = DefaultDictionaryFactory()
        self._language = language
        self._entries = factory.get_dictionary(language)
        self._either_case = DictionaryLookupStrategy(factory)
        self._rules = DefaultStrategy(dictionary_factory=factory)

    def lemma(self, form: str) -> str:
        """The lemma of a folded form, folded; the form itself where there is none."""
        found = self._entries.get(form)
        if found is None:
            form = normalize("NFC", form)
            found = self._rules.get_lemma(form, self._language) or form
        return form if found == form else fold(found)

    def marked_forms(self) -> Iterator[str]:
        """Every form that has an accent or a ligature, also a written out one, folded; a few come twice."""
        return (fold(form) for form in self._entries if not form.isascii() or "oe" in form.lower())

    def knows(self, form: str) -> bool:
        """Whether the dictionary has a form, in either case."""
        # Asking for either case is four times as slow.
        known = self._entries.get(form) is not None
        return known or self._either_case.get_lemma(normalize("NFC", form), self._language) is not None

    def lists(self, form: str) -> bool:
        """Whether the dictionary has a form in lower case; asked much faster."""
        return self._entries.get(form) is not None

    def is_lemma(self, form: str) -> bool:
        """Whether a form is known, and its own lemma."""
        return self.lemma(form) == form and self.knows(form)


@cache
def dictionary(language: str) -> Dictionary:
    """The dictionary of a language that simplemma has, read once per process: it takes a fifth of a second."""
    return Dictionary(language)
