"""Patterns: what a researcher writes, in the form that the engine matches."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from partcode.codebook.expand import Alternative, Lookup, write_out
from partcode.codebook.findings import listed, meant
from partcode.codebook.regexes import checked
from partcode.codebook.syntax import ListName, PatternError, exact, read
from partcode.errors import CodebookError, Finding, Location
from partcode.model.codebook import Pattern

Lists = Mapping[str, Mapping[str, tuple[Alternative, ...]]]  # name → language → the list's entries, written out

_OPERATORS = ("..", "<", "(", "[", "|", "/", "*", '"')


def parse(source: str, where: Location, lists: Lists, language: str) -> Pattern:
    """The pattern that `source` says, its `<lists>` taken from `lists` in `language`.

    Raises CodebookError with one finding, at the column of the character.
    """
    try:
        return build(source, where, lookup_in(lists, language))
    except PatternError as error:
        begin = where.column or 1
        place = Location(where.path, where.line, begin + error.offset)
        # The rest of the line isn't known here; blanks keep the caret under its character.
        line = " " * (begin - 1) + source
        raise CodebookError((Finding(error.code, error.message, place, line, error.hint),)) from None


def build(source: str, where: Location, lookup: Lookup) -> Pattern:
    """As `parse`, with any source of lists. Raises PatternError."""
    text = unicodedata.normalize("NFC", source.strip())
    if text.startswith("/"):
        return Pattern(text, where, regex=checked(source))
    alternatives = write_out(read(source), lookup)
    if () in alternatives:
        raise PatternError("PC309", 0, "every word of the pattern is optional", "leave one word outside [ ]")
    return Pattern(text, where, alternatives)


def build_exact(source: str, where: Location) -> Pattern:
    """The pattern of exact words. Raises PatternError when there are none."""
    return Pattern(f'"{unicodedata.normalize("NFC", source.strip())}"', where, (exact(source).steps,))


def is_exact(source: str, style: str) -> bool:
    """Whether a YAML scalar means exact words: YAML itself eats the double quotes of "no audit, no money"."""
    return style == '"' and not any(operator in source for operator in _OPERATORS)


def lookup_in(lists: Lists, language: str) -> Lookup:
    """Where `<names>` are found. The lookup raises PatternError for an unknown list, or for one that has no
    entries in `language`."""

    def lookup(name: ListName) -> tuple[Alternative, ...]:
        if name.name not in lists:
            raise unknown_list(name, lists)
        entries = lists[name.name].get(language, ())
        if not entries:
            message = f"the list <{name.name}> has no {language} entries"
            raise PatternError("PC311", name.offset, message, f"add {language}: [...] to the list")
        return entries

    return lookup


def unknown_list(name: ListName, known: Mapping[str, object]) -> PatternError:
    """The error for a name that is no list."""
    guess = meant(name.name, known, "<{}>")
    hint = f"lists here: {listed(known)}" if known else "the codebook has no lists"
    return PatternError("PC310", name.offset, f"unknown list <{name.name}>{guess}", hint)
